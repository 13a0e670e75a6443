package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The delegate follows redirects, keeps cookies and knows a password; a mirror gets at none of it.
 */
class SecurityApartTest {

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpClient delegate =
      HttpClient.newBuilder()
          .followRedirects(Redirect.ALWAYS)
          .cookieHandler(cookies)
          .authenticator(
              new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                  asked.incrementAndGet();
                  return new PasswordAuthentication("user", "secret".toCharArray());
                }
              })
          .build();
  private final FaultEcho primary = new FaultEcho();
  private final FaultEcho elsewhere = new FaultEcho();
  private final Queue<String> heads = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    delegate.close();
    primary.close();
    elsewhere.close();
  }

  @Test
  void aCookieOfTheMirrorDoesNotReachThePrimariesJarNorTheOtherWayRound() throws Exception {
    try (RawServer mirror = responding("200 OK", "Set-Cookie: primary=stolen; Path=/")) {
      send(mirror.uri(), Credentials.SAME_SERVICE, 3);
    }
    assertThat(cookies.getCookieStore().getCookies())
        .hasSize(1)
        .allMatch(cookie -> cookie.getValue().equals("1"));
    assertThat(heads).hasSize(3).allMatch(head -> !head.toLowerCase().contains("cookie"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 No", "407 No"})
  void aMirrorThatAsksForAPasswordGetsNone(String status) throws Exception {
    try (RawServer mirror =
        responding(
            status,
            "WWW-Authenticate: Basic realm=\"a\"\r\nProxy-Authenticate: Basic realm=\"a\"")) {
      send(mirror.uri(), Credentials.SAME_SERVICE, 3);
    }
    assertThat(asked).hasValue(0);
    assertThat(heads).hasSize(3).allMatch(head -> !head.toLowerCase().contains("authorization"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowedWithCredentials(int status) throws Exception {
    String location = "Location: " + elsewhere.uri("/redirected");
    try (RawServer mirror = responding(status + " Moved", location)) {
      send(mirror.uri(), Credentials.KEEP, 3);
    }
    assertThat(elsewhere.count()).isZero();
    assertThat(heads).hasSize(3);
  }

  /** Even where credentials are kept: it was meant for the proxy of the primary's connection. */
  @ParameterizedTest
  @EnumSource
  void aPasswordForAProxyIsNeverCopied(Credentials credentials) throws Exception {
    try (RawServer mirror = responding("200 OK", "X-A: b")) {
      send(mirror.uri(), credentials, 1);
    }
    assertThat(heads).hasSize(1).allMatch(head -> !head.toLowerCase().contains("proxy-auth"));
  }

  @Test
  void thePrimaryIsNotMarked() throws Exception {
    try (RawServer mirror = responding("200 OK", "X-A: b")) {
      send(mirror.uri(), Credentials.SAME_SERVICE, 2);
    }
    assertThat(primary.intruders()).isEmpty();
    assertThat(heads).hasSize(2).allMatch(head -> head.contains("X-Mirror4J: r"));
  }

  /** A copy that comes by again, through whatever loop, is not copied again. */
  @Test
  void aMarkedRequestIsNotMirroredAgain() throws Exception {
    try (RawServer mirror = responding("200 OK", "X-A: b");
        MirroringHttpClient client = client(mirror.uri(), Credentials.SAME_SERVICE)) {
      HttpRequest marked =
          HttpRequest.newBuilder(elsewhere.uri("/")).header("x-mirror4j", "any").build();
      client.send(marked, BodyHandlers.discarding());
      client.sendAsync(marked, BodyHandlers.discarding()).join();

      assertThat(client.engine().stats().total().selected()).isZero();
      assertThat(client.engine().stats().alreadyMirrored()).isEqualTo(2);
      assertThat(heads).isEmpty();
    }
  }

  private RawServer responding(String status, String header) {
    return RawServer.doing(
        connection -> {
          String head = RawServer.readHead(connection);
          while (!head.isEmpty()) {
            heads.add(head);
            RawServer.write(
                connection,
                "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
            head = RawServer.readHead(connection);
          }
        });
  }

  private MirroringHttpClient client(URI mirror, Credentials credentials) {
    return MirroringHttpClient.builder(delegate)
        .rules(
            RouteRule.builder("r")
                .destination("*")
                .mirror(Mirror.to(mirror).credentials(credentials))
                .build())
        .withoutBackOff()
        .build();
  }

  private void send(URI mirror, Credentials credentials, int times) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(primary.uri("/"))
            .header("Proxy-Authorization", "Basic secret")
            .build();
    // Closing this client closes the delegate, so it is shut down by its owner alone.
    MirroringHttpClient client = client(mirror, credentials);
    for (int i = 0; i < times; i++) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }
    client.shutdownNow();
  }
}
