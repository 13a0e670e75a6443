package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.TransparencyMirror;
import io.github.mirror4j.http.fixture.TransparencyMock;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers' code runs in the same threads as without mirroring, and nobody waits for a mirror. */
@Timeout(120)
class TransparencyThreadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Before JDK 25, with up to two processors, futures start a thread for each task. */
  private static final Pattern NUMBERED = Pattern.compile("Thread-[0-9]+");

  /** Never in a thread of the mirror's, nor in the selector's where it was not. */
  @TestFactory
  Stream<DynamicTest> callersCodeRunsInTheSameKindOfThread() {
    return TransparencyRow.tests(
        Stream.of("send", "sendAsync", "sendAsync with executor")
            .map(
                way ->
                    TransparencyRow.of(
                            "threads, " + way,
                            exchange -> exchange.respond(200, "fine"),
                            (client, server, notes) -> {
                              Thread caller = Thread.currentThread();
                              HttpRequest request =
                                  HttpRequest.newBuilder(server.uri("/"))
                                      .POST(new Telling(caller, notes))
                                      .build();
                              HttpResponse.BodyHandler<String> handler =
                                  info -> {
                                    notes.add("handler in " + kind(caller));
                                    return HttpResponse.BodySubscribers.ofString(
                                        java.nio.charset.StandardCharsets.UTF_8);
                                  };
                              if (way.equals("send")) {
                                client.send(request, handler);
                              } else {
                                client
                                    .sendAsync(request, handler)
                                    .whenComplete(
                                        (r, e) -> notes.add("end in " + kindAtEnd(caller)))
                                    .get(20, TimeUnit.SECONDS);
                              }
                            })
                        .with(
                            builder ->
                                way.endsWith("executor")
                                    ? builder.executor(
                                        task -> Thread.ofVirtual().name("own").start(task))
                                    : builder)));
  }

  @ParameterizedTest
  @CsvSource({"8, 1000, LANE_FULL", "1000, 8, TOTAL_FULL"})
  void aThousandCallsFinishWhileAllLanesHang(int perLane, int inTotal, DropReason reason)
      throws Exception {
    try (RecordingServer primary = RecordingServer.responding("primary");
        RawServer hung = RawServer.hanging();
        MirroringHttpClient client =
            TransparencyMirror.builder(HttpClient.newHttpClient(), hung.uri())
                .maxConcurrentCopies(perLane)
                .maxConcurrentCopiesInTotal(inTotal)
                .copyTimeout(Duration.ofHours(1))
                .build();
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      var calls =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      callers.submit(
                          () ->
                              i % 2 == 0
                                  ? client.send(post(primary.uri()), BodyHandlers.ofString()).body()
                                  : client
                                      .sendAsync(post(primary.uri()), BodyHandlers.ofString())
                                      .thenApply(HttpResponse::body)
                                      .get(60, TimeUnit.SECONDS)))
              .toList();
      for (var call : calls) {
        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("primary");
      }
      // A copy with a body is offered a moment after the primary's body, perhaps after its
      // response.
      assertThat(FaultResources.await(() -> client.engine().stats().total().inFlight() <= 8))
          .isTrue();
      MirrorCounts total = client.engine().stats().total();
      assertThat(total.selected()).isEqualTo(1_000);
      assertThat(total.inFlight()).isEqualTo(8);
      assertThat(total.dropped(reason)).isEqualTo(992);
    }
  }

  @Test
  void theCallersInterruptIsLeftAsItIsAndDropsNoCopy() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("primary");
        RecordingServer mirror = RecordingServer.responding("mirror");
        MirroringHttpClient client =
            TransparencyMirror.builder(HttpClient.newHttpClient(), mirror.uri()).build()) {
      Thread.currentThread().interrupt();
      var response = client.sendAsync(get(primary.uri()), BodyHandlers.ofString());
      var other = client.sendAsync(post(primary.uri()), BodyHandlers.ofString());
      client.engine().stats();
      assertThat(Thread.interrupted()).isTrue();

      assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("primary");
      assertThat(other.get(20, TimeUnit.SECONDS).body()).isEqualTo("primary");
      assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
      assertThat(client.engine().stats().total().completedInTotal()).isEqualTo(2);
    }
  }

  @Test
  void copiesSeeNothingOfTheCallersThread() throws Exception {
    ThreadLocal<String> own = new ThreadLocal<>();
    InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    ClassLoader loader = new ClassLoader("callers", null) {};
    Runnable look =
        () -> {
          ClassLoader context = Thread.currentThread().getContextClassLoader();
          seen.add(own.get() + " " + inherited.get() + " " + Objects.equals(context, loader));
        };
    TransparencyMock mirror =
        new TransparencyMock() {
          @Override
          public <T> CompletableFuture<HttpResponse<T>> response() {
            look.run();
            return CompletableFuture.failedFuture(new java.io.IOException("seen"));
          }
        };
    TransparencyMock delegate =
        new TransparencyMock() {
          @Override
          public <T> @Nullable CompletableFuture<HttpResponse<T>> response() {
            return CompletableFuture.completedFuture(null);
          }
        };
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    own.set("caller");
    inherited.set("caller");
    Thread.currentThread().setContextClassLoader(loader);
    try (MirroringHttpClient client =
        TransparencyMirror.builder(delegate, URI.create("http://mirror.example"))
            .mirrorClient(mirror)
            .listener((id, outcome, duration) -> look.run())
            .build()) {
      client.sendAsync(get(URI.create("http://primary.example")), BodyHandlers.discarding());
      client.send(get(URI.create("http://primary.example")), BodyHandlers.discarding());
      assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(2).containsOnly("null null false");
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  private static HttpRequest post(URI uri) {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("hello")).build();
  }

  /** A stage that comes after the end runs in the thread that adds it. */
  private static String kindAtEnd(Thread caller) {
    return Thread.currentThread() == caller ? "ForkJoinPool" : kind(caller);
  }

  /** Whether {@code send} does the first steps itself or a worker does is chance. */
  private static String kind(Thread caller) {
    Thread current = Thread.currentThread();
    if (current == caller) {
      return "Worker";
    }
    String name = NUMBERED.matcher(current.getName()).replaceFirst("ForkJoinPool");
    return Stream.of("SelectorManager", "Worker", "ForkJoinPool", "own", "mirror4j")
        .filter(name::contains)
        .findFirst()
        .orElse(name);
  }

  private record Telling(Thread caller, TransparencyNotes notes) implements BodyPublisher {

    @Override
    public long contentLength() {
      notes.add("length asked in " + kind(caller));
      return 5;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      notes.add("subscribed in " + kind(caller));
      new TransparencyPublisher(
              5,
              (s, cancelled) -> {
                notes.add("asked in " + kind(caller));
                s.onNext(TransparencyPublisher.buffer("hello"));
                s.onComplete();
              })
          .subscribe(subscriber);
    }
  }
}
