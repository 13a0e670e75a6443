package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultLoad;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that throws costs neither a primary nor a permit nor a count. */
class FaultClockTest {

  private final FaultEcho primary = new FaultEcho();
  private final RawServer failing = RawServer.doing(RawServer::readHead);

  @AfterEach
  void close() throws Exception {
    primary.close();
    failing.close();
  }

  /** Each so many readings throw; the mirror fails, so that the back-off asks the clock too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void primariesGoOnAndTheCountsAgree(int every) throws Exception {
    AtomicInteger readings = new AtomicInteger();
    LongSupplier clock =
        () -> {
          if (readings.incrementAndGet() % every == 0) {
            throw new IllegalStateException("the clock is broken");
          }
          return System.nanoTime();
        };
    RouteRule rule =
        RouteRule.builder("r").destination("*").mirror(Mirror.to(failing.uri())).build();
    try (HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client =
            MirroringHttpClient.builder(plain)
                .rules(rule)
                .maxConcurrentCopies(4)
                .backOff(Duration.ofMillis(1), Duration.ofMillis(1))
                .nanoTime(clock)
                .listener((id, outcome, duration) -> {})
                .build()) {
      assertThat(new FaultLoad(client, primary.uri(), 2_000).run(10)).isEmpty();

      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
      MirrorStats stats = client.engine().stats();
      assertThat(stats.total().selected()).isEqualTo(10L * FaultLoad.callers());
      assertThat(stats.total().ended()).isEqualTo(stats.total().selected());
      assertThat(stats.total().inFlight()).isZero();
      assertThat(stats.bufferedBytes()).isZero();
      assertThat(stats.internalErrors()).isPositive();
    }
  }
}
