package io.github.mirror4j.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.fleet.FleetEvidence;
import io.github.mirror4j.compare.fleet.FleetQuestion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the verdict of a fleet to what delivers new versions.
 *
 * <ul>
 *   <li>{@code GET /verdict}: the report as JSON, for the web metric of Argo Rollouts.
 *   <li>{@code GET /}: the report as a page.
 *   <li>{@code POST /flagger/confirm-promotion}: 200 if the verdict is SAFE, else 409.
 *   <li>{@code POST /flagger/rollback}: 200 if the verdict is NOT_SAFE, else 409.
 *   <li>{@code GET /healthz}: 200.
 * </ul>
 *
 * <p>{@code ?v2=ID} asks about one build of v2. Flagger's hooks get the verdict's sentence as the
 * body. Files are read when somebody asks, at most every ten seconds.
 */
final class VerdictServer implements AutoCloseable {

  private static final long MAX_AGE = Duration.ofSeconds(10).toNanos();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;

  private static final String BUILD = "v2=";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PAGE = "text/html; charset=utf-8";
  private static final String JSON = "application/json";

  private final HttpServer server;
  private final ListenOption listen;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<FleetEvidence> files;
  private final Function<@Nullable String, FleetQuestion> questions;
  private @Nullable FleetEvidence last;
  private long lastNanos;

  private record Response(int status, String type, String body) {}

  private VerdictServer(
      HttpServer server,
      ListenOption listen,
      Supplier<FleetEvidence> files,
      Function<@Nullable String, FleetQuestion> questions) {
    this.server = server;
    this.listen = listen;
    this.files = files;
    this.questions = questions;
  }

  /**
   * Starts a server.
   *
   * @param files reads what the files hold now
   * @param questions makes a question of the build of v2 that is asked for; null if none is
   */
  static VerdictServer of(
      ListenOption listen,
      Supplier<FleetEvidence> files,
      Function<@Nullable String, FleetQuestion> questions)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
    VerdictServer verdicts =
        new VerdictServer(HttpServer.create(address, 0), listen, files, questions);
    verdicts.server.setExecutor(verdicts.threads);
    verdicts.server.createContext("/", verdicts::handle);
    verdicts.server.start();
    return verdicts;
  }

  URI uri() {
    return URI.create("http://" + listen.host() + ":" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Response response = respond(exchange.getRequestMethod(), exchange.getRequestURI());
      byte[] body = response.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", response.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(response.status(), isHead ? -1 : body.length);
      if (!isHead) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Response respond(String method, URI uri) {
    String path = uri.getPath();
    boolean isHook = path.startsWith("/flagger/");
    boolean isRead = method.equals("GET") || method.equals("HEAD");
    if (isHook ? !method.equals("POST") : !isRead) {
      return new Response(NOT_ALLOWED, TEXT, "expected: " + (isHook ? "POST" : "GET") + "\n");
    }
    try {
      return switch (path) {
        case "/healthz" -> new Response(OK, TEXT, "ok\n");
        case "/verdict" -> new Response(OK, JSON, report(uri).toJson());
        case "/" -> page(report(uri));
        case "/flagger/confirm-promotion" -> hook(report(uri).verdict(), Verdict.State.SAFE);
        case "/flagger/rollback" -> hook(report(uri).verdict(), Verdict.State.NOT_SAFE);
        default -> new Response(NOT_FOUND, TEXT, "expected: /verdict\n");
      };
    } catch (RuntimeException e) { // Not SAFE, and not NOT_SAFE either.
      return new Response(FAILED, TEXT, "no verdict is possible: " + e.getMessage() + "\n");
    }
  }

  private static Response hook(Verdict verdict, Verdict.State wanted) {
    return new Response(verdict.state() == wanted ? OK : CONFLICT, TEXT, verdict + "\n");
  }

  private static Response page(FleetReport report) {
    return report.mirrors().size() == 1
        ? new Response(OK, PAGE, report.mirrors().get(0).toHtml())
        : new Response(OK, TEXT, report.toText());
  }

  private synchronized FleetReport report(URI uri) {
    FleetEvidence evidence = last;
    long now = System.nanoTime();
    if (evidence == null || now - lastNanos > MAX_AGE) {
      evidence = files.get();
      last = evidence;
      lastNanos = now;
    }
    return evidence.report(questions.apply(build(uri)), Instant.now());
  }

  private static @Nullable String build(URI uri) {
    String query = uri.getRawQuery();
    if (query == null) {
      return null;
    }
    return Stream.of(query.split("&", -1))
        .filter(parameter -> parameter.startsWith(BUILD))
        .map(parameter -> URLDecoder.decode(parameter.substring(BUILD.length()), UTF_8))
        .findFirst()
        .orElse(null);
  }
}
