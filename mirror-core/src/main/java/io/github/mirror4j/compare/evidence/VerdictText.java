package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.bound.Bounds;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.util.ArrayList;
import java.util.List;

/** Puts a verdict into one sentence, with its number. */
final class VerdictText {

  private final Comparison settings;
  private final Limits limits;
  private final EndpointMention mention;

  VerdictText(Comparison settings, Limits limits, EndpointMention mention) {
    this.settings = settings;
    this.limits = limits;
    this.mention = mention;
  }

  Verdict verdict(KeyCounts key, List<String> lacks) {
    KeyCounts.Proof proof = key.proof();
    if (proof != null) {
      return new Verdict(Verdict.State.NOT_SAFE, notSafe(key, proof));
    }
    return lacks.isEmpty()
        ? new Verdict(Verdict.State.SAFE, safe(key))
        : new Verdict(Verdict.State.UNDECIDED, undecided(lacks));
  }

  private String notSafe(KeyCounts key, KeyCounts.Proof proof) {
    double margin = limits.of(proof.check()).margin();
    double then = Bounds.lower(proof.alarm().counts(), proof.level());
    double now = Bounds.lower(key.counts(proof), proof.level());
    double lower = Math.max(then, now); // a limit holds at every look, so the highest one does
    String where = proof.endpoint().isEmpty() ? "" : " of " + mention.of(proof.endpoint());
    return "at least %s more responses%s %s than v1's own, %s allowed, %s; proven at %s"
        .formatted(
            Percent.beside(lower, margin),
            where,
            worse(proof),
            Percent.of(margin),
            sure(),
            TimeText.of(proof.alarm().at()));
  }

  private static String worse(KeyCounts.Proof proof) {
    return switch (proof.check()) {
      case CONTENT -> "differ";
      case PERSISTENT -> "differ, also when asked again,";
      case ERRORS -> "fail";
      case SLOWER ->
          proof.threshold() == null ? "are slow" : "take over " + TimeText.of(proof.threshold());
    };
  }

  private String safe(KeyCounts key) {
    List<String> parts = new ArrayList<>();
    parts.add(atMost(key, Check.CONTENT, "differ"));
    if (limits.hasBaseline()) {
      parts.add(atMost(key, Check.PERSISTENT, "keep differing"));
    }
    parts.add(atMost(key, Check.ERRORS, "fail"));
    return String.join("; ", parts) + "; " + sure();
  }

  private String atMost(KeyCounts key, Check check, String verb) {
    Counts worst = key.sum().check(check).worst().plusWorse(key.unsent());
    double margin = limits.of(check).margin();
    return "at most %s more responses %s, %s allowed"
        .formatted(
            Percent.beside(Math.max(0, Bounds.upper(worst, limits.level())), margin),
            verb,
            Percent.of(margin));
  }

  private String sure() {
    return Percent.of(1 - settings.level()) + " sure, whenever somebody looks";
  }

  private static String undecided(List<String> lacks) {
    int more = lacks.size() - 1;
    return lacks.get(0)
        + (more == 0 ? "" : " (and " + Percent.count(more, "more reason", "more reasons") + ")");
  }
}
