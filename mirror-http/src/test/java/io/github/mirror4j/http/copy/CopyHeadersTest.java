package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Reader;
import io.github.mirror4j.http.fixture.WireServer;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers a copy carries. */
class CopyHeadersTest {

  private final WireServer primary;
  private final WireServer mirror;

  CopyHeadersTest() throws Exception {
    primary = WireServer.start();
    mirror = WireServer.start();
  }

  @AfterEach
  void close() throws Exception {
    primary.close();
    mirror.close();
  }

  @Test
  void allValuesInTheirOrder() throws Exception {
    WireServer.Head copy =
        copyOf(
            request -> request.header("X-Many", "b").header("x-many", "a").header("X-Many", "b, c"),
            to -> to);

    assertThat(copy.values("x-many")).containsExactly("b", "a", "b, c");
  }

  @Test
  void theMarkTheForwardedHostAndTheMirrorsOwnHost() throws Exception {
    WireServer.Head copy = copyOf(request -> request, to -> to);

    assertThat(copy.values("x-mirror4j")).containsExactly(Fixtures.RULE);
    assertThat(copy.values("x-forwarded-host")).containsExactly(primary.uri().getAuthority());
    assertThat(copy.values("host")).containsExactly(mirror.uri().getAuthority());
    assertThat(primary.onlyHead().names()).doesNotContain("X-Mirror4J", "X-Forwarded-Host");
  }

  @Test
  void aForwardedHostThatIsThereIsKept() throws Exception {
    WireServer.Head copy =
        copyOf(request -> request.header("x-forwarded-host", "edge.example.com"), to -> to);

    assertThat(copy.values("x-forwarded-host")).containsExactly("edge.example.com");
  }

  @Test
  void noForwardedHostAndAnotherMarkWhereTheSettingsSaySo() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()))
            .forwardedHost(false)
            .copyHeader("X-Shadow-Of")
            .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      Fixtures.settled(client);
    }
    assertThat(mirror.onlyHead().values("x-forwarded-host")).isEmpty();
    assertThat(mirror.onlyHead().values("x-mirror4j")).isEmpty();
    assertThat(mirror.onlyHead().values("x-shadow-of")).containsExactly(Fixtures.RULE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Keep-Alive",
        "TE",
        "Trailer",
        "Proxy-Connection",
        "Proxy-Authorization",
        "HTTP2-Settings"
      })
  void headersOfTheConnectionAreLeftOut(String name) throws Exception {
    WireServer.Head copy = copyOf(request -> request.header(name, "value"), to -> to);

    assertThat(copy.values(name)).isEmpty();
  }

  @Test
  void noUpgradeToHttp2OverPlainHttp() throws Exception {
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(HttpClient.newHttpClient(), Fixtures.copyAll(mirror.uri()))) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      Fixtures.settled(client);
    }
    assertThat(primary.onlyHead().values("upgrade")).containsExactly("h2c");
    assertThat(mirror.onlyHead().names()).doesNotContain("Upgrade", "Connection", "HTTP2-Settings");
  }

  @Test
  void expectContinueIsNotAskedOfTheMirror() throws Exception {
    FakeClient delegate = new FakeClient();
    delegate.sending = request -> request.bodyPublisher().orElseThrow().subscribe(new Reader());
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()))) {
      client.send(
          HttpRequest.newBuilder(primary.uri())
              .expectContinue(true)
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build(),
          BodyHandlers.discarding());
      Fixtures.settled(client);
    }
    assertThat(mirror.onlyHead().values("expect")).isEmpty();
  }

  @Test
  void editsInTheirOrderOnTheCopyAlone() throws Exception {
    WireServer.Head copy =
        copyOf(
            request -> request.header("X-A", "1").header("X-B", "1").header("X-C", "1"),
            to ->
                to.setHeader("x-a", "2")
                    .addHeader("X-B", "2")
                    .removeHeader("x-c")
                    .addHeader("X-D", "1")
                    .addHeader("X-D", "2")
                    .removeHeader("X-Forwarded-Host"));

    assertThat(copy.values("x-a")).containsExactly("2");
    assertThat(copy.values("x-b")).containsExactly("1", "2");
    assertThat(copy.values("x-c")).isEmpty();
    assertThat(copy.values("x-d")).containsExactly("1", "2");
    assertThat(copy.values("x-forwarded-host")).isEmpty();
    assertThat(primary.onlyHead().values("x-a")).isEqualTo(List.of("1"));
    assertThat(primary.onlyHead().values("x-c")).isEqualTo(List.of("1"));
  }

  private WireServer.Head copyOf(
      UnaryOperator<HttpRequest.Builder> request, UnaryOperator<Mirror> settings) throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(settings.apply(Mirror.to(mirror.uri()))).build()) {
      HttpRequest built = request.apply(HttpRequest.newBuilder(primary.uri())).build();
      client.send(built, BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
    return mirror.onlyHead();
  }
}
