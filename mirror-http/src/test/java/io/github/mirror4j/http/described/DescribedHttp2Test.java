package io.github.mirror4j.http.described;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.Http2Wire;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of HTTP/2, described, with a mirror that speaks nothing else. */
class DescribedHttp2Test {

  private static final Map<String, List<String>> TEXT =
      Map.of("content-type", List.of("text/plain"));

  private RawServer mirror;
  private MirrorEngine engine;

  @BeforeEach
  void start() throws Exception {
    SSLContext tls = FaultTls.GOOD.context();
    mirror = Http2Server.start(tls, DescribedHttp2Test::respond);
    Comparison comparison = Comparison.withoutBaseline().methods("GET", "POST").build();
    engine =
        MirrorEngine.builder()
            .mirrorSslContext(tls)
            .rules(
                Fixtures.copyAll(Mirror.to(Http2Server.uri(mirror)).name("m").compare(comparison)))
            .build();
  }

  private static void respond(Http2Wire server) throws Exception {
    server.settings();
    server.acknowledge();
    for (int stream = server.awaitRequest(); stream > 0; stream = server.awaitRequest()) {
      server.respond(stream, false);
      server.data(stream, "three orders".getBytes(UTF_8));
      server.end(stream);
    }
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
    mirror.close();
  }

  private BodyTap describe(BodyTap body) {
    MirroredCall call =
        engine.mirror(
            "POST", "https://orders.example.com/a?b=c", Map.of("te", List.of("trailers")), body);
    body.write("one".getBytes(UTF_8), 0, 3);
    body.complete();
    BodyTap response = call.responding(200, TEXT);
    response.write("three orders".getBytes(UTF_8), 0, 12);
    response.complete();
    return body;
  }

  @Test
  void copiesAreSentAndResponsesCompared() throws Exception {
    describe(new BodyTap());
    describe(new BodyTap(3));
    HttpRequest get =
        HttpRequest.newBuilder(URI.create("https://orders.example.com/a"))
            .version(Version.HTTP_2)
            .build();
    engine.mirror(get).responded(200, TEXT, "three orders".getBytes(UTF_8));

    assertThat(engine.awaitIdle(Fixtures.PATIENCE)).isTrue();
    assertThat(engine.stats().total().completed(2)).as("%s", engine.stats()).isEqualTo(3);
    assertThat(engine.comparisons().getFirst().awaitIdle(Fixtures.PATIENCE)).isTrue();
    assertThat(engine.comparisons().getFirst().pairs().selected()).isEqualTo(3);
    assertThat(engine.comparisons().getFirst().pairs().compared()).isEqualTo(3);
    assertThat(engine.stats().internalErrors()).isZero();
  }

  @Test
  void nothingIsReadWhilePausedOrClosed() throws Exception {
    engine.pause();
    assertThat(describe(new BodyTap()).isRead()).isFalse();
    engine.close();
    assertThat(describe(new BodyTap()).isRead()).isFalse();

    assertThat(engine.stats().total().dropped(DropReason.PAUSED)).isOne();
    assertThat(engine.stats().total().dropped(DropReason.CLOSED)).isOne();
    assertThat(mirror.open()).isZero();
  }
}
