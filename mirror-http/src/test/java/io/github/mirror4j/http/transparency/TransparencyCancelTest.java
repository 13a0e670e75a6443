package io.github.mirror4j.http.transparency;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Cancellation and interruption: what the caller sees, and that the server sees it too. */
class TransparencyCancelTest {

  private static final TransparencyServer.Script HANGING =
      exchange -> {
        exchange.readBody();
        exchange.awaitClose();
      };

  private interface Stage
      extends Function<CompletableFuture<HttpResponse<String>>, CompletableFuture<?>> {}

  @TestFactory
  Stream<DynamicTest> cancelEndsTheExchange() {
    return TransparencyRow.tests(
        Stream.of("GET", "POST")
            .flatMap(
                method ->
                    Stream.of(
                        cancelled("the future, " + method, method, future -> future),
                        cancelled("thenApply, " + method, method, f -> f.thenApply(r -> r.body())),
                        cancelled(
                            "two stages on, " + method,
                            method,
                            f -> f.thenApply(r -> r.body()).thenApply(b -> b.length())),
                        cancelled("handle, " + method, method, f -> f.handle((r, e) -> r)),
                        cancelled(
                            "whenComplete, " + method, method, f -> f.whenComplete((r, e) -> {})),
                        cancelled("thenCompose, " + method, method, f -> f.thenCompose(r -> f)),
                        cancelled(
                            "exceptionally, " + method, method, f -> f.exceptionally(e -> null)))));
  }

  /** cancel(false) completes the future, and the exchange goes on. */
  @TestFactory
  Stream<DynamicTest> cancelWithoutInterruptLetsTheExchangeGoOn() {
    return TransparencyRow.tests(
        Stream.of("GET", "POST")
            .map(
                method ->
                    TransparencyRow.of(
                        "cancel(false), " + method,
                        exchange -> {
                          exchange.readBody();
                          exchange.respond(200, "late");
                        },
                        (client, server, notes) -> {
                          CountDownLatch cancelled = new CountDownLatch(1);
                          CountDownLatch read = new CountDownLatch(1);
                          var future =
                              client.sendAsync(
                                  request(server, method),
                                  info -> {
                                    await(cancelled);
                                    return BodySubscribers.mapping(
                                        BodySubscribers.ofByteArray(),
                                        body -> {
                                          read.countDown();
                                          return body;
                                        });
                                  });
                          notes.add("cancelled: " + future.cancel(false));
                          cancelled.countDown();
                          notes.add("read to the end: " + read.await(20, TimeUnit.SECONDS));
                          note(future, notes);
                        })));
  }

  @TestFactory
  Stream<DynamicTest> afterTheEnd() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                "cancel after the response",
                exchange -> exchange.respond(200, "fine"),
                (client, server, notes) -> {
                  var future = client.sendAsync(request(server, "POST"), BodyHandlers.ofString());
                  future.join();
                  notes.add("cancelled: " + future.cancel(true));
                  note(future, notes);
                }),
            TransparencyRow.of(
                    "obtrude and complete",
                    HANGING,
                    (client, server, notes) -> {
                      var future =
                          client.sendAsync(request(server, "GET"), BodyHandlers.ofString());
                      server.sawRequest();
                      try {
                        future.obtrudeException(new IllegalStateException("mine"));
                      } catch (UnsupportedOperationException e) {
                        notes.threw("obtrude", e);
                      }
                      notes.add(
                          "completed: " + future.completeExceptionally(new Exception("mine")));
                      note(future, notes);
                    })
                // The exchange goes on, and ends whenever the client is shut down.
                .withoutWire()));
  }

  @TestFactory
  Stream<DynamicTest> interruption() {
    return TransparencyRow.tests(
        Stream.of("GET", "POST")
            .flatMap(
                method ->
                    Stream.of(Thread.ofPlatform(), Thread.ofVirtual())
                        .flatMap(
                            thread ->
                                Stream.of(
                                    interrupted(method, thread, true),
                                    interrupted(method, thread, false)))));
  }

  private static TransparencyRow interrupted(
      String method, Thread.Builder threads, boolean beforehand) {
    String kind = threads instanceof Thread.Builder.OfVirtual ? "virtual" : "platform";
    TransparencyRow row =
        TransparencyRow.of(
            "interrupted %s, %s, %s".formatted(beforehand ? "before" : "during", kind, method),
            HANGING,
            (client, server, notes) -> {
              Thread caller =
                  threads.unstarted(
                      () -> {
                        if (beforehand) {
                          Thread.currentThread().interrupt();
                        }
                        TransparencyCalls.send(
                            client, request(server, method), BodyHandlers.ofString(), notes);
                      });
              caller.start();
              if (!beforehand) {
                notes.add("arrived: " + server.sawRequest());
                caller.interrupt();
              }
              caller.join(20_000);
              notes.add("server saw the end: " + (beforehand || server.sawEnd()));
              notes.add("returned: " + !caller.isAlive());
            });
    return row;
  }

  private static TransparencyRow cancelled(String name, String method, Stage stage) {
    return TransparencyRow.of(
        "cancelled at " + name,
        HANGING,
        (client, server, notes) -> {
          var future = client.sendAsync(request(server, method), BodyHandlers.ofString());
          CompletableFuture<?> last = stage.apply(future);
          notes.add("arrived: " + server.sawRequest());
          notes.add("cancelled: " + last.cancel(true));
          notes.add("server saw the end: " + server.sawEnd());
          notes.add("ended as cancelled: " + isCancelled(future));
          CompletableFuture<?> ended = last.handle((r, e) -> null);
          ended.get(20, TimeUnit.SECONDS);
        });
  }

  /** Which exception leads to the cancellation, and by which way, is chance in the JDK. */
  private static boolean isCancelled(CompletableFuture<?> future) throws Exception {
    try {
      future.get(20, TimeUnit.SECONDS);
      return false;
    } catch (CancellationException | ExecutionException e) {
      return TransparencyNotes.describe(e).contains("CancellationException");
    }
  }

  private static void note(CompletableFuture<?> future, TransparencyNotes notes) {
    try {
      future.get(20, TimeUnit.SECONDS);
      notes.add("completed");
    } catch (Throwable e) {
      notes.threw("get", e);
    }
    notes.add("state: " + future.state());
  }

  private static HttpRequest request(TransparencyServer server, String method) {
    return HttpRequest.newBuilder(server.uri("/"))
        .method(
            method,
            method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("hello"))
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
