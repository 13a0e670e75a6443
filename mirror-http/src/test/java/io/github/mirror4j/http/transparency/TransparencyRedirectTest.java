package io.github.mirror4j.http.transparency;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Redirects: each kind, with and without a body, under each policy. */
class TransparencyRedirectTest {

  private static final TransparencyServer.Script REDIRECTING =
      exchange -> {
        if (exchange.target().startsWith("/moved")) {
          int status = Integer.parseInt(exchange.target().substring(6));
          exchange.respond(status, "moved", "Location: /end?q=a%2Fb");
        } else if (exchange.target().equals("/loop")) {
          exchange.respond(307, "again", "Location: /loop");
        } else if (exchange.target().equals("/nowhere")) {
          exchange.respond(302, "nowhere");
        } else {
          exchange.respond(200, "end");
        }
      };

  @TestFactory
  Stream<DynamicTest> eachStatusMethodAndPolicy() {
    List<TransparencyRow> rows = new ArrayList<>();
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      for (Redirect policy : Redirect.values()) {
        for (String method : List.of("GET", "POST", "PUT")) {
          BodyPublisher body =
              method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("hello");
          rows.add(
              row(status + " " + method + " " + policy, "/moved" + status, method, () -> body)
                  .with(builder -> builder.followRedirects(policy)));
        }
      }
    }
    return TransparencyRow.tests(rows.stream());
  }

  @TestFactory
  Stream<DynamicTest> oddRedirects() {
    return TransparencyRow.tests(
        Stream.of(
                row("endless", "/loop", "POST", () -> BodyPublishers.ofString("hello")),
                row("without Location", "/nowhere", "POST", () -> BodyPublishers.ofString("hello")),
                row("of a chunked body", "/moved307", "POST", TransparencyRedirectTest::chunked),
                row("of a one-shot stream", "/moved308", "POST", TransparencyRedirectTest::oneShot),
                row("of a large body", "/moved307", "PUT", TransparencyRedirectTest::large))
            .map(row -> row.with(builder -> builder.followRedirects(Redirect.ALWAYS))));
  }

  private static TransparencyRow row(
      String name, String path, String method, Supplier<BodyPublisher> body) {
    return TransparencyRow.of(
        name,
        REDIRECTING,
        TransparencyCalls.all(
            server -> HttpRequest.newBuilder(server.uri(path)).method(method, body.get()).build(),
            BodyHandlers::ofString));
  }

  private static BodyPublisher chunked() {
    return BodyPublishers.fromPublisher(BodyPublishers.ofString("hello"));
  }

  /** A supplier that gives its stream once, as it may. */
  private static BodyPublisher oneShot() {
    AtomicBoolean given = new AtomicBoolean();
    return BodyPublishers.ofInputStream(
        () -> given.getAndSet(true) ? null : new ByteArrayInputStream(new byte[] {1, 2, 3}));
  }

  private static BodyPublisher large() {
    return BodyPublishers.ofByteArray(new byte[300_000]);
  }
}
