package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultLoad;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All lanes together have no more copies in flight than the total admits. */
class BudgetTotalTest {

  @Test
  void aHungMirrorTakesWhatItsLaneAdmitsAndTheTotalStopsTheRest() throws Exception {
    try (FaultEcho primary = new FaultEcho();
        RawServer hung = FaultServer.HANGS_BEFORE_HEADERS.start();
        HttpClient plain = HttpClient.newHttpClient()) {
      RouteRule.Builder rule = RouteRule.builder("r").destination("*");
      for (int i = 0; i < 4; i++) {
        rule.mirror(Mirror.to(hung.uri()).name("m" + i));
      }
      try (MirroringHttpClient client =
          MirroringHttpClient.builder(plain)
              .rules(rule.build())
              .maxConcurrentCopies(8)
              .maxConcurrentCopiesInTotal(20)
              .copyTimeout(Duration.ofMinutes(5))
              .closeGrace(Duration.ZERO)
              .withoutBackOff()
              .build()) {
        assertThat(new FaultLoad(client, primary.uri(), 100).run(30)).isEmpty();

        // A copy with a body is offered a moment after the primary's body, perhaps after its
        // response.
        assertThat(FaultResources.await(() -> client.engine().stats().total().inFlight() <= 20))
            .isTrue();
        MirrorStats stats = client.engine().stats();
        assertThat(stats.total().inFlight()).isEqualTo(20);
        assertThat(stats.total().dropped(DropReason.TOTAL_FULL)).isPositive();
        assertThat(stats.mirrors()).allMatch(mirror -> mirror.inFlight() <= 8);
        assertThat(stats.mirrors().stream().mapToLong(MirrorCounts::inFlight).sum()).isEqualTo(20);
        assertThat(stats.total().selected()).isEqualTo(4L * 30 * FaultLoad.callers());

        client.shutdownNow();
        assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(client.engine().stats().total().failed(FailureCause.ABORTED)).isEqualTo(20);
      }
    }
  }
}
