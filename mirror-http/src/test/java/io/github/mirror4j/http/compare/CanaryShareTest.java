package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Primaries that a canary rule routes to the mirror are lost pairs, in proportion: the budget of
 * baselines holds them back as it holds back those that are compared. They do not lower the
 * coverage, since chance alone chose them.
 */
class CanaryShareTest {

  private static final Labels V1 = Labels.of("version", "v1");
  private static final Labels V2 = Labels.of("version", "v2");
  private static final int REQUESTS = 1_000;

  @Test
  void aCanaryOfTwoInAHundredLosesTwoInAHundredAndNoCoverage() throws Exception {
    try (RecordingServer v1 = RecordingServer.responding("hello");
        RecordingServer v2 = RecordingServer.responding("hello");
        MirroringHttpClient client = client(v1.uri(), v2.uri())) {
      MirrorComparison comparison = client.engine().comparisons().getFirst();
      for (int i = 0; i < REQUESTS; i++) {
        client.send(Fixtures.get(URI.create("http://orders/" + i)), BodyHandlers.discarding());
        assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
        assertThat(comparison.awaitIdle(Fixtures.PATIENCE)).isTrue();
      }
      PairCounts pairs = comparison.pairs();

      assertThat(pairs.compared()).as("%s", pairs).isGreaterThan(80);
      assertThat(pairs.lost().getOrDefault(LossReason.CANARY, 0L))
          .as("%s", pairs)
          .isPositive()
          .isLessThan(pairs.compared() / 15);
      assertThat(pairs.lost()).containsOnlyKeys(LossReason.CANARY);
      assertThat(pairs.coverage()).isEqualTo(1);
    }
  }

  /** The old version gets a baseline for every ten primaries, as by default. */
  private static MirroringHttpClient client(URI v1, URI v2) {
    Mirror mirror = Mirror.to("orders", V2).compare(Comparison.withBaseline(100).build());
    RouteRule rule =
        RouteRule.builder("r")
            .destination("orders")
            .route(V1, 98)
            .route(V2, 2)
            .mirror(mirror)
            .build();
    return MirroringHttpClient.builder(Fixtures.plain())
        .rules(rule)
        .registry(
            ServiceRegistry.builder().endpoint("orders", V1, v1).endpoint("orders", V2, v2).build())
        .maxBaselinesPerSecond(1_000_000)
        .random(new Random(7))
        .build();
  }
}
