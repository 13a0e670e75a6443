package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A primary and a mirror that keep the headers of what they were asked. */
final class ContextServers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Queue<Map<String, List<String>>> primaries = new ConcurrentLinkedQueue<>();
  private final Queue<Map<String, List<String>>> copies = new ConcurrentLinkedQueue<>();
  private final HttpServer primary = start(primaries);
  private final HttpServer mirror = start(copies);

  final RouteRule rule =
      RouteRule.builder("copy-all").destination("*").mirror(Mirror.to(uri(mirror))).build();

  private static HttpServer start(Queue<Map<String, List<String>>> seen) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      server.createContext("/", exchange -> respond(exchange, seen));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void respond(HttpExchange exchange, Queue<Map<String, List<String>>> seen)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      seen.add(Map.copyOf(exchange.getRequestHeaders()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  HttpRequest get() {
    return HttpRequest.newBuilder(uri(primary)).build();
  }

  HttpRequest post() {
    return HttpRequest.newBuilder(uri(primary)).POST(BodyPublishers.ofString("order")).build();
  }

  void forget() {
    primaries.clear();
    copies.clear();
  }

  int mirrorPort() {
    return mirror.getAddress().getPort();
  }

  /** The values of a header in the one request that the primary got. */
  List<String> primaryHeader(String name) {
    return header(primaries, name);
  }

  /** The values of a header in the one copy. */
  List<String> copyHeader(String name) {
    return header(copies, name);
  }

  private static List<String> header(Queue<Map<String, List<String>>> seen, String name) {
    assertThat(seen).hasSize(1);
    return seen.peek().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  /** Waits for the end of all copies, which all got a response. */
  static void awaitCopies(MirroringHttpClient client, int count) throws InterruptedException {
    assertThat(client.engine().awaitIdle(PATIENCE)).as("idle").isTrue();
    assertThat(client.engine().stats().total().completed(2)).isEqualTo(count);
    assertThat(client.engine().stats().internalErrors()).isZero();
  }

  /** A client that asks for its proxy, of which there is none, on the thread that sends. */
  static <T> HttpClient noting(Supplier<T> context, Queue<T> seen) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(
            new ProxySelector() {
              @Override
              public List<Proxy> select(URI uri) {
                seen.add(context.get());
                return List.of(Proxy.NO_PROXY);
              }

              @Override
              public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            })
        .build();
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    primary.stop(0);
    mirror.stop(0);
  }
}
