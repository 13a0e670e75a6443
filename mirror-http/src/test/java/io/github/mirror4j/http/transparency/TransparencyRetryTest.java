package io.github.mirror4j.http.transparency;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the client sends more than once or not at once: authentication, retries, 100-continue. */
class TransparencyRetryTest {

  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder().encodeToString("user:right".getBytes(StandardCharsets.US_ASCII));

  @TestFactory
  Stream<DynamicTest> authentication() {
    return TransparencyRow.tests(
        Stream.of("GET", "POST", "PUT")
            .flatMap(
                method ->
                    Stream.of(
                        guarded("right, " + method, method).with(b -> b.authenticator(as("right"))),
                        guarded("wrong, " + method, method).with(b -> b.authenticator(as("wrong"))),
                        guarded("without, " + method, method),
                        ofProxy("proxy, right, " + method, method, "right"),
                        ofProxy("proxy, wrong, " + method, method, "wrong"))));
  }

  /** The server closes a pooled connection once the second request is on it. */
  @TestFactory
  Stream<DynamicTest> staleConnections() {
    return TransparencyRow.tests(
        Stream.of("GET", "HEAD", "POST")
            .map(
                method ->
                    TransparencyRow.of(
                        "stale, " + method,
                        exchange -> {
                          if (exchange.number() == 2) {
                            exchange.readBody();
                            exchange.end();
                          } else {
                            exchange.respondAndKeep(200, "fine");
                          }
                        },
                        (client, server, notes) -> {
                          for (int i = 0; i < 3; i++) {
                            TransparencyCalls.send(
                                client, request(server, method), BodyHandlers.ofString(), notes);
                          }
                        })));
  }

  @TestFactory
  Stream<DynamicTest> expectContinue() {
    return TransparencyRow.tests(
        Stream.of(
            expecting("continued", e -> e.write("HTTP/1.1 100 Continue\r\n\r\n"), 200),
            expecting("refused", e -> {}, 417),
            expecting("ignored", e -> {}, 200)));
  }

  /** A response that comes before the body is through. */
  @TestFactory
  Stream<DynamicTest> earlyResponses() {
    return TransparencyRow.tests(
        Stream.of(200, 413)
            .map(
                status ->
                    TransparencyRow.of(
                        "early " + status,
                        exchange -> {
                          exchange.write(
                              "HTTP/1.1 "
                                  + status
                                  + " Early\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                          exchange.socket().shutdownOutput();
                          exchange.awaitClose();
                        },
                        TransparencyCalls.all(
                            server ->
                                HttpRequest.newBuilder(server.uri("/"))
                                    .timeout(Duration.ofSeconds(20))
                                    .POST(BodyPublishers.ofString("short"))
                                    .build(),
                            BodyHandlers::ofString))));
  }

  private static TransparencyRow expecting(
      String name, TransparencyServer.Script first, int status) {
    return TransparencyRow.of(
        "100-continue " + name,
        exchange -> {
          first.respond(exchange);
          if (name.equals("continued")) {
            exchange.readBody();
          }
          exchange.write(
              "HTTP/1.1 " + status + " Final\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
          exchange.socket().shutdownOutput();
          exchange.awaitClose();
        },
        TransparencyCalls.all(
            server ->
                HttpRequest.newBuilder(server.uri("/"))
                    .expectContinue(true)
                    .timeout(Duration.ofSeconds(3))
                    .POST(BodyPublishers.ofString("hello"))
                    .build(),
            BodyHandlers::ofString));
  }

  private static TransparencyRow guarded(String name, String method) {
    return TransparencyRow.of(
        "401 " + name,
        exchange -> {
          if (LOGIN.equals(exchange.header("Authorization"))) {
            exchange.respond(200, "in");
          } else {
            exchange.respond(401, "out", "WWW-Authenticate: Basic realm=\"here\"");
          }
        },
        TransparencyCalls.all(server -> request(server, method), BodyHandlers::ofString));
  }

  /** The server is the proxy; behind it is nothing. */
  private static TransparencyRow ofProxy(String name, String method, String password) {
    return TransparencyRow.of(
            "407 " + name,
            exchange -> {
              if (LOGIN.equals(exchange.header("Proxy-Authorization"))) {
                exchange.respond(200, "through");
              } else {
                exchange.respond(407, "out", "Proxy-Authenticate: Basic realm=\"proxy\"");
              }
            },
            TransparencyCalls.all(
                server ->
                    HttpRequest.newBuilder(URI.create("http://shop.example/buy"))
                        .method(method, body(method))
                        .build(),
                BodyHandlers::ofString))
        .with(
            (builder, server) ->
                builder.authenticator(as(password)).proxy(new ShopProxy(server.port())));
  }

  private static HttpRequest request(TransparencyServer server, String method) {
    return HttpRequest.newBuilder(server.uri("/guarded")).method(method, body(method)).build();
  }

  private static HttpRequest.BodyPublisher body(String method) {
    return method.equals("GET") || method.equals("HEAD")
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString("hello");
  }

  private static Authenticator as(String password) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication("user", password.toCharArray());
      }
    };
  }

  /** A proxy for the shop only, since copies go through the proxy as well. */
  private static final class ShopProxy extends ProxySelector {

    private final int port;

    ShopProxy(int port) {
      this.port = port;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return uri.getHost().equals("shop.example")
          ? List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port)))
          : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
