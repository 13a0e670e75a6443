package io.github.mirror4j.examples.integration;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The contract for libraries that take a client, or are one: with one mirroring client. */
abstract class MirroringClientIntegration extends IntegrationContract {

  final HttpClient plain = newPlain();

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
    return client.engine().stats();
  }

  @Override
  boolean awaitIdle(Duration patience) throws InterruptedException {
    return client.engine().awaitIdle(patience);
  }

  @Override
  void closeMirrored() {
    client.close();
  }

  @AfterEach
  final void closePlain() {
    plain.shutdownNow();
  }
}
