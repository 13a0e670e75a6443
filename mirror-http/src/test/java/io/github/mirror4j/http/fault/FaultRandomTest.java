package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultLoad;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random generator that throws or knows only extremes hangs no caller and costs no primary. */
@Timeout(60)
class FaultRandomTest {

  private static final int CALLS = 5;

  private final FaultEcho primary = new FaultEcho();
  private final FaultEcho mirror = new FaultEcho();
  private final HttpClient plain = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    plain.close();
    primary.close();
    mirror.close();
  }

  @Test
  void whereItThrowsTheJvmsIsUsed() throws Exception {
    RandomGenerator broken =
        () -> {
          throw new IllegalStateException("no chance");
        };

    MirrorStats stats = load(broken);

    assertThat(stats.internalErrors()).isGreaterThanOrEqualTo((long) CALLS * FaultLoad.callers());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, Long.MIN_VALUE, Long.MAX_VALUE, 0xffffffffL, -1L << 32})
  void oneNumberForEverIsANumber(long number) throws Exception {
    MirrorStats stats = load(() -> number);

    long all = (long) CALLS * FaultLoad.callers();
    assertThat(stats.total().selected()).isIn(0L, all);
    assertThat(stats.internalErrors()).isZero();
  }

  @Test
  void numbersThatAreOutOfRangeAreNotAskedFor() throws Exception {
    RandomGenerator outOfRange =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public int nextInt(int bound) {
            return Integer.MAX_VALUE;
          }
        };

    MirrorStats stats = load(outOfRange);

    assertThat(stats.total().selected()).isEqualTo((long) CALLS * FaultLoad.callers());
    assertThat(stats.internalErrors()).isZero();
  }

  /** Both of routes and of mirrors. */
  private MirrorStats load(RandomGenerator random) throws Exception {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("127.0.0.1")
            .route(Labels.of("version", "v1"), 99)
            .route(Labels.of("version", "v1b"), 1)
            .mirror(Mirror.to(mirror.uri()).percentage(50))
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("127.0.0.1", Labels.of("version", "v1"), primary.uri())
            .endpoint("127.0.0.1", Labels.of("version", "v1b"), primary.uri())
            .build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(plain)
            .rules(rule)
            .registry(registry)
            .maxConcurrentCopies(100)
            .random(random)
            .build()) {
      assertThat(new FaultLoad(client, primary.uri(), 100).run(CALLS)).isEmpty();

      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
      MirrorStats stats = client.engine().stats();
      assertThat(stats.total().ended()).isEqualTo(stats.total().selected());
      return stats;
    }
  }
}
