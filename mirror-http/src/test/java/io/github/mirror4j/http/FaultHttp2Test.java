package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Copies to an HTTP/2 mirror share one connection; whatever the mirror does with it, callers get
 * what they get without it, and each copy ends.
 */
class FaultHttp2Test {

  private static SSLContext tls;

  private FaultResources before = new FaultResources(0, 0, 0);

  @BeforeAll
  static void key() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @BeforeEach
  void look() {
    before = FaultResources.now();
  }

  @ParameterizedTest
  @EnumSource
  void noCallerFeelsIt(FaultHttp2 fault) throws Exception {
    // A handshake on a busy machine takes its time, and need not be waited for where all hangs.
    int millis = fault.outcomes().contains("timed out") ? 600 : 5_000;
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = fault.start(tls);
        HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build()) {
      new FaultRun(primary)
          .with(builder -> builder.mirrorClient(trusting).copyTimeout(Duration.ofMillis(millis)))
          .against(URI.create("https://127.0.0.1:" + mirror.uri().getPort()), fault.outcomes());
      trusting.shutdownNow();
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    FaultResources after = before.awaitBack();
    assertThat(before.covers(after)).as("%s, then %s", before, after).isTrue();
  }
}
