package io.github.mirror4j.examples;

import java.util.ArrayList;
import java.util.List;

/** Judges what the demo saw: who responded, and what became of the copies; never how fast. */
final class DemoVerdict {

  private final Results results;
  private final List<String> problems = new ArrayList<>();

  private DemoVerdict(Results results) {
    this.results = results;
  }

  /** What did not go as it should, in full sentences; empty if all is well. */
  static List<String> problems(Results results) {
    DemoVerdict verdict = new DemoVerdict(results);
    if (results.isGood(results.check)) {
      verdict.callers();
      verdict.sums();
      verdict.healthyPhases();
      verdict.hungPhase();
      verdict.probes();
    } else {
      verdict.expect(
          false,
          "v1 is not fit for the demo; a request to it ended with "
              + String.join(", ", results.check.responses().keySet()));
    }
    return verdict.problems;
  }

  private void callers() {
    for (Phase phase : results.phases()) {
      expect(
          results.isGood(phase),
          "%s: callers should have got responses from v1 only, with status 200, but got %s"
              .formatted(phase.name(), phase.responsesAsText()));
    }
  }

  private void sums() {
    Ending ending = results.ending();
    CopyCounts copies = ending.copies();
    expect(
        copies.selected() == copies.ended() && ending.inFlight() == 0,
        "each of the %d selected copies should have ended once, but %d ended (%s) and %d are in flight"
            .formatted(copies.selected(), copies.ended(), copies.outcomes(), ending.inFlight()));
    expect(
        ending.internalErrors() == 0,
        "the library had internal errors: " + ending.internalErrors());
  }

  private void healthyPhases() {
    int sent = 0;
    for (Phase phase : results.healthyPhases()) {
      int calls = phase.calls().size();
      CopyCounts copies = phase.copies();
      expect(
          copies.selected() == calls && copies.ok() == calls,
          "%s: v2 should have got a copy of each of %d requests, but of %d copies: %s"
              .formatted(phase.name(), calls, copies.selected(), copies.outcomes()));
      sent += calls;
    }
    if (results.isV2Local()) {
      Ending ending = results.ending();
      long expected = sent + results.probing.copies().ok();
      expect(
          ending.arrived() == expected,
          "v2 should have got %d copies, but got %d".formatted(expected, ending.arrived()));
      expect(
          ending.arrivedAsSent() == ending.arrived(),
          "%d of %d copies arrived at v2 otherwise than they were sent to v1"
              .formatted(ending.arrived() - ending.arrivedAsSent(), ending.arrived()));
    }
  }

  private void hungPhase() {
    CopyCounts copies = results.hung.copies();
    expect(
        copies.dropped() + copies.timedOut() > 0,
        "%s: that should have cost copies, but: %s"
            .formatted(results.hung.name(), copies.outcomes()));
    if (results.isV2Local()) {
      expect(
          copies.ok() == 0,
          "%s: no copy should have been completed, but: %s"
              .formatted(results.hung.name(), copies.outcomes()));
    }
  }

  private void probes() {
    CopyCounts copies = results.probing.copies();
    expect(copies.ok() > 0, "v2 is back: a probe should have found out, but: " + copies.outcomes());
  }

  private void expect(boolean isSo, String otherwise) {
    if (!isSo) {
      problems.add(otherwise);
    }
  }
}
