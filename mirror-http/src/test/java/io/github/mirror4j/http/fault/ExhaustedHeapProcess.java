package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Uses a heap up to its last bytes while copies are sent, and lets go of it again. */
public final class ExhaustedHeapProcess {

  static final int PERMITS = 8;

  /** A primary whose client died is given up some 30 s after its copies. */
  private static final Duration UNREAD = Duration.ofSeconds(60);

  /** A client that died does not read the body; its copies are given up soon after this. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int SENDERS = 4;

  private static final class Filler {

    private final Object[] held = new Object[1 << 16];
    private int count;

    /** Larger pieces first, so that the last gap is a few bytes wide. */
    void fill() {
      for (int size = 1 << 20; size >= 8; size /= 2) {
        try {
          while (count < held.length) {
            held[count] = new byte[size];
            count++;
          }
        } catch (OutOfMemoryError e) {
          continue; // On with smaller ones.
        }
      }
    }

    void release() {
      while (count > 0) {
        count--;
        held[count] = null;
      }
    }
  }

  private ExhaustedHeapProcess() {}

  /** Says what is left behind. */
  public static void main(String[] arguments) throws Exception {
    URI primary = URI.create(arguments[0]);
    URI mirror = URI.create(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    boolean isCompared = List.of(arguments).contains("compared");
    MirrorEngine engine =
        MirrorEngine.builder()
            .rules(Fixtures.copyAll(mirror, primary, List.of(arguments)))
            .maxWaitingTime(Duration.ofSeconds(10))
            .maxBaselinesPerSecond(1_000_000)
            .maxConcurrentCopies(PERMITS)
            .copyTimeout(Duration.ofSeconds(2))
            .withoutBackOff()
            .build();
    MirroringHttpClient during = engine.wrap(Fixtures.plain());
    send(during, primary);
    // A class that is first used on an exhausted heap may be lost for good. So may one of the
    // JDK's: without its common pool no future of its client ever completes.
    during.sendAsync(Fixtures.get(primary), BodyHandlers.discarding()).get(10, TimeUnit.SECONDS);
    engine.awaitIdle(Duration.ofSeconds(10));
    if (isCompared) {
      System.out.println("at first: " + Fixtures.pairsSettled(engine, UNREAD));
    }
    storm(during, primary, rounds);

    // The plain client may be broken: it is the JDK's, and the caller's.
    MirroringHttpClient after = engine.wrap(Fixtures.plain());
    send(after, primary); // A watching thread that could not be started is started by the next.
    boolean idle = engine.awaitIdle(Duration.ofSeconds(40));
    System.out.println(); // A thread that died may have had no memory to end its line.
    System.out.println(idle ? "idle" : "not idle: " + engine.stats());
    long before = completed(engine);
    long comparedBefore = isCompared ? compared(engine) : 0;
    for (int i = 0; i < 20; i++) {
      send(after, primary);
      engine.awaitIdle(Duration.ofSeconds(10));
    }
    System.out.println("completed: " + (completed(engine) - before) + " of 20");
    if (isCompared) {
      System.out.println(Fixtures.pairsSettled(engine, UNREAD));
      boolean isAnyLost = compared(engine) - comparedBefore < 20;
      System.out.println(
          isAnyLost ? "not all: " + engine.comparisons().getFirst().pairs() : "all compared");
    }
    // Who compared a pair gives its bytes back after it was counted.
    boolean isFree = FaultResources.await(() -> engine.stats().bufferedBytes() == 0);
    System.out.println(isFree ? "free" : "held: " + engine.stats().bufferedBytes());
    MirrorStats stats = engine.stats();
    boolean settled = stats.total().selected() == stats.total().ended();
    boolean rows = stats.mirrors().stream().allMatch(row -> row.selected() == row.ended());
    System.out.println(settled && rows ? "settled" : "not settled: " + stats);
    allPermits(engine, after, primary);
    System.out.println("internal errors: " + engine.stats().internalErrors());
    Runtime.getRuntime().halt(0);
  }

  private static void storm(MirroringHttpClient client, URI primary, int rounds) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender =
          new Thread(
              () -> {
                while (done.getCount() > 0) {
                  sendAnyhow(client, Fixtures.post(primary, "x".repeat(5_000)));
                  sendAnyhow(client, Fixtures.get(primary));
                }
              });
      sender.setDaemon(true);
      sender.start();
      senders.add(sender);
    }
    Filler filler = new Filler();
    for (int round = 0; round < rounds; round++) {
      long end = System.nanoTime() + 200_000_000;
      while (System.nanoTime() < end) {
        filler.fill();
      }
      filler.release();
      boolean unused = done.await(100, TimeUnit.MILLISECONDS);
    }
    done.countDown();
    for (Thread sender : senders) { // Its last copy must not count among those that come later.
      sender.join(Duration.ofSeconds(20));
    }
  }

  @SuppressWarnings("EmptyCatch")
  private static void sendAnyhow(MirroringHttpClient client, HttpRequest request) {
    try {
      HttpRequest limited =
          HttpRequest.newBuilder(request, (name, value) -> true).timeout(TIMEOUT).build();
      client.sendAsync(limited, BodyHandlers.ofString()).get(2, TimeUnit.SECONDS);
    } catch (Throwable e) {
      // The caller's own loss.
    }
  }

  /** Of the mirror, without its baselines. */
  private static long completed(MirrorEngine engine) {
    return engine.stats().mirrors().getFirst().completedInTotal();
  }

  private static long compared(MirrorEngine engine) {
    return engine.comparisons().getFirst().pairs().compared();
  }

  private static void send(HttpClient client, URI primary) throws Exception {
    client.send(Fixtures.post(primary, "body"), BodyHandlers.discarding());
  }

  /** The mirror holds these back until all have come. */
  private static void allPermits(MirrorEngine engine, HttpClient client, URI primary)
      throws Exception {
    long before = completed(engine);
    URI together = primary.resolve("/together");
    CompletableFuture.allOf(
            Stream.generate(
                    () -> client.sendAsync(Fixtures.get(together), BodyHandlers.discarding()))
                .limit(PERMITS)
                .toArray(CompletableFuture[]::new))
        .get(20, TimeUnit.SECONDS);
    engine.awaitIdle(Duration.ofSeconds(10));
    System.out.println("at once: " + (completed(engine) - before) + " of " + PERMITS);
  }
}
