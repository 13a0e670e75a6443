package io.github.mirror4j.http;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Copies that fail, come back, are dropped and told, in a process whose log throws. */
public final class BrokenLogProcess {

  private static final int CALLS = 4 * Breaker.MIN_COPIES;
  private static final URI REFUSING = URI.create("http://127.0.0.1:1");

  private BrokenLogProcess() {}

  private static final class Broken extends PrintStream {

    Broken() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public void println(String line) {
      throw new IllegalStateException("the log is broken");
    }
  }

  /** Says what was wrong, if anything. */
  public static void main(String[] arguments) throws Exception {
    try (FaultEcho primary = new FaultEcho();
        HttpClient plain = HttpClient.newHttpClient()) {
      System.setErr(new Broken());
      CountDownLatch told = new CountDownLatch(CALLS);
      MirrorListener listener =
          new MirrorListener() {
            @Override
            public void copyEnded(MirrorId id, Outcome outcome, java.time.Duration duration) {
              told.countDown();
              throw new IllegalStateException("on purpose");
            }

            @Override
            public void copiesDropped(MirrorId id, DropReason reason, long count) {
              for (long i = 0; i < count; i++) {
                told.countDown();
              }
              throw new IllegalStateException("on purpose");
            }
          };
      try (MirroringHttpClient client =
          MirroringHttpClient.builder(plain)
              .rules(Fixtures.copyAll(REFUSING))
              .maxConcurrentCopies(2)
              .listener(listener)
              .build()) {
        for (int i = 0; i < CALLS; i++) {
          HttpRequest request =
              HttpRequest.newBuilder(primary.uri("/")).POST(BodyPublishers.ofString("b")).build();
          client.send(request, BodyHandlers.discarding());
          client.engine().awaitIdle(Fixtures.PATIENCE);
        }
        client
            .engine()
            .onClose(
                () -> {
                  throw new IllegalStateException("on purpose");
                });
        MirrorStats stats = client.engine().stats();
        boolean allTold = told.await(10, TimeUnit.SECONDS);
        boolean isFull = stats.total().dropped(DropReason.LANE_FULL) > 0;
        boolean isSettled = stats.total().selected() == CALLS && stats.total().ended() == CALLS;
        boolean isAsEver = allTold && !isFull && isSettled && stats.bufferedBytes() == 0;
        System.out.println(isAsEver ? "as with a log" : "told: " + allTold + ", " + stats);
      }
      if (!plain.isTerminated()) {
        System.out.println("the client was not closed");
      }
    }
  }
}
