package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract for libraries that take a builder and make their clients themselves. */
abstract class ClientBuilderIntegration extends IntegrationContract {

  /** Set by {@link #mirrored()}. */
  MirrorEngine engine;

  /** The library's part alone. */
  abstract Calls over(HttpClient.Builder clients, Duration timeout);

  @Override
  Calls plain(Duration timeout) {
    return over(HttpClient.newBuilder(), timeout);
  }

  @Override
  Calls mirrored(Duration timeout) {
    return over(engine.wrap(HttpClient.newBuilder()), timeout);
  }

  @Override
  MirrorStats stats() {
    return engine.stats();
  }

  @Override
  boolean awaitIdle(Duration patience) throws InterruptedException {
    return engine.awaitIdle(patience);
  }

  @Override
  void closeMirrored() {
    engine.close();
  }

  @Test
  void closingTheEngineEndsMirroringAndNothingElse() throws Exception {
    engine.close();

    assertThat(mirrored(PATIENCE).post("/orders", "one")).isEqualTo("POST /orders: one");

    assertThat(settled().dropped(DropReason.CLOSED)).isEqualTo(1);
  }
}
