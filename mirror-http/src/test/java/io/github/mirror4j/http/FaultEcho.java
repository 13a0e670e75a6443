package io.github.mirror4j.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/** The primaries' server: its answer tells what arrived. Keeps nothing but the ids of requests. */
final class FaultEcho implements AutoCloseable {

  static final String ID = "X-Call";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger count = new AtomicInteger();
  private final Queue<String> ids = new ConcurrentLinkedQueue<>();
  private final Queue<String> intruders = new ConcurrentLinkedQueue<>();

  FaultEcho() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What the server answers to this request. */
  static String answer(String method, String target, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return method + " " + target + " " + body.length + " " + crc.getValue();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  URI uri(String target) {
    return URI.create(uri() + target);
  }

  int count() {
    return count.get();
  }

  /** Method and id of all requests that had one, in the order of their arrival. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** Requests that no caller made: marked copies, or copies that were redirected here. */
  List<String> intruders() {
    return List.copyOf(intruders);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestURI().toString();
      count.incrementAndGet();
      String id = exchange.getRequestHeaders().getFirst(ID);
      if (id != null) {
        ids.add(exchange.getRequestMethod() + " " + id);
      }
      if (exchange.getRequestHeaders().containsKey("X-Mirror4J") || target.contains("redirected")) {
        intruders.add(exchange.getRequestMethod() + " " + target);
      }
      byte[] answer =
          answer(exchange.getRequestMethod(), target, body).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Set-Cookie", "primary=1");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
