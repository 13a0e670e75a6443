package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a client waits for no copy, and leaves none behind. */
class FaultCloseTest {

  private static final int COPIES = 12;

  /** Copies may take an hour, so that nothing but the end of the client ends them. */
  @ParameterizedTest
  @EnumSource(
      names = {"HANGS_BEFORE_HEADERS", "HANGS_AFTER_HEADERS", "NEVER_READS", "TRICKLES_HEADERS"})
  @Timeout(60)
  void copiesThatHangAreAborted(FaultServer fault) throws Exception {
    for (boolean now : new boolean[] {false, true}) {
      FaultResources before = FaultResources.now();
      try (FaultEcho primary = new FaultEcho();
          RawServer mirror = fault.start();
          HttpClient plain = HttpClient.newHttpClient();
          MirroringHttpClient client = client(plain, mirror)) {
        HttpRequest request = HttpRequest.newBuilder(primary.uri("/")).build();
        for (int i = 0; i < COPIES; i++) {
          assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
        assertThat(client.engine().stats().total().inFlight()).isEqualTo(COPIES);

        if (now) {
          client.shutdownNow();
        } else {
          client.shutdown();
        }
        assertThat(client.engine().awaitIdle(Duration.ofSeconds(30))).isTrue();
        MirrorCounts counts = client.engine().stats().total();
        assertThat(counts.failed(FailureCause.ABORTED) + counts.completed(2)).isEqualTo(COPIES);
        if (fault != FaultServer.HANGS_AFTER_HEADERS) {
          assertThat(counts.completedInTotal()).isZero();
        }
      }
      FaultResources after = before.awaitBack();
      assertThat(before.covers(after)).as("%s, then %s", before, after).isTrue();
    }
  }

  private static MirroringHttpClient client(HttpClient plain, RawServer mirror) {
    RouteRule rule =
        RouteRule.builder("r").destination("*").mirror(Mirror.to(mirror.uri())).build();
    return MirroringHttpClient.builder(plain)
        .rules(rule)
        .copyTimeout(Duration.ofHours(1))
        .responseBodyTimeout(Duration.ofHours(1))
        .closeGrace(Duration.ofMillis(20))
        .build();
  }
}
