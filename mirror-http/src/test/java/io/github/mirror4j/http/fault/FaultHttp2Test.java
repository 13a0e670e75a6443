package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.NothingIsLeft;
import io.github.mirror4j.http.fixture.RawServer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Copies to an HTTP/2 mirror share one connection; whatever the mirror does with it, callers get
 * what they get without it, and each copy ends.
 */
class FaultHttp2Test {

  /** Made here: as a module the tests do not open the package that it is in. */
  @RegisterExtension private static final NothingIsLeft NOTHING_IS_LEFT = new NothingIsLeft();

  /** A handshake on a busy machine takes its time, and need not be waited for where all hangs. */
  private static final Duration PATIENT = Duration.ofSeconds(5);

  private static final Duration IMPATIENT = Duration.ofMillis(600);

  private static SSLContext tls;

  private static final UnaryOperator<MirroringHttpClient.Builder> TRUSTING =
      builder -> builder.mirrorSslContext(tls);

  @BeforeAll
  static void key() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @ParameterizedTest
  @EnumSource
  void noCallerFeelsIt(FaultHttp2 fault) throws Exception {
    run(fault, TRUSTING, run -> run);
  }

  /** It has one connection only, and threads of its own. */
  @ParameterizedTest
  @EnumSource(names = {"ADMITS_NO_STREAMS", "HANGS_AFTER_THE_HEADERS", "ENDLESS_BODY"})
  void norWithAClientOfTheUsers(FaultHttp2 fault) throws Exception {
    try (HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build()) {
      run(fault, builder -> builder.mirrorClient(trusting), run -> run);
      trusting.shutdownNow();
    }
  }

  /** Three responses to a request, two of them over HTTP/2. */
  @ParameterizedTest
  @EnumSource(names = {"HEALTHY", "ADMITS_NO_STREAMS", "RESETS_THE_CONNECTION"})
  void norWhereEachResponseIsCompared(FaultHttp2 fault) throws Exception {
    try (RawServer twin = FaultHttp2.HEALTHY.start(tls)) {
      run(fault, TRUSTING, run -> run.comparedWith(Http2Server.uri(twin)));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("full")
  void norWhereEachResponseIsComparedWithAnyFault(FaultHttp2 fault) throws Exception {
    norWhereEachResponseIsCompared(fault);
  }

  /** Then it is v1 that cannot be asked again. */
  @ParameterizedTest
  @EnumSource(names = {"ADMITS_NO_STREAMS", "RESETS_THE_CONNECTION"})
  void norWhereTheBaselinesMeetTheFault(FaultHttp2 fault) throws Exception {
    Duration timeout = fault.hangs() ? Duration.ofSeconds(2) : PATIENT;
    try (RawServer twin = fault.start(tls)) {
      run(FaultHttp2.HEALTHY, timeout, TRUSTING, run -> run.comparedWith(Http2Server.uri(twin)));
    }
  }

  private static void run(
      FaultHttp2 fault,
      UnaryOperator<MirroringHttpClient.Builder> client,
      UnaryOperator<FaultRun> settings)
      throws Exception {
    run(fault, fault.hangs() ? IMPATIENT : PATIENT, client, settings);
  }

  private static void run(
      FaultHttp2 fault,
      Duration timeout,
      UnaryOperator<MirroringHttpClient.Builder> client,
      UnaryOperator<FaultRun> settings)
      throws Exception {
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = fault.start(tls)) {
      settings
          .apply(new FaultRun(primary))
          .with(builder -> client.apply(builder).copyTimeout(timeout))
          .against(Http2Server.uri(mirror), fault.outcomes());
    }
  }
}
