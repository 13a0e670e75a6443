package io.github.mirror4j.examples;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.ReportSection;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.stats.OverheadReport;
import io.github.mirror4j.rule.MirrorId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A page for operators, on the loopback interface; {@link StatusPage} runs it.
 *
 * <p>{@code GET /mirrors} says all about mirroring, as JSON to who accepts that and as text to
 * others, with the addresses of the reports of all comparisons, which are pages. {@code GET
 * /verdict} is what this process alone knows, as JSON; to decide about a version, ask the command
 * {@code verdict}, which adds up what all processes know. {@code POST /mirrors/off} and {@code
 * /mirrors/on} switch it for the whole process, {@code /mirrors/pause} and {@code /mirrors/resume}
 * for these clients. In a service of your own, put it where the other administration is: behind its
 * login.
 */
final class StatusServer implements AutoCloseable {

  private static final int NO_BODY = -1;

  private static final String REPORTS = "/mirrors/reports/";

  private final MirrorEngine engine;
  private final HttpServer server;

  private StatusServer(MirrorEngine engine, HttpServer server) {
    this.engine = engine;
    this.server = server;
  }

  /** Serves the page on a free port. */
  static StatusServer of(MirrorEngine engine) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    StatusServer page = new StatusServer(engine, server);
    server.createContext("/", page::handle);
    server.start();
    return page;
  }

  URI uri() {
    return uri("/mirrors");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static String path(MirrorId mirror) {
    return REPORTS + encode(mirror.rule(), UTF_8) + '/' + encode(mirror.mirror(), UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getRawPath().startsWith(REPORTS)) {
        report(exchange);
        return;
      }
      boolean known = true;
      switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
        case "GET /verdict" -> {
          verdict(exchange);
          return;
        }
        case "GET /mirrors" -> {}
        case "POST /mirrors/off" -> MirrorSwitch.off();
        case "POST /mirrors/on" -> MirrorSwitch.on();
        case "POST /mirrors/pause" -> engine.pause();
        case "POST /mirrors/resume" -> engine.resume();
        default -> known = false;
      }
      if (known) {
        respond(exchange);
      } else {
        exchange.sendResponseHeaders(404, NO_BODY);
      }
    }
  }

  /** What this process alone knows: the JSON says so. */
  private void verdict(HttpExchange exchange) throws IOException {
    List<ComparisonReport> reports =
        engine.comparisons().stream().map(MirrorComparison::report).toList();
    send(exchange, "application/json", ComparisonReport.toJson(reports, Instant.now()));
  }

  private void report(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Optional<MirrorComparison> comparison =
        engine.comparisons().stream().filter(each -> path(each.id()).equals(path)).findFirst();
    if (comparison.isPresent() && exchange.getRequestMethod().equals("GET")) {
      List<ReportSection> more = engine.overhead().map(OverheadReport::toSection).stream().toList();
      send(exchange, "text/html; charset=utf-8", comparison.get().report().toHtml(more));
    } else {
      exchange.sendResponseHeaders(404, NO_BODY);
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
    boolean json = accepted.stream().anyMatch(types -> types.contains("application/json"));
    if (json) {
      send(exchange, "application/json", engine.status().toJson());
    } else {
      send(exchange, "text/plain; charset=utf-8", engine.status().toText() + reports());
    }
  }

  private String reports() {
    return engine.comparisons().stream()
        .map(comparison -> "Report: " + uri(path(comparison.id())) + "\n")
        .collect(Collectors.joining());
  }

  private static void send(HttpExchange exchange, String type, String page) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(page.getBytes(UTF_8));
  }
}
