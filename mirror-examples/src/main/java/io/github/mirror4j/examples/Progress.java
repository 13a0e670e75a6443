package io.github.mirror4j.examples;

import java.io.PrintStream;
import java.util.Locale;

/** A line for each step of the demo: what it is when it starts, what it came to when it ends. */
final class Progress {

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void start(int number, String title) {
    out.printf("%d. %s ... ", number, title);
    out.flush();
  }

  void end(Phase... phases) {
    long callers = 0;
    CopyCounts copies = CopyCounts.NONE;
    for (Phase phase : phases) {
      callers += phase.calls().size();
      copies = copies.plus(phase.copies());
    }
    out.printf(
        Locale.ROOT,
        "%,d requests, %,d copies: %s%n",
        callers,
        copies.selected(),
        copies.outcomes());
  }
}
