package io.github.mirror4j.http.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A service that responds with an order in JSON, with the noise that real services have: an id of
 * the request, the time, tags in any order. A fault changes some of the responses.
 *
 * <p>Which orders a fault hits depends on the order alone, unless it says otherwise.
 */
final class OrderService implements AutoCloseable {

  /** What a service does otherwise than it should. */
  @FunctionalInterface
  interface Fault {

    /** Changes the response. */
    void apply(Response response);
  }

  /** A response that is being made. */
  static final class Response {

    final int order;
    int status = 200;
    String contentType = "application/json";
    String json;
    Duration delay = Duration.ZERO;

    Response(int order, String json) {
      this.order = order;
      this.json = json;
    }

    /** Whether this order is one of so many in a thousand. */
    boolean isOneOf(int perMille) {
      return Math.floorMod(order * 0x9E3779B9, 1000) < perMille;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private final String build;
  private final Random noise;
  private volatile Fault fault;

  private OrderService(String build, Fault fault, long seed) throws IOException {
    this.build = build;
    this.fault = fault;
    noise = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    server.setExecutor(threads);
    server.createContext("/orders/", this::respond);
    server.start();
  }

  static OrderService of(String build) throws IOException {
    return of(build, response -> {});
  }

  static OrderService of(String build, Fault fault) throws IOException {
    return of(build, fault, build.hashCode());
  }

  /** Services that are compared need different seeds: with the same one their noise is the same. */
  static OrderService of(String build, Fault fault, long seed) throws IOException {
    return new OrderService(build, fault, seed);
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  int requests() {
    return requests.get();
  }

  /** From now on the service has this fault. */
  void become(Fault next) {
    fault = next;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void respond(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    int order = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    Response response = new Response(order, order(order));
    fault.apply(response);
    if (!response.delay.isZero()) {
      LockSupport.parkNanos(response.delay.toNanos());
    }
    byte[] body = response.json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.contentType);
    exchange.getResponseHeaders().set("X-Build", build);
    exchange.sendResponseHeaders(response.status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private String order(int order) {
    List<String> tags = new ArrayList<>(List.of("\"new\"", "\"paid\"", "\"express\""));
    Collections.shuffle(tags, noise);
    return """
        {"id":%d,"requestId":"%s","at":"%s","currency":"EUR","total":%d.50,\
        "customer":{"name":"Zoë","city":"Köln"},\
        "items":[{"sku":"A-%d","price":%d.25,"quantity":1},{"sku":"B","price":3.5,"quantity":2}],\
        "tags":%s}"""
        .formatted(order, requestId(), now(), order % 90, order % 7, order % 90, tags);
  }

  private UUID requestId() {
    return new UUID(noise.nextLong(), noise.nextLong());
  }

  /**
   * With milliseconds in any case, which {@code Instant.toString()} leaves out where they are 0. A
   * request and its baseline, which reach the same process at once, often have the same time, and
   * the copy to another process has another.
   */
  private static String now() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
        .withZone(ZoneOffset.UTC)
        .format(Instant.now());
  }
}
