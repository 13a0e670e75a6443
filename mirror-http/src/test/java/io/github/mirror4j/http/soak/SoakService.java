package io.github.mirror4j.http.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A version of a service of orders, in JSON. It keeps nothing of what it gets. */
final class SoakService implements AutoCloseable {

  /** One order of so many cannot be read. */
  static final int UNAVAILABLE = 97;

  private static final int WRONG_PRICE = 50;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String build;
  private final boolean rightPrices;

  SoakService(String build, boolean rightPrices) throws IOException {
    this.build = build;
    this.rightPrices = rightPrices;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/orders/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns whether this is the right response to a request with a body of this length. */
  static boolean isResponse(int order, int received, int status, String body) {
    return status == (order % UNAVAILABLE == 0 ? 503 : 200)
        && body.startsWith("{\"id\":" + order + ",\"received\":" + received + ",")
        && body.endsWith("\"end\":true}");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int received = exchange.getRequestBody().readAllBytes().length;
      String path = exchange.getRequestURI().getPath();
      int order = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      byte[] body = order(order, received).getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("X-Build", build);
      exchange.sendResponseHeaders(order % UNAVAILABLE == 0 ? 503 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String order(int order, int received) {
    int price = !rightPrices && order % WRONG_PRICE == 0 ? order + 1 : order;
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      items.append(i == 0 ? "" : ",").append("{\"item\":").append(i).append(",\"price\":");
      items.append(price + i).append(",\"name\":\"number ").append(i).append("\"}");
    }
    return "{\"id\":%d,\"received\":%d,\"at\":%d,\"items\":[%s],\"end\":true}"
        .formatted(order, received, System.nanoTime(), items);
  }
}
