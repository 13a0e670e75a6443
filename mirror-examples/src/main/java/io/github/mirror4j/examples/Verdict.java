package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirrorCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what the demo saw: who answered, and what became of the copies; never how fast. */
final class Verdict {

  private final Results results;
  private final List<String> problems = new ArrayList<>();

  private Verdict(Results results) {
    this.results = results;
  }

  /** What did not go as it should, in full sentences; empty if all is well. */
  static List<String> problems(Results results) {
    Verdict verdict = new Verdict(results);
    if (results.isGood(results.warmUp)) {
      verdict.callers();
      verdict.sums();
      verdict.healthyPhases();
      verdict.hungPhase();
      verdict.probes();
    } else {
      verdict.expect(
          false,
          "v1 is not fit for a demo, the warm-up ended with: " + results.warmUp.answersAsText());
    }
    return verdict.problems;
  }

  private void callers() {
    for (Phase phase : results.phases()) {
      expect(
          results.isGood(phase),
          "%s: callers should have been answered 200 by v1 only, but got %s"
              .formatted(phase.name(), phase.answersAsText()));
    }
  }

  private void sums() {
    MirrorCounts total = results.stats().total();
    expect(
        total.selected() == total.ended() && total.inFlight() == 0,
        "every selected copy should have ended once, but: " + total);
    expect(
        results.stats().internalErrors() == 0,
        "the library had internal errors: " + results.stats().internalErrors());
  }

  private void healthyPhases() {
    int expected = 0;
    int wrong = 0;
    for (Phase phase : results.healthyPhases()) {
      int sent = phase.calls().size();
      CopyCounts copies = phase.copies();
      expect(
          copies.selected() == sent && copies.ok() == sent,
          "%s: all %d copies should have been answered 2xx by v2, but: %s"
              .formatted(phase.name(), sent, copies));
      expected += sent;
      wrong += (int) phase.calls().stream().filter(call -> !hasArrived(call)).count();
    }
    if (results.isV2Local()) {
      expect(wrong == 0, wrong + " copies did not arrive at v2 as they were sent to v1");
      expected += (int) results.probing.copies().ok();
      int answered = results.localV2().answered();
      expect(
          answered == expected,
          "v2 should have got %d requests, but got %d".formatted(expected, answered));
    }
  }

  private boolean hasArrived(Call call) {
    Optional<Httpbin.Received> received = results.localV2().received(call.id());
    return results.rules().names().stream()
        .map(rule -> new Httpbin.Received(call.method(), call.target(), call.body(), rule))
        .anyMatch(expected -> received.equals(Optional.of(expected)));
  }

  private void probes() {
    expect(
        results.probing.copies().ok() > 0,
        "a probe should have found out that v2 is back, but: " + results.probing.copies());
  }

  private void hungPhase() {
    CopyCounts copies = results.hung.copies();
    expect(
        copies.dropped() + copies.timedOut() > 0,
        "a hanging v2 should have cost copies, but: " + copies);
    if (results.isV2Local()) {
      expect(copies.ok() == 0, "a hanging v2 should have answered nothing, but: " + copies);
    }
  }

  private void expect(boolean isSo, String otherwise) {
    if (!isSo) {
      problems.add(otherwise);
    }
  }
}
