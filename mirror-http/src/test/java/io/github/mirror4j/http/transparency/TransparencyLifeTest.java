package io.github.mirror4j.http.transparency;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Closing: before, during and after calls, and in their callbacks. */
class TransparencyLifeTest {

  private static final TransparencyServer.Script RESPONDING =
      exchange -> exchange.respond(200, "fine");
  private static final TransparencyServer.Script HANGING =
      exchange -> {
        exchange.readBody();
        exchange.awaitClose();
      };

  /** Ends a client. */
  private interface End {
    void of(HttpClient client) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> useAfterTheEnd() {
    return TransparencyRow.tests(
        Stream.of(
            after("close", HttpClient::close),
            after("shutdown", HttpClient::shutdown),
            after("shutdownNow", HttpClient::shutdownNow),
            after(
                "close twice",
                client -> {
                  client.close();
                  client.close();
                })));
  }

  @TestFactory
  Stream<DynamicTest> endWhileBusy() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                "shutdownNow while busy",
                HANGING,
                (client, server, notes) -> {
                  var future = client.sendAsync(post(server), BodyHandlers.ofString());
                  notes.add("arrived: " + server.sawRequest());
                  notes.add("ended: " + client.isTerminated());
                  client.shutdownNow();
                  notes.add("ended: " + client.awaitTermination(Duration.ofSeconds(20)));
                  notes.add("ended: " + client.isTerminated());
                  notes.add("server saw the end: " + server.sawEnd());
                  notes.add("failed: " + future.handle((r, e) -> e != null).get());
                }),
            TransparencyRow.of(
                    "close while busy waits for the response",
                    exchange -> {
                      exchange.readBody();
                      if (exchange.target().equals("/slow")) {
                        exchange.write("HTTP/1.1 200 Slow\r\nContent-Length: 4\r\n\r\n");
                        awaitGate();
                        exchange.write("slow");
                        exchange.end();
                      }
                    },
                    (client, server, notes) -> {
                      gate = new CompletableFuture<>();
                      HttpRequest slow = HttpRequest.newBuilder(server.uri("/slow")).build();
                      var future = client.sendAsync(slow, BodyHandlers.ofString());
                      notes.add("arrived: " + server.sawRequest());
                      notes.add("at once: " + client.awaitTermination(Duration.ofMillis(1)));
                      Thread closer = Thread.ofVirtual().start(client::close);
                      while (closer.isAlive() && !isShutDown(client, server)) {
                        Thread.onSpinWait();
                      }
                      notes.add("closed too early: " + !closer.isAlive());
                      gate.complete("now");
                      closer.join(Duration.ofSeconds(20));
                      notes.add("closed: " + client.isTerminated() + ", done: " + future.isDone());
                      notes.responded("response", future.get(20, TimeUnit.SECONDS));
                    })
                .withoutWire(),
            TransparencyRow.of(
                "interrupted in close",
                HANGING,
                (client, server, notes) -> {
                  var future = client.sendAsync(post(server), BodyHandlers.ofString());
                  notes.add("arrived: " + server.sawRequest());
                  Thread.currentThread().interrupt();
                  client.close();
                  notes.add("interrupted: " + Thread.interrupted());
                  notes.add("failed: " + future.handle((r, e) -> e != null).get());
                })));
  }

  @TestFactory
  Stream<DynamicTest> closeInACallback() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                    "close in a callback",
                    RESPONDING,
                    (client, server, notes) -> {
                      var closed =
                          client
                              .sendAsync(post(server), BodyHandlers.ofString())
                              .thenAccept(response -> client.close());
                      closed.get(20, TimeUnit.SECONDS);
                      notes.add("closed: " + client.isTerminated());
                    })
                .with(builder -> builder.executor(task -> Thread.ofVirtual().start(task))),
            TransparencyRow.of(
                    "close in a callback on the client's only thread",
                    RESPONDING,
                    (client, server, notes) -> {
                      var closed =
                          client
                              .sendAsync(post(server), BodyHandlers.ofString())
                              .thenAcceptAsync(
                                  response -> client.close(), client.executor().orElseThrow());
                      closed.get(20, TimeUnit.SECONDS);
                      notes.add("closed: " + client.isTerminated());
                    })
                .with(builder -> builder.executor(single())),
            TransparencyRow.of(
                "close in a callback, default executor",
                RESPONDING,
                (client, server, notes) -> {
                  var closed =
                      client
                          .sendAsync(post(server), BodyHandlers.ofString())
                          .thenAccept(response -> client.close());
                  closed.get(20, TimeUnit.SECONDS);
                  notes.add("closed: " + client.isTerminated());
                })));
  }

  private static volatile CompletableFuture<String> gate = new CompletableFuture<>();

  /** One thread, which ends by itself when there is nothing to do. */
  private static ThreadPoolExecutor single() {
    var executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static void awaitGate() {
    gate.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** A client that has begun to close refuses requests. */
  private static boolean isShutDown(HttpClient client, TransparencyServer server) {
    HttpRequest probe = HttpRequest.newBuilder(server.uri("/probe")).build();
    var refused = client.sendAsync(probe, BodyHandlers.discarding());
    boolean isRefused = refused.isCompletedExceptionally();
    refused.cancel(true);
    return isRefused;
  }

  private static TransparencyRow after(String name, End end) {
    return TransparencyRow.of(
        "use after " + name,
        RESPONDING,
        (client, server, notes) -> {
          TransparencyCalls.send(client, post(server), BodyHandlers.ofString(), notes);
          end.of(client);
          notes.add("ended: " + client.awaitTermination(Duration.ofSeconds(20)));
          notes.add("ended: " + client.isTerminated());
          TransparencyCalls.all(TransparencyLifeTest::post, BodyHandlers::ofString)
              .run(client, server, notes);
        });
  }

  private static HttpRequest post(TransparencyServer server) {
    return HttpRequest.newBuilder(server.uri("/")).POST(BodyPublishers.ofString("body")).build();
  }
}
