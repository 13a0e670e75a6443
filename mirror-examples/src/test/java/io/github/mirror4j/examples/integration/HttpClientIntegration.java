package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract for libraries that take a ready client and do not close it. */
abstract class HttpClientIntegration extends MirroringClientIntegration {

  @Test
  void closingTheMirroringClientClosesTheWrappedOne() {
    closeMirrored();
    plain.close();

    assertThat(client.delegate().isTerminated()).isTrue();
    assertThat(Result.of(mirrored(Servers.PATIENCE), "/orders", "one"))
        .isEqualTo(Result.of(plain(Servers.PATIENCE), "/orders", "one"))
        .matches(result -> !result.isResponse());
  }
}
