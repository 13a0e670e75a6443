package io.github.mirror4j.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The service that the application calls: it echoes, hangs, redirects or streams by the path. */
final class Backend implements AutoCloseable {

  /** A request as it arrived; header names in any case. */
  record Request(String line, Map<String, List<String>> headers) {}

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch secondHalf = new CountDownLatch(1);

  Backend() throws IOException {
    this(null);
  }

  Backend(@Nullable SSLContext tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(address, 256);
    } else {
      HttpsServer https = HttpsServer.create(address, 256);
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = https;
    }
    scheme = tls == null ? "http" : "https";
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Lets a response of {@code /stream} go on after its first half. */
  void sendSecondHalf() {
    secondHalf.countDown();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(exchange.getRequestHeaders());
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(new Request(line, headers));
      respond(exchange);
    } catch (InterruptedException e) {
      throw new IOException("closed", e);
    }
  }

  private void respond(HttpExchange exchange) throws IOException, InterruptedException {
    switch (exchange.getRequestURI().getPath()) {
      case "/hang" -> new CountDownLatch(1).await();
      case "/moved" -> {
        exchange.getResponseHeaders().set("Location", "/target");
        exchange.sendResponseHeaders(302, -1);
      }
      case "/stream" -> {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write("first\n".getBytes(UTF_8));
        body.flush();
        secondHalf.await();
        body.write("second\n".getBytes(UTF_8));
        body.close();
      }
      default -> {
        byte[] echo = exchange.getRequestURI().toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, echo.length);
        exchange.getResponseBody().write(echo);
      }
    }
  }
}
