package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.RawServer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.UnaryOperator;
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
    run(fault, builder -> builder.mirrorSslContext(tls));
  }

  /** It has one connection only, and threads of its own. */
  @ParameterizedTest
  @EnumSource(names = {"ADMITS_NO_STREAMS", "HANGS_AFTER_THE_HEADERS", "ENDLESS_BODY"})
  void norWithAClientOfTheUsers(FaultHttp2 fault) throws Exception {
    try (HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build()) {
      run(fault, builder -> builder.mirrorClient(trusting));
      trusting.shutdownNow();
    }
  }

  private static void run(FaultHttp2 fault, UnaryOperator<MirroringHttpClient.Builder> client)
      throws Exception {
    // A handshake on a busy machine takes its time, and need not be waited for where all hangs.
    int millis = fault.outcomes().contains("timed out") ? 600 : 5_000;
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = fault.start(tls)) {
      new FaultRun(primary)
          .with(builder -> client.apply(builder).copyTimeout(Duration.ofMillis(millis)))
          .against(Http2Server.uri(mirror), fault.outcomes());
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    FaultResources after = before.awaitBack();
    assertThat(before.covers(after)).as("%s, then %s", before, after).isTrue();
  }
}
