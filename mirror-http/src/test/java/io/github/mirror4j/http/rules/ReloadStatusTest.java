package io.github.mirror4j.http.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ReloadFailure;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RuleReloader;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the reloading of rules goes is seen in the status and in the meters. */
class ReloadStatusTest {

  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final Problem WRONG =
      new Problem("orders.yaml:12:15: spec.route[0].weight", "\"s3cret\"", "0 to 100");
  private static final Problem LOSS =
      new Problem("rule \"orders\"", "requests to orders are no longer routed", "a rule");

  private final MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    client.close();
  }

  private record Reloader(ReloadStatus status) implements RuleReloader, AutoCloseable {
    @Override
    public void close() {}
  }

  private static ReloadStatus status(boolean inForce, ReloadFailure failure) {
    return new ReloadStatus(
        List.of("rules", "more.yaml"), inForce, TIME, 5, 2, 1, Optional.ofNullable(failure));
  }

  private static ReloadFailure failure(boolean keptBack, Problem problem) {
    return new ReloadFailure(TIME.plusSeconds(7), keptBack, List.of(problem));
  }

  private String page() {
    return client.engine().status().toText();
  }

  @Test
  void thePageSaysNothingWithoutAReloader() {
    client.engine().onClose(() -> {});
    assertThat(client.engine().reloads()).isEmpty();
    assertThat(page()).doesNotContain("Reloading");
  }

  @Test
  void thePageNamesThePlaceAndTheTimeButNoValueOfAWrongFile() {
    client.engine().onClose(new Reloader(status(false, failure(false, WRONG))));
    assertThat(page())
        .contains(
            """

            Reloading of rules
              rules, more.yaml: NOT IN FORCE, the rules before are; last success: \
            2026-03-01T10:00:00Z; reloads: 5; failures: 2; kept back: 1
                last failure, at 2026-03-01T10:00:07Z:
                  orders.yaml:12:15: spec.route[0].weight (expected: 0 to 100)
            """)
        .doesNotContain("s3cret");
  }

  @Test
  void thePageSaysWhatIsKeptBack() {
    client.engine().onClose(new Reloader(status(true, failure(true, LOSS))));
    assertThat(page())
        .contains("rules, more.yaml: in force;", "last kept back, at 2026-03-01T10:00:07Z:")
        .contains(
            "      rule \"orders\": requests to orders are no longer routed (expected: a rule)");
  }

  @Test
  void soDoesJson() {
    client.engine().onClose(new Reloader(status(false, failure(false, WRONG))));
    Map<?, ?> json = Json.read(client.engine().status().toJson(), Map.class);
    assertThat(((List<?>) json.get("reloads")).get(0))
        .isEqualTo(
            Map.of(
                "origins",
                List.of("rules", "more.yaml"),
                "inForce",
                false,
                "lastSuccess",
                "2026-03-01T10:00:00Z",
                "reloads",
                5,
                "failures",
                2,
                "keptBack",
                1,
                "lastFailure",
                Map.of(
                    "time",
                    "2026-03-01T10:00:07Z",
                    "keptBack",
                    false,
                    "problems",
                    List.of("orders.yaml:12:15: spec.route[0].weight (expected: 0 to 100)"))));
  }

  @Test
  void theMetersSayHowOftenAndWhenLast() {
    try (MirrorMetrics metrics = new MirrorMetrics(client.engine())) {
      metrics.bindTo(registry);
      assertThat(lastSuccess()).isNaN();
      client.engine().onClose(new Reloader(status(true, null)));
      assertThat(count("taken")).isEqualTo(5);
      assertThat(count("refused")).isEqualTo(2);
      assertThat(count("kept_back")).isEqualTo(1);
      assertThat(lastSuccess()).isEqualTo(TIME.getEpochSecond());
    }
  }

  private double count(String outcome) {
    FunctionCounter counter =
        registry.get("mirror4j.rules.reloads").tag("outcome", outcome).functionCounter();
    return counter.count();
  }

  private double lastSuccess() {
    return registry.get("mirror4j.rules.last.success").timeGauge().value(TimeUnit.SECONDS);
  }

  @Test
  void aReloaderThatThrowsIsCountedAndLeftOut() {
    class Broken implements RuleReloader, AutoCloseable {
      @Override
      public ReloadStatus status() {
        throw new IllegalStateException("meant");
      }

      @Override
      public void close() {}
    }
    client.engine().onClose(new Broken());
    client.engine().onClose(new Reloader(status(true, null)));
    assertThat(client.engine().status().reloads()).hasSize(1);
    assertThat(client.engine().stats().internalErrors()).isEqualTo(1);
  }

  @Test
  void aReloaderIsShownAfterTheEndToo() {
    client.engine().onClose(new Reloader(status(true, null)));
    client.close();
    assertThat(page()).contains("Reloading of rules");
  }
}
