package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small httpbin: a real server on a free port of the loopback interface. It responds with its
 * version, remembers the requests it responded to, and can be made to hang.
 *
 * <p>{@code GET /get}, {@code POST /post} (an echo), {@code /status/N}, {@code /delay/N} (N
 * seconds, at most 10).
 */
final class Httpbin implements AutoCloseable {

  static final String VERSION_HEADER = "X-Httpbin-Version";
  private static final int NO_BODY = -1;

  /** A request as it arrived; {@code mark} is the rule that made it a copy, or empty. */
  record Received(String method, String target, String body, String mark) {}

  private volatile String version;
  private volatile int wrongOneIn;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Received> received = new ConcurrentHashMap<>();
  private final AtomicInteger responses = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private Httpbin(String version, HttpServer server) {
    this.version = version;
    this.server = server;
  }

  static Httpbin start(String version) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 1_000);
      Httpbin httpbin = new Httpbin(version, server);
      server.createContext("/", httpbin::handle);
      server.setExecutor(httpbin.threads);
      server.start();
      return httpbin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Reads requests from now on without ever responding. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  /** Responds to new requests again; those held until now get no response. */
  void resume() {
    gate.countDown();
  }

  /**
   * Becomes another version.
   *
   * @param next its name
   * @param oneIn one in so many requests gets a response whose {@code url} is wrong; 0 for none
   */
  void release(String next, int oneIn) {
    version = next;
    wrongOneIn = oneIn;
  }

  /** Returns a request that got a response, by the id its sender gave it. */
  Optional<Received> received(String callId) {
    return Optional.ofNullable(received.get(callId));
  }

  /** Returns the number of requests that got a response. */
  int responses() {
    return responses.get();
  }

  @Override
  public void close() {
    resume();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      CountDownLatch closed = gate;
      if (closed.getCount() > 0) {
        closed.await();
      } else {
        responses.incrementAndGet();
        remember(exchange, body);
        respond(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remember(HttpExchange exchange, String body) {
    String id = exchange.getRequestHeaders().getFirst(Call.ID_HEADER);
    if (id != null) {
      String mark = exchange.getRequestHeaders().getFirst("X-Mirror4J");
      String target = exchange.getRequestURI().toString();
      received.put(
          id, new Received(exchange.getRequestMethod(), target, body, mark == null ? "" : mark));
    }
  }

  private void respond(HttpExchange exchange, String body)
      throws IOException, InterruptedException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String what = path.length > 1 ? path[1] : "";
    switch (what) {
      case "get", "post" -> {
        boolean allowed = exchange.getRequestMethod().equalsIgnoreCase(what);
        reply(exchange, allowed ? 200 : 405, body);
      }
      case "status" -> reply(exchange, Math.clamp(number(path), 200, 599), "");
      case "delay" -> {
        Thread.sleep(Duration.ofSeconds(Math.clamp(number(path), 0, 10)));
        reply(exchange, 200, body);
      }
      default -> reply(exchange, 404, "");
    }
  }

  private void reply(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set(VERSION_HEADER, version);
    if (status != 200 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, NO_BODY);
      return;
    }
    String json =
        """
        {"version": "%s", "method": "%s", "url": "%s", "data": "%s"}
        """
            .formatted(
                version,
                exchange.getRequestMethod(),
                escape(url(exchange.getRequestURI())),
                escape(body));
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Which requests get a wrong one depends on the request alone, as with most faults. */
  private String url(URI requested) {
    int oneIn = wrongOneIn;
    boolean isWrong = oneIn > 0 && Math.floorMod(requested.hashCode(), oneIn) == 0;
    return isWrong ? requested.getPath() : requested.toString();
  }

  private static long number(String[] path) {
    try {
      return path.length > 2 ? Long.parseLong(path[2]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String escape(String text) {
    StringBuilder json = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
