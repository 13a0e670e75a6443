package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.WireServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy asks for the raw path and query that its caller wrote. */
class CopyUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a%2Fb",
        "/a%2fb",
        "/a+b",
        "/a%20b",
        "/%7Euser/~user",
        "/a//b/",
        "/a/../b",
        "/;v=1/x",
        "/a?b",
        "/a?q=a%2Fb+c%20d&e=%26&e=",
        "/a?x=/y?z",
        "/gr%C3%BC%C3%9F?k=%E2%82%AC",
        "/a:b@c"
      })
  void unchanged(String target) throws Exception {
    assertThat(targetOfCopy(target, null, "")).isEqualTo(target);
  }

  @Test
  void whereTheCallerWroteNoPathItIsTheRoot() throws Exception {
    assertThat(targetOfCopy("", null, "")).isEqualTo("/");
    assertThat(targetOfCopy("?q=1", null, "")).isEqualTo("/?q=1");
  }

  /** The JDK's client sends no empty query, neither the primary's nor the copy's; others may. */
  @Test
  void anEmptyQueryReachesTheClientThatSendsTheCopy() throws Exception {
    FakeClient mirrorClient = new FakeClient();
    mirrorClient.redirect = HttpClient.Redirect.NEVER;
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new FakeClient())
            .rules(Fixtures.copyAll(URI.create("http://m")))
            .mirrorClient(mirrorClient)
            .copyTimeout(Duration.ofSeconds(1))
            .build()) {
      client.send(Fixtures.get(URI.create("http://orders/a?")), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).timedOut()).isEqualTo(1);
    }
    assertThat(mirrorClient.calls)
        .filteredOn(call -> call.method().equals("sendAsync"))
        .extracting(call -> ((HttpRequest) call.arguments().get(0)).uri().toString())
        .containsExactly("http://m/a?");
  }

  @Test
  void theFragmentStaysAtHome() throws Exception {
    assertThat(targetOfCopy("/a?q=1#part", null, "")).isEqualTo("/a?q=1");
  }

  @ParameterizedTest
  @CsvSource({
    "'',/a?b=1,/a?b=1",
    "/,/a,/a",
    "/base,/a%2F?b,/base/a%2F?b",
    "/base/,/a,/base/a",
    "/base,/,/base/",
    "/b%2Fc,/a,/b%2Fc/a"
  })
  void theBasesPathComesFirst(String base, String target, String expected) throws Exception {
    assertThat(targetOfCopy(target, null, base)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/v1/x%2Fy?q=%20,/v2/x%2Fy?q=%20", "/v10,/v10", "/v1,/v2"})
  void aPrefixIsRewritten(String target, String expected) throws Exception {
    assertThat(targetOfCopy(target, PathRewrite.prefix("/v1", "/v2"), "")).isEqualTo(expected);
  }

  @Test
  void aPatternIsRewrittenBehindTheBase() throws Exception {
    PathRewrite rewrite = PathRewrite.regex("/users/([^/]+)", "/u/\\1");
    assertThat(targetOfCopy("/users/a%2Fb/x?q", rewrite, "/base")).isEqualTo("/base/u/a%2Fb/x?q");
  }

  @Test
  void aRewrittenPathThatIsNoUriCostsTheCopyAlone() throws Exception {
    try (WireServer primary = WireServer.start();
        WireServer mirror = WireServer.start();
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri()).rewritePath(PathRewrite.regex("%2F", "%2")))
                .build()) {
      URI uri = URI.create(primary.uri() + "/a%2F");
      assertThat(client.send(Fixtures.get(uri), BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      assertThat(Fixtures.settled(client).failed(FailureCause.INVALID_REQUEST)).isEqualTo(1);
    }
  }

  @Test
  void anIpv6LiteralIsHostOfPrimaryAndMirror() throws Exception {
    InetAddress loopback = InetAddress.getByName("::1");
    assumeThat(isAvailable(loopback)).isTrue();
    try (WireServer primary = WireServer.startAt(loopback);
        WireServer mirror = WireServer.startAt(loopback);
        MirroringHttpClient client =
            Fixtures.mirroringTo(URI.create("http://[::1]:" + mirror.port()))) {
      String authority = "[::1]:" + primary.port();
      client.send(
          Fixtures.get(URI.create("http://" + authority + "/a")), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      assertThat(mirror.onlyHead().requestLine()).isEqualTo("GET /a HTTP/1.1");
      assertThat(mirror.onlyHead().values("host")).containsExactly("[::1]:" + mirror.port());
      assertThat(mirror.onlyHead().values("x-forwarded-host")).containsExactly(authority);
    }
  }

  private static String targetOfCopy(String target, @Nullable PathRewrite rewrite, String base)
      throws Exception {
    try (WireServer primary = WireServer.start();
        WireServer mirror = WireServer.start()) {
      Mirror to = Mirror.to(URI.create(mirror.uri() + base));
      try (MirroringHttpClient client =
          Fixtures.mirroring(rewrite == null ? to : to.rewritePath(rewrite)).build()) {
        URI uri = URI.create(primary.uri() + target);
        client.send(Fixtures.get(uri), BodyHandlers.discarding());
        assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      }
      String sent = target.isEmpty() || target.startsWith("?") ? "/" + target : target;
      assertThat(primary.onlyHead().requestLine())
          .isEqualTo("GET " + sent.replaceFirst("#.*", "") + " HTTP/1.1");
      return mirror.onlyHead().requestLine().split(" ")[1];
    }
  }

  private static boolean isAvailable(InetAddress address) {
    try (WireServer server = WireServer.startAt(address)) {
      return server.port() > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
