package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.NothingIsLeft;
import io.github.mirror4j.http.fixture.RawServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mirror whose TLS is broken costs copies only, and none of them is sent in spite of it. */
class FaultTlsTest {

  /** Made here: as a module the tests do not open the package that it is in. */
  @RegisterExtension private static final NothingIsLeft NOTHING_IS_LEFT = new NothingIsLeft();

  /** The first handshakes of a JVM are slow, and whatever comes meanwhile finds the lane full. */
  private static final UnaryOperator<MirroringHttpClient.Builder> PATIENT =
      builder -> builder.copyTimeout(Duration.ofSeconds(5));

  @AutoClose private final FaultEcho primary = new FaultEcho();

  @ParameterizedTest
  @EnumSource
  void theMirrorsClientTrustsTheKey(FaultTls tls) throws Exception {
    SSLContext context = tls.context();
    Set<String> outcomes = Set.of(tls == FaultTls.GOOD ? "2xx" : "failed TLS");
    try (RawServer mirror = FaultTls.server(context);
        HttpClient trusting = HttpClient.newBuilder().sslContext(context).build()) {
      run(builder -> PATIENT.apply(builder.mirrorClient(trusting)))
          .against(https(mirror), outcomes);
    }
  }

  @Test
  void nobodyTrustsTheKey() throws Exception {
    try (RawServer mirror = FaultTls.server(FaultTls.GOOD.context())) {
      run(PATIENT).against(https(mirror), Set.of("failed TLS"));
    }
  }

  /** Neither the mirror nor the old version's second deployment is trusted, or both are. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void andWhereEachResponseIsCompared(boolean isTrusted) throws Exception {
    SSLContext tls = FaultTls.GOOD.context();
    try (RawServer mirror = FaultTls.server(tls);
        RawServer twin = FaultTls.server(tls)) {
      run(builder -> PATIENT.apply(isTrusted ? builder.mirrorSslContext(tls) : builder))
          .comparedWith(https(twin))
          .against(https(mirror), Set.of(isTrusted ? "2xx" : "failed TLS"));
    }
  }

  @Test
  void andWhereAComparedHandshakeIsNeverAnswered() throws Exception {
    try (RawServer mirror = RawServer.doing(FaultWire::waitForClose);
        RawServer twin = RawServer.doing(FaultWire::waitForClose)) {
      run(UnaryOperator.identity())
          .comparedWith(https(twin))
          .against(https(mirror), Set.of("timed out"));
    }
  }

  @Test
  void thePortSpeaksPlainHttp() throws Exception {
    try (RawServer mirror =
        RawServer.doing(
            connection -> {
              connection.getInputStream().readNBytes(100);
              RawServer.write(connection, "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n");
            })) {
      run(PATIENT).against(https(mirror), Set.of("failed TLS"));
    }
  }

  @Test
  void theHandshakeNeverEnds() throws Exception {
    try (RawServer mirror = RawServer.doing(FaultWire::waitForClose)) {
      run(UnaryOperator.identity()).against(https(mirror), Set.of("timed out"));
    }
  }

  @Test
  void theHandshakeIsReset() throws Exception {
    try (RawServer mirror =
        RawServer.doing(
            connection -> {
              connection.getInputStream().readNBytes(10);
              FaultWire.reset(connection);
            })) {
      run(PATIENT).against(https(mirror), Set.of("failed TLS", "failed CONNECTION_LOST"));
    }
  }

  private FaultRun run(UnaryOperator<MirroringHttpClient.Builder> settings) {
    return new FaultRun(primary).with(settings);
  }

  private static URI https(RawServer mirror) {
    return URI.create("https://127.0.0.1:" + mirror.uri().getPort());
  }
}
