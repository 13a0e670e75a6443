package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One copy for a primary, however often the delegate has to send it. */
class OneCopyTest {

  private final RecordingServer mirror = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    mirror.close();
  }

  @Test
  void aRedirectThatKeepsTheBodyIsOneCopyOfTheCallersUri() throws Exception {
    RecordingServer.Responder responder =
        (exchange, request) -> {
          boolean moved = request.target().equals("/first?q=1");
          exchange.getResponseHeaders().set("Location", "/second");
          exchange.sendResponseHeaders(moved ? 307 : 200, -1);
        };
    HttpClient delegate =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    try (RecordingServer primary = RecordingServer.responding(responder);
        MirroringHttpClient client = mirroring(delegate)) {
      var response =
          client.send(Fixtures.post(primary.uri("/first?q=1"), "body"), BodyHandlers.discarding());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(primary.requests())
          .extracting(r -> r.target() + " " + new String(r.body()))
          .containsExactly("/first?q=1 body", "/second body");
      assertOneCopy(client, "/first?q=1", "body");
    }
  }

  @Test
  void aRequestThatMustAuthenticateIsOneCopyWithoutThePassword() throws Exception {
    RecordingServer.Responder responder =
        (exchange, request) -> {
          boolean known = request.header("authorization") != null;
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"r\"");
          exchange.sendResponseHeaders(known ? 200 : 401, -1);
        };
    Authenticator login =
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("user", "secret".toCharArray());
          }
        };
    try (RecordingServer primary = RecordingServer.responding(responder);
        MirroringHttpClient client =
            mirroring(HttpClient.newBuilder().authenticator(login).build())) {
      var response =
          client.send(Fixtures.post(primary.uri("/login"), "body"), BodyHandlers.discarding());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(primary.requests()).hasSize(2);
      assertOneCopy(client, "/login", "body");
      assertThat(mirror.requests().get(0).headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void aRequestThatIsSentAgainOnAnotherConnectionIsOneCopy() throws Exception {
    AtomicInteger heads = new AtomicInteger();
    RawServer.Behaviour closesKeptConnections =
        connection -> {
          RawServer.readHead(connection);
          heads.incrementAndGet();
          RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          if (!RawServer.readHead(connection).isEmpty()) {
            heads.incrementAndGet();
          }
        };
    try (RawServer primary = RawServer.doing(closesKeptConnections);
        MirroringHttpClient client = mirroring(Fixtures.plain())) {
      client.send(Fixtures.get(primary.uri().resolve("/1")), BodyHandlers.discarding());
      client.send(Fixtures.get(primary.uri().resolve("/2")), BodyHandlers.discarding());

      assertThat(heads).hasValue(3);
      assertThat(Fixtures.settled(client).selected()).isEqualTo(2);
      assertThat(mirror.requests())
          .extracting(RecordingServer.Recorded::target)
          .containsExactlyInAnyOrder("/1", "/2");
    }
  }

  @Test
  void oneCopyGoesToEachMirrorOfTheRule() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        RecordingServer second = RecordingServer.responding("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(
                    io.github.mirror4j.rule.Mirror.to(mirror.uri()),
                    io.github.mirror4j.rule.Mirror.to(second.uri()))
                .build()) {
      HttpRequest post = Fixtures.post(primary.uri("/"), "body");
      client.send(post, BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
      assertThat(mirror.requests()).hasSize(1);
      assertThat(second.requests()).hasSize(1);
    }
  }

  private void assertOneCopy(MirroringHttpClient client, String target, String body)
      throws Exception {
    assertThat(Fixtures.settled(client).selected()).isEqualTo(1);
    assertThat(mirror.requests())
        .extracting(r -> r.target() + " " + new String(r.body()))
        .containsExactly(target + " " + body);
  }

  private MirroringHttpClient mirroring(HttpClient delegate) {
    return MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()));
  }
}
