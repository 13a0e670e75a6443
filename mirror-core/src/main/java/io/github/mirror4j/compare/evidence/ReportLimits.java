package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.util.ArrayList;
import java.util.List;

/** Lists what a comparison cannot show, so that its readers do not conclude more from it. */
final class ReportLimits {

  private final Comparison settings;

  ReportLimits(Comparison settings) {
    this.settings = settings;
  }

  List<String> doesNotTell(KeySnapshot key, PairCounts pairs) {
    List<String> all = new ArrayList<>();
    minimums(all);
    all.add("Only requests that the rule selected were compared. Others may fare otherwise.");
    all.add("Responses are compared. What v2 wrote, and what it does under full load, are not.");
    canaries(pairs, all);
    if (settings.isOfChosenPrimaries()) {
      all.add(
          "Only primaries that ended in a certain way were copied. That is no fair choice, so v2 is"
              + " never SAFE by it alone.");
    }
    if (settings.isOfEditedCopies()) {
      all.add(
          "The copies were edited before they were sent. v2 may differ because it was asked"
              + " something else, so content is never proven worse.");
    }
    if (settings.baseline().isEmpty()) {
      all.add(
          "There is no baseline: what differs in v1 itself counts as a difference. So content is "
              + "never proven worse, and there is no check of persistent differences or latency.");
    } else {
      all.add(
          "v1 has just responded to the same request when its baseline arrives. Its caches are"
              + " warm, so that latency may look worse than it is.");
      apart(key, all);
      noted(key, all);
    }
    if (settings.margin(Check.SLOWER).isEmpty() && settings.baseline().isPresent()) {
      all.add(
          "No margin for latency is set: v2 being slower is never NOT_SAFE. More than "
              + Percent.of(Limits.SLOWER_MARGIN)
              + " more slow responses withhold SAFE, from thresholds of 32 ms on or your own.");
    }
    return all;
  }

  private static void canaries(PairCounts pairs, List<String> all) {
    long canaries = pairs.lost().getOrDefault(LossReason.CANARY, 0L);
    if (canaries > 0) {
      all.add(
          Percent.count(canaries)
              + " primaries went to v2 themselves, by the draw of a weighted route, and were not"
              + " compared. Since chance chose them, the compared ones speak for them, too.");
    }
  }

  private static void apart(KeySnapshot key, List<String> all) {
    long apart = key.counts().apart().triples().voted();
    if (apart > 0) {
      all.add(
          Percent.count(apart)
              + " pairs of other methods than GET, HEAD and OPTIONS have no baseline. They are"
              + " judged apart and never prove anything worse.");
    }
  }

  private static void noted(KeySnapshot key, List<String> all) {
    if (key.noted() > 0) {
      all.add(
          Percent.count(key.noted())
              + " more copies got no baseline, by its share or its limits (maxBaselinesPerSecond,"
              + " maxBaselineShare). Only their status was noted, and it proves nothing.");
    }
  }

  private void minimums(List<String> all) {
    Comparison defaults = Comparison.withoutBaseline().build();
    Comparison.Minimums own = settings.minimums();
    boolean isDefault =
        own.equals(defaults.minimums())
            && settings.warmUpTime().equals(defaults.warmUpTime())
            && settings.warmUpPairs() == defaults.warmUpPairs()
            && settings.level() == defaults.level();
    if (!isDefault) {
      all.add(
          "These limits were set and are not the defaults: at least %s, a span of %s, "
                  .formatted(
                      Percent.count(
                          own.distinctRequests(), "distinct request", "distinct requests"),
                      TimeText.of(own.span()))
              + "%s compared, %s judged; warm-up %s and %s; level %s."
                  .formatted(
                      Percent.of(own.compared()),
                      Percent.of(own.judged()),
                      TimeText.of(settings.warmUpTime()),
                      Percent.count(settings.warmUpPairs(), "pair", "pairs"),
                      Percent.of(settings.level())));
    }
  }
}
