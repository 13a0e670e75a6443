package io.github.mirror4j.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP/1.1 server on a free port of the loopback address that keeps what it was asked. */
final class RecordingServer implements AutoCloseable {

  /** How the server answers; the request's body has been read. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange, Recorded request) throws IOException;
  }

  /** A request as it arrived; header names in any case. */
  record Recorded(String method, String target, Map<String, List<String>> headers, byte[] body) {

    @org.jspecify.annotations.Nullable
    String header(String name) {
      @org.jspecify.annotations.Nullable List<String> values = headers.get(name);
      return values == null ? null : String.join(",", values);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Recorded> requests = new ConcurrentLinkedQueue<>();

  private RecordingServer(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answer));
    server.start();
  }

  /** A server that answers 200 with this text. */
  static RecordingServer answering(String text) {
    return answering(
        (exchange, request) -> {
          byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          boolean head = request.method().equals("HEAD");
          exchange.sendResponseHeaders(200, head || bytes.length == 0 ? -1 : bytes.length);
          if (!head) {
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  static RecordingServer answering(Answer answer) {
    return new RecordingServer(answer);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  URI uri(String pathAndQuery) {
    return URI.create(uri() + pathAndQuery);
  }

  List<Recorded> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(exchange.getRequestHeaders());
      Recorded request =
          new Recorded(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              exchange.getRequestBody().readAllBytes());
      requests.add(request);
      answer.to(exchange, request);
    }
  }
}
