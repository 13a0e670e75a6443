package io.github.mirror4j.examples.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

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
final class Recorder implements AutoCloseable {

  /** How the server responds; the request's body has been read. */
  @FunctionalInterface
  interface Responder {
    void to(HttpExchange exchange, Recorded request) throws IOException, InterruptedException;
  }

  /** A request as it arrived; header names in any case. */
  record Recorded(String method, String target, Map<String, List<String>> headers, byte[] body) {

    List<String> header(String name) {
      return headers.getOrDefault(name, List.of());
    }

    String text() {
      return new String(body, UTF_8);
    }

    String line() {
      return method + " " + target;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Recorded> requests = new ConcurrentLinkedQueue<>();

  private Recorder(HttpServer server) {
    this.server = server;
  }

  static Recorder start(Responder responder) {
    try {
      Recorder recorder =
          new Recorder(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256));
      recorder.server.setExecutor(recorder.threads);
      recorder.server.createContext("/", exchange -> recorder.handle(exchange, responder));
      recorder.server.start();
      return recorder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Responds with what was asked. */
  static void echo(HttpExchange exchange, Recorded request) throws IOException {
    respond(exchange, 200, request.line() + ": " + request.text());
  }

  static void respond(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("text/plain; charset=utf-8"));
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Recorded> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange, Responder responder) throws IOException {
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
      responder.to(exchange, request);
    } catch (InterruptedException e) {
      throw new IOException("closed", e);
    }
  }
}
