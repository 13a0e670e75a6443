package io.github.mirror4j.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what the demo saw: the verdict first, a sentence on each point, then the counts. */
final class DemoReport {

  private final Results results;

  DemoReport(Results results) {
    this.results = results;
  }

  /** Returns the exit code. */
  int print(PrintStream out, PrintStream err) {
    List<String> problems = DemoVerdict.problems(results);
    out.println();
    if (problems.isEmpty()) {
      sentences(out);
    }
    if (!results.ending().stats().isEmpty()) {
      out.printf("%nThe client's stats():%n  %s%n", results.ending().stats().replace("\n", "\n  "));
    }
    out.flush();
    problems.forEach(problem -> err.println("FAILED " + problem));
    return problems.isEmpty() ? 0 : 1;
  }

  private void sentences(PrintStream out) {
    CopyCounts all = results.ending().copies();
    String who = results.hanging();
    out.printf(
        Locale.ROOT,
        "OK  v1 served all %,d callers, also while %s hung.%n"
            + "OK  %s hung and came back. Copies meanwhile: %s.%n"
            + "    All copies sent before and after arrived%s.%n"
            + "OK  All %,d copies are accounted for: %s.%n",
        results.callers(),
        who,
        results.isV2Local() ? who : "A second mirror",
        results.hung.copies().outcomes(),
        results.isV2Local() ? ", with the method, target and body of their primaries" : "",
        all.selected(),
        all.outcomes());
  }
}
