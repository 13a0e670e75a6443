package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirrorCounts;
import io.github.mirror4j.http.MirroringHttpClient;
import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how far a phase is: one line that changes on a terminal, a line each quarter elsewhere. */
final class Progress {

  private static final long REDRAW_NANOS = 50_000_000;

  private final PrintStream out;
  private final MirroringHttpClient client;
  private final boolean live = isTerminal();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong drawn = new AtomicLong(System.nanoTime());
  private volatile int total = 1;

  Progress(PrintStream out, MirroringHttpClient client) {
    this.out = out;
    this.client = client;
  }

  void start(String title, int steps) {
    total = steps;
    done.set(0);
    out.printf("%s: %d requests%n", title, steps);
  }

  /** One more is done; costs next to nothing where nothing is to be shown. */
  void step() {
    int now = done.incrementAndGet();
    if (live) {
      if (now == total || isDue()) {
        // The cursor goes back, so that the next line, perhaps of the log, is written over this.
        out.print("%-79.79s\r".formatted(text(now)));
        out.flush();
      }
    } else if (now * 4L / total != (now - 1) * 4L / total) {
      out.println(text(now));
    }
  }

  /** The phase is over and its copies have ended. */
  void end() {
    if (live) {
      out.println("%-79.79s".formatted(text(done.get())));
    }
  }

  private String text(int now) {
    MirrorCounts copies = client.stats().total();
    return "  %d/%d; copies: %d in flight, %d completed, %d dropped, %d timed out"
        .formatted(
            now,
            total,
            copies.inFlight(),
            copies.completedInTotal(),
            copies.droppedInTotal(),
            copies.timedOut());
  }

  private boolean isDue() {
    long now = System.nanoTime();
    long last = drawn.get();
    return now - last > REDRAW_NANOS && drawn.compareAndSet(last, now);
  }

  @SuppressWarnings("SystemConsoleNull") // It is null without a terminal, up to JDK 21.
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there may be a console without a terminal, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
