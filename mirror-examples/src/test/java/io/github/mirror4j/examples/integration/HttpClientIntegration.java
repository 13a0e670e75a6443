package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirrorStats;
import io.github.mirror4j.http.MirroringHttpClient;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract for libraries that take a ready client. */
abstract class HttpClientIntegration extends IntegrationContract {

  private final HttpClient plain = newPlain();

  /** Set by {@link #mirrored()}. */
  MirroringHttpClient client;

  /** The library's part alone. */
  abstract Calls over(HttpClient client, Duration timeout);

  HttpClient newPlain() {
    return HttpClient.newHttpClient();
  }

  @Override
  Calls plain(Duration timeout) {
    return over(plain, timeout);
  }

  @Override
  Calls mirrored(Duration timeout) {
    return over(client, timeout);
  }

  @Override
  MirrorStats stats() {
    return client.stats();
  }

  @Override
  boolean awaitIdle(Duration patience) throws InterruptedException {
    return client.awaitIdle(patience);
  }

  @Override
  void closeMirrored() {
    client.close();
  }

  @AfterEach
  final void closePlain() {
    plain.shutdownNow();
  }

  @Test
  void closingTheMirroringClientClosesTheWrappedOne() {
    closeMirrored();
    plain.close();

    assertThat(client.delegate().isTerminated()).isTrue();
    assertThat(Result.of(mirrored(Servers.PATIENCE), "/orders", "one"))
        .isEqualTo(Result.of(plain(Servers.PATIENCE), "/orders", "one"))
        .matches(result -> !result.isAnswer());
  }
}
