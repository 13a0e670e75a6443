package io.github.mirror4j.examples.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.github.mirror4j.examples.integration.Recorder.Recorded;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A primary that can misbehave, a mirror that echoes, and a rule that copies everything. */
final class Servers implements AutoCloseable {

  /** Long enough for the slowest machine; a test that is green never waits that long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Recorder primary = Recorder.start(this::respond);
  final Recorder mirror = Recorder.start(Recorder::echo);
  final RouteRule rule =
      RouteRule.builder("copy-all")
          .destination("*")
          .mirror(Mirror.to(mirror.uri()).name("v2"))
          .build();

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch secondHalf = new CountDownLatch(1);
  private final CountDownLatch aborted = new CountDownLatch(1);

  URI base() {
    return primary.uri();
  }

  URI uri(String target) {
    return URI.create(primary.uri() + target);
  }

  /** Waits until the primary has been asked something. */
  void awaitRequest() throws InterruptedException {
    await(asked, "asked");
  }

  /** Lets responses of {@code /stream} and {@code /events} go on after their first half. */
  void sendSecondHalf() {
    secondHalf.countDown();
  }

  /** Waits until the client has given up on {@code /endless}. */
  void awaitAbort() throws InterruptedException {
    await(aborted, "aborted");
  }

  @Override
  public void close() {
    primary.close();
    mirror.close();
  }

  private static void await(CountDownLatch latch, String what) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(what).isTrue();
  }

  private void respond(HttpExchange exchange, Recorded request)
      throws IOException, InterruptedException {
    asked.countDown();
    switch (exchange.getRequestURI().getPath().split("/", 3)[1]) {
      case "hang" -> new CountDownLatch(1).await();
      case "status" -> Recorder.respond(exchange, 500, "broken");
      case "moved" -> {
        exchange.getResponseHeaders().set("Location", "/target");
        Recorder.respond(exchange, 302, "");
      }
      case "stream" -> halves(exchange, "text/plain", "first\n", "second\n");
      case "events" -> halves(exchange, "text/event-stream", "data: first\n\n", "data: second\n\n");
      case "endless" -> endless(exchange);
      case "json" -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        Recorder.respond(exchange, 200, request.text());
      }
      default -> Recorder.echo(exchange, request);
    }
  }

  private void halves(HttpExchange exchange, String type, String first, String second)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write(first.getBytes(UTF_8));
    body.flush();
    secondHalf.await();
    body.write(second.getBytes(UTF_8));
    body.close();
  }

  private void endless(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try {
      while (true) {
        exchange.getResponseBody().write("data: more\n\n".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        Thread.sleep(5);
      }
    } catch (IOException e) {
      aborted.countDown();
      throw e;
    }
  }
}
