package io.github.mirror4j.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what the demo saw: a table, then a sentence on each point. */
final class Report {

  private final Results results;

  Report(Results results) {
    this.results = results;
  }

  /** Returns the exit code. */
  int print(PrintStream out, PrintStream err) {
    out.printf("%n%-18s %18s   copies by outcome%n", "", "caller latency (ms)");
    out.printf(
        "%-18s %9s %9s   %8s %6s %6s %8s %10s %7s%n",
        "phase", "p50", "p99", "selected", "2xx", "other", "dropped", "timed out", "failed");
    results.phases().forEach(phase -> row(phase, out));
    out.printf("%nPrimary answers%n");
    for (Phase phase : results.phases()) {
      out.printf("  %-18s %s%n", phase.name(), phase.answersAsText());
    }
    out.printf("%nMirrorStats%n");
    results.stats().mirrors().forEach(mirror -> out.println("  " + mirror));
    out.println();

    List<String> problems = Verdict.problems(results);
    if (problems.isEmpty()) {
      sentences(out);
      return 0;
    }
    out.flush();
    problems.forEach(problem -> err.println("FAILED " + problem));
    return 1;
  }

  private static void row(Phase phase, PrintStream out) {
    CopyCounts copies = phase.copies();
    out.printf(
        Locale.ROOT,
        "%-18s %9.2f %9.2f   %8d %6d %6d %8d %10d %7d%n",
        phase.name(),
        phase.latencyMillis(50),
        phase.latencyMillis(99),
        copies.selected(),
        copies.ok(),
        copies.notOk(),
        copies.dropped(),
        copies.timedOut(),
        copies.failed());
  }

  private void sentences(PrintStream out) {
    CopyCounts hung = results.hung.copies();
    out.printf(
        "OK  Callers got their answers from v1 alone, also while v2 was hanging.%n"
            + "OK  While v2 was well, each of the %d copies arrived%s.%n"
            + "OK  While %s was hanging, %d copies were dropped and %d timed out; no caller failed.%n"
            + "OK  Back again, a copy got through to it; all %d copies after that did, too.%n"
            + "OK  The counts add up: %d selected, %d ended.%n%n",
        results.healthyPhases().stream().mapToLong(phase -> phase.copies().ok()).sum(),
        results.isV2Local() ? " there, with the same method, target and body" : " there",
        results.isV2Local() ? "v2" : "the second mirror",
        hung.dropped(),
        hung.timedOut(),
        results.back.copies().ok(),
        results.stats().total().selected(),
        results.stats().total().ended());
    out.printf(
        Locale.ROOT,
        "Half of the callers waited up to %.2f ms without mirroring, %.2f ms with it, %.2f ms while v2"
            + " hung.%nNot judged: callers, servers and copies share %d processors, and the JVM gets"
            + " warmer from phase to phase.%n",
        results.plain.latencyMillis(50),
        results.mirrored.latencyMillis(50),
        results.hung.latencyMillis(50),
        Runtime.getRuntime().availableProcessors());
  }
}
