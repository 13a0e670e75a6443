package io.github.mirror4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC servers refuse requests without {@code TE: trailers}; no other value of TE goes on. */
class CopyTrailersTest {

  private static SSLContext tls;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final List<String> heads = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void key() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @AfterEach
  void close() {
    primary.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trailers", "Trailers", "gzip;q=0.5, trailers", "deflate , trailers"})
  void theTokenIsKept(String value) throws Exception {
    assertThat(teOverTls(request -> request.header("TE", value), to -> to)).isEqualTo("trailers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-trailers", "deflate;q=0.5"})
  void otherValuesAreNot(String value) throws Exception {
    assertThat(teOverTls(request -> request.header("TE", value), to -> to)).isEmpty();
  }

  @Test
  void aMirrorMaySetOrRemoveIt() throws Exception {
    assertThat(teOverTls(request -> request, to -> to.setHeader("te", "trailers")))
        .isEqualTo("trailers");
    assertThat(teOverTls(request -> request.header("TE", "trailers"), to -> to.removeHeader("te")))
        .isEmpty();
  }

  /** There it would need a Connection header, which the JDK's client does not send. */
  @Test
  void notToAnHttpMirror() throws Exception {
    try (RawServer mirror = RawServer.doing(this::respond)) {
      assertThat(
              te(
                  Fixtures.mirroring(Mirror.to(mirror.uri()).setHeader("TE", "trailers")),
                  request -> request.header("TE", "trailers")))
          .isEmpty();
    }
  }

  private String teOverTls(UnaryOperator<HttpRequest.Builder> request, UnaryOperator<Mirror> edits)
      throws Exception {
    try (RawServer mirror =
        RawServer.on(
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            this::respond)) {
      Mirror to = edits.apply(Mirror.to(Http2Server.uri(mirror)));
      return te(Fixtures.mirroring(to).mirrorSslContext(tls), request);
    }
  }

  private String te(MirroringHttpClient.Builder builder, UnaryOperator<HttpRequest.Builder> request)
      throws Exception {
    heads.clear();
    try (MirroringHttpClient client = builder.build()) {
      client.send(
          request.apply(HttpRequest.newBuilder(primary.uri("/"))).build(),
          BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1);
    }
    return heads
        .get(0)
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("te:"))
        .map(line -> line.substring(3).strip())
        .findFirst()
        .orElse("");
  }

  private void respond(Socket connection) throws IOException {
    heads.add(RawServer.readHead(connection));
    RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
}
