package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request made by a class that no builder has judged cannot turn one copy into two, nor one
 * header into another: its copy is not sent at all, or is sent without what is hostile.
 */
class SecurityHostileRequestTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Everything that arrived, byte by byte. */
  private final Queue<String> heads = new ConcurrentLinkedQueue<>();

  private final RawServer mirror =
      RawServer.doing(
          connection -> {
            String head = RawServer.readHead(connection);
            while (!head.isEmpty()) {
              heads.add(head);
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              head = RawServer.readHead(connection);
            }
          });

  private final SecurityAnyClient primary = new SecurityAnyClient();
  private final MirroringHttpClient client =
      MirroringHttpClient.builder(primary)
          .rules(RouteRule.builder("r").destination("*").mirror(Mirror.to(mirror.uri())).build())
          .withoutBackOff()
          .build();

  @AfterEach
  void close() throws Exception {
    client.close();
    mirror.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX-Injected: b",
        "a\nX-Injected: b",
        "a\rX-Injected: b",
        "a\0X-Injected: b",
        "a\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
        "a\u010d\u010aX-Injected: b",
        "a\u2028X-Injected: b"
      })
  void aValueWithALineBreakIsNotSent(String value) throws Exception {
    send(new SecurityRequest("GET", "http://h/", Map.of("X-A", List.of(value))));

    assertThat(client.engine().stats().total().failed(FailureCause.INVALID_REQUEST)).isEqualTo(1);
    assertThat(heads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-A: b\r\nX-Injected", "X-Injected:", "X A", "X\nA", "X\u00c4", "(X)", "X\0A"})
  void aNameThatIsNoTokenIsNotSent(String name) throws Exception {
    send(new SecurityRequest("GET", "http://h/", Map.of(name, List.of("a"))));

    assertThat(client.engine().stats().total().failed(FailureCause.INVALID_REQUEST)).isEqualTo(1);
    assertThat(heads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\nX-Injected: b\r\n\r\nGET", "G T", "GET\n", "", "CONNECT"})
  void aMethodThatIsNoTokenIsNotSent(String method) throws Exception {
    send(new SecurityRequest(method, "http://h/", Map.of()));

    assertThat(client.engine().stats().total().failed(FailureCause.INVALID_REQUEST)).isEqualTo(1);
    assertThat(heads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h\r\nX-Injected: b", "h\nb", "h\0b"})
  void aHostileHostIsNotForwarded(String host) throws Exception {
    send(new SecurityRequest("GET", "http://h/", Map.of("Host", List.of(host))));

    assertThat(client.engine().stats().total().failed(FailureCause.INVALID_REQUEST)).isEqualTo(1);
    assertThat(heads).isEmpty();
  }

  /** What frames the message is the copy's client's alone to say. */
  @ParameterizedTest
  @CsvSource({
    "Transfer-Encoding, chunked",
    "transfer-encoding, identity",
    "Content-Length, 44",
    "Connection, 'X-Mirror4J, close'",
    "Upgrade, websocket",
    "TE, trailers",
    "Trailer, X-A",
    "Expect, 100-continue",
    "Keep-Alive, timeout=1",
    "Proxy-Connection, keep-alive",
    "Proxy-Authorization, Basic secret",
    "HTTP2-Settings, AAMAAABkAAQAAP__",
  })
  void framingIsNotCopied(String name, String value) throws Exception {
    send(
        new SecurityRequest("GET", "http://h/", Map.of(name, List.of(value), "X-A", List.of("b"))));

    assertThat(heads).hasSize(1);
    String head = heads.element().toLowerCase(java.util.Locale.ROOT);
    assertThat(head).contains("\r\nx-a: b\r\n").contains("\r\nx-mirror4j: r\r\n");
    assertThat(head).doesNotContain("secret").doesNotContain("websocket").doesNotContain("chunked");
    assertThat(head).doesNotContain("\r\n" + name.toLowerCase(java.util.Locale.ROOT) + ": ");
  }

  /** A target stays one line, whatever the URI holds. */
  @Test
  void charactersOutsideAsciiInTheUriDoNotBecomeLineBreaks() throws Exception {
    send(new SecurityRequest("GET", "http://h/a\u010d\u010aX-Injected:b?q=\u560a\u560d", Map.of()));

    assertThat(heads).allSatisfy(head -> assertThat(head).doesNotContain("\nX-Injected"));
    assertThat(client.engine().stats().total().ended()).isEqualTo(1);
  }

  /** Getters that return nothing, or throw, cost no primary. */
  @Test
  void aRequestThatThrowsGoesOnAsItIs() throws Exception {
    HttpRequest throwing = new SecurityRequest("GET", "http://h/", null);
    HttpRequest without = new SecurityRequest("GET", null, Map.of());

    assertThat(client.send(throwing, BodyHandlers.discarding()).request()).isSameAs(throwing);
    assertThat(client.send(without, BodyHandlers.discarding()).request()).isSameAs(without);
    assertThat(client.sendAsync(throwing, BodyHandlers.discarding()).join().request())
        .isSameAs(throwing);

    assertThat(client.engine().stats().internalErrors()).isEqualTo(3);
    assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
    assertThat(client.engine().stats().total().selected())
        .isEqualTo(client.engine().stats().total().ended());
  }

  /** Numbers, names and states; nothing a request said. */
  @Test
  void statisticsShowNothingOfTheRequest() throws Exception {
    URI uri = URI.create("http://user:password@h.example:1/secret?token=secret");
    send(new SecurityRequest("GET", uri.toString(), Map.of("X-A", List.of("secret\r\nINJECTED"))));

    String text = client.engine().stats() + " " + client + " " + client.engine().rules();
    assertThat(text).doesNotContain("secret").doesNotContain("password").doesNotContain("INJECTED");
  }

  private void send(HttpRequest request) throws Exception {
    assertThat(client.send(request, BodyHandlers.discarding()).request()).isSameAs(request);
    assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
  }
}
