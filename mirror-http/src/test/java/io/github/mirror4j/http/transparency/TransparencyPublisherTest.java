package io.github.mirror4j.http.transparency;

import static io.github.mirror4j.http.transparency.TransparencyPublisher.buffer;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Publishers that throw, and publishers that break their contract. */
class TransparencyPublisherTest {

  @TestFactory
  Stream<DynamicTest> thatThrow() {
    return bothWays(
        posting("contentLength throws", notes -> length(() -> fail("length"))),
        posting("contentLength throws an Error", notes -> length(() -> error("length"))),
        posting("subscribe throws", notes -> subscribing(5, s -> fail("subscribe"))),
        posting("subscribe throws an Error", notes -> subscribing(5, s -> error("subscribe"))),
        posting("request throws", notes -> asked(5, (s, c) -> fail("request"))),
        posting(
            "request throws after half of it",
            notes ->
                asked(
                    6,
                    (s, c) -> {
                      s.onNext(buffer("abc"));
                      fail("request");
                    })));
  }

  @TestFactory
  Stream<DynamicTest> ofWrongLength() {
    return bothWays(
        posting("too few bytes", notes -> asked(6, (s, c) -> items(s, "abc"))),
        posting("too many bytes", notes -> asked(2, (s, c) -> items(s, "abc"))),
        posting("too many items", notes -> asked(3, (s, c) -> items(s, "abc", "def"))),
        posting("no bytes", notes -> asked(3, (s, c) -> items(s))),
        posting("no bytes, unknown length", notes -> asked(-1, (s, c) -> items(s))),
        posting("empty items", notes -> asked(3, (s, c) -> items(s, "", "abc", ""))),
        posting("unknown length", notes -> asked(-1, (s, c) -> items(s, "abc", "def"))));
  }

  @TestFactory
  Stream<DynamicTest> thatBreakTheirContract() {
    return bothWays(
        posting(
            "null item",
            notes ->
                asked(
                    3,
                    (s, c) -> {
                      try {
                        s.onNext(null);
                        notes.add("null was taken");
                      } catch (NullPointerException e) {
                        notes.threw("null", e);
                        throw e;
                      }
                    })),
        posting(
            "complete twice",
            notes ->
                asked(
                    3,
                    (s, c) -> {
                      items(s, "abc");
                      s.onComplete();
                    })),
        posting(
            "item after the end",
            notes ->
                asked(
                    3,
                    (s, c) -> {
                      items(s, "abc");
                      s.onNext(buffer("def"));
                    })),
        posting(
            "error after the end",
            notes ->
                asked(
                    3,
                    (s, c) -> {
                      items(s, "abc");
                      s.onError(new IllegalStateException("late"));
                    })),
        posting("error at once", notes -> asked(3, (s, c) -> s.onError(new Oops("at once")))),
        posting(
            "error instead of the end",
            notes ->
                asked(
                    3,
                    (s, c) -> {
                      s.onNext(buffer("abc"));
                      s.onError(new Oops("at the end"));
                    })),
        posting("never ends, null error", notes -> asked(3, (s, c) -> s.onError(null))),
        posting("never subscribes", notes -> subscribing(3, s -> 0)),
        posting("never publishes", notes -> asked(3, (s, c) -> {})),
        posting("never completes", notes -> asked(6, (s, c) -> s.onNext(buffer("abc")))),
        posting(
            "never completes, all published",
            notes -> asked(-1, (s, c) -> s.onNext(buffer("abc")))));
  }

  /** The client cancels the body when the server hangs up; the publisher is to hear of it. */
  @TestFactory
  Stream<DynamicTest> cancellationReachesThePublisher() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                "cancelled",
                exchange -> exchange.end(),
                (client, server, notes) -> {
                  CountDownLatch cancelled = new CountDownLatch(1);
                  BodyPublisher body = endless(cancelled);
                  HttpRequest request = HttpRequest.newBuilder(server.uri("/")).POST(body).build();
                  try {
                    client.send(request, BodyHandlers.ofString());
                    notes.add("responded");
                  } catch (java.io.IOException e) {
                    notes.add("failed");
                  }
                  notes.add("cancelled: " + cancelled.await(20, TimeUnit.SECONDS));
                })));
  }

  private static BodyPublisher endless(CountDownLatch cancelled) {
    return subscribing(
        -1,
        s -> {
          s.onSubscribe(
              new Subscription() {
                @Override
                public void request(long n) {
                  if (cancelled.getCount() > 0) {
                    s.onNext(ByteBuffer.allocate(1000));
                  }
                }

                @Override
                public void cancel() {
                  cancelled.countDown();
                }
              });
          return 0;
        });
  }

  /** The same publisher for both ways to call. */
  private static Stream<TransparencyRow> posting(
      String name, Function<TransparencyNotes, BodyPublisher> body) {
    return Stream.of(row(name + ", send", body), row(name + ", sendAsync", body))
        .map(row -> isFine(name) ? row : row.withoutWire());
  }

  private static boolean isFine(String name) {
    return name.endsWith("unknown length") || name.equals("empty items");
  }

  /** A row whose request ends by its timeout where the publisher does not end it. */
  private static TransparencyRow row(String name, Function<TransparencyNotes, BodyPublisher> body) {
    return TransparencyRow.of(
        name,
        exchange -> exchange.respond(200, "fine"),
        (client, server, notes) -> {
          HttpRequest request =
              HttpRequest.newBuilder(server.uri("/"))
                  .timeout(Duration.ofMillis(name.startsWith("never") ? 60 : 2_000))
                  .POST(body.apply(notes))
                  .build();
          if (name.endsWith(", send")) {
            TransparencyCalls.send(client, request, BodyHandlers.ofString(), notes);
          } else {
            TransparencyCalls.stages(client, request, BodyHandlers.ofString(), notes);
          }
        });
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static Stream<DynamicTest> bothWays(Stream<TransparencyRow>... rows) {
    return Arrays.stream(rows).flatMap(TransparencyRow::tests);
  }

  private static void items(Subscriber<? super ByteBuffer> subscriber, String... items) {
    for (String item : items) {
      subscriber.onNext(buffer(item));
    }
    subscriber.onComplete();
  }

  private static BodyPublisher asked(long length, TransparencyPublisher.Demand demand) {
    return new TransparencyPublisher(length, demand);
  }

  private static BodyPublisher length(LongSupplier length) {
    return publisher(length, s -> 0);
  }

  private static BodyPublisher subscribing(
      long length, Function<Subscriber<? super ByteBuffer>, Integer> subscribe) {
    return publisher(() -> length, subscribe);
  }

  private static BodyPublisher publisher(
      LongSupplier length, Function<Subscriber<? super ByteBuffer>, Integer> subscribe) {
    return new BodyPublisher() {
      @Override
      public long contentLength() {
        return length.getAsLong();
      }

      @Override
      public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscribe.apply(subscriber);
      }
    };
  }

  private static int fail(String what) {
    throw new IllegalStateException(what);
  }

  private static int error(String what) {
    throw new AssertionError(what);
  }

  private static final class Oops extends Exception {
    private static final long serialVersionUID = 1;

    Oops(String message) {
      super(message);
    }
  }
}
