package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A source of chance that throws costs copies, which it counts, but no primary. */
class FaultRandomTest {

  @Test
  void primariesGoOn() throws Exception {
    RandomGenerator broken =
        () -> {
          throw new IllegalStateException("no chance");
        };
    try (FaultEcho primary = new FaultEcho();
        FaultEcho mirror = new FaultEcho();
        HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client =
            MirroringHttpClient.builder(plain)
                .rules(
                    RouteRule.builder("r")
                        .destination("*")
                        .mirror(Mirror.to(mirror.uri()).percentage(50))
                        .build())
                .random(broken)
                .build()) {
      assertThat(new FaultLoad(client, primary.uri(), 100).run(5)).isEmpty();

      assertThat(client.awaitIdle(Duration.ofSeconds(20))).isTrue();
      assertThat(client.stats().internalErrors()).isEqualTo(5L * FaultLoad.callers());
      assertThat(client.stats().total().selected()).isZero();
      assertThat(mirror.count()).isZero();
    }
  }
}
