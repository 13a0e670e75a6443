package io.github.mirror4j.http.soak;

import io.github.mirror4j.edit.BearerToken;
import io.github.mirror4j.edit.JsonMask;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Rules that use every setting of a mirror.
 *
 * @param v2 the new version
 * @param hung a mirror that never responds
 * @param resetting a mirror that resets its connections
 * @param changing a mirror that fails now and then
 */
record SoakRules(URI v2, URI hung, URI resetting, URI changing) {

  static final Labels V1 = Labels.of("version", "v1");
  static final Labels V2 = Labels.of("version", "v2");

  private static final Duration SHORT = Duration.ofMillis(500);

  /** The rules of a round: percentages change, and a mirror comes and goes. */
  List<RouteRule> ofRound(int round) {
    RouteRule.Builder all =
        RouteRule.builder("all")
            .destination("*")
            .mirror(to(v2, "compared").compare(comparison()))
            .mirror(to(v2, "after").percentage(20 + round % 2 * 10).afterResponse())
            .mirror(
                to(v2, "chosen")
                    .onlyAfter(
                        PrimaryOutcome.statusClass(5),
                        PrimaryOutcome.failed(),
                        PrimaryOutcome.slowerThan(Duration.ofMillis(20)))
                    .primaryHeaders())
            .mirror(
                to(v2, "edited")
                    .percentage(30)
                    .edit(
                        BearerToken.from(() -> "of-the-mirror", Duration.ofSeconds(5))
                            .andThen(JsonMask.of("$.customer"))
                            .andThen(draft -> draft.withHeader("X-Edited", "yes"))))
            .mirror(to(v2, "limited").maxPerSecond(2, 4).methods("POST"))
            .mirror(to(hung, "hung").percentage(5).timeout(SHORT))
            .mirror(to(resetting, "resetting").percentage(10))
            .mirror(to(changing, "changing").percentage(30).timeout(SHORT));
    if (round % 3 == 0) {
      all.mirror(to(v2, "passing").setHeader("X-A", "1").bodyLimit(10_000));
    }
    RouteRule routed =
        RouteRule.builder("routed")
            .destination("orders.soak")
            .precedence(1)
            .route(V1, 100)
            .samplingKey(SamplingKey.header("X-User"))
            .mirror(Mirror.to("orders.soak", V2).percentage(50))
            .build();
    return List.of(all.build(), routed);
  }

  private static Mirror to(URI uri, String name) {
    return Mirror.to(uri).name(name);
  }

  private static Comparison comparison() {
    return Comparison.withBaseline(50)
        .methods("POST")
        .endpoint("/orders/{id}")
        .ignore("$.at")
        .buildHeader("X-Build")
        .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(200))
        .repeatAfter(Duration.ofSeconds(10))
        .warmUp(Duration.ZERO, 0)
        .build();
  }
}
