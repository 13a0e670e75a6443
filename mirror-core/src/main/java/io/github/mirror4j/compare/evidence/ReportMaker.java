package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.ExampleResult;
import io.github.mirror4j.compare.KeyReport;
import io.github.mirror4j.compare.KeySummary;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.ReportScope;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.count.CopyTimes;
import io.github.mirror4j.compare.count.Losses;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeyDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a report of a snapshot. */
final class ReportMaker {

  private final MirrorId mirror;
  private final Comparison settings;
  private final Limits limits;
  private final List<String> pathSettings;
  private final EvidenceSnapshot snapshot;
  private final Judge judge;
  private final List<String> notFound;

  /**
   * Creates a maker of one report.
   *
   * @param pathSettings the settings for paths, as {@link EvidenceSnapshot.EndpointDetails} name
   *     them
   * @param notFound planted differences that were not found
   */
  ReportMaker(
      MirrorId mirror,
      Comparison settings,
      Limits limits,
      List<String> pathSettings,
      List<String> notFound,
      EvidenceSnapshot snapshot) {
    this.mirror = mirror;
    this.settings = settings;
    this.limits = limits;
    this.pathSettings = pathSettings;
    this.notFound = notFound;
    this.snapshot = snapshot;
    judge = new Judge(settings, limits, EndpointMention.BY_NAME);
  }

  /** Returns the verdict alone. Its sentence names no endpoint. */
  Verdict verdict() {
    KeyCounts judged = judged().counts();
    VerdictText text = new VerdictText(settings, limits, EndpointMention.WITHOUT_NAME);
    return text.verdict(judged, lacks(judged, EndpointMention.WITHOUT_NAME));
  }

  ComparisonReport report() {
    KeySnapshot judged = judged();
    List<String> lacks = lacks(judged.counts(), EndpointMention.BY_NAME);
    VerdictText text = new VerdictText(settings, limits, EndpointMention.BY_NAME);
    Verdict verdict = text.verdict(judged.counts(), lacks);
    return new ComparisonReport(
        ReportScope.PROCESS,
        1,
        mirror,
        snapshot.at(),
        verdict,
        lacks,
        snapshot.pairs(),
        key(judged, verdict),
        snapshot.keys().stream().map(this::summary).toList(),
        SettingResults.of(pathSettings, judged),
        new ReportLimits(settings).doesNotTell(judged, snapshot.pairs()),
        settings.text());
  }

  private List<String> lacks(KeyCounts judged, EndpointMention mention) {
    List<String> lacks = new ArrayList<>();
    if (!notFound.isEmpty()) {
      lacks.add(
          "differences that were planted were not found, so that this comparison cannot fail: "
              + String.join(", ", notFound));
    }
    PairCounts pairs = snapshot.pairs();
    if (pairs.compared() == 0 && pairs.allLost() > 0) {
      lacks.add("no pair was compared so far; " + Losses.mainReason(pairs.lost()));
    }
    lacks.addAll(new Judge(settings, limits, mention).lacks(judged));
    return lacks;
  }

  /**
   * While builds alternate, the worst of them counts; before the first pair, and the first one of a
   * version that was announced, nothing is known.
   */
  private KeySnapshot judged() {
    return snapshot.keys().stream()
        .filter(KeySnapshot::isCurrent)
        .max(
            Comparator.<KeySnapshot, Verdict.State>comparing(
                    key -> judge.state(key.counts()), Verdict.State.WORST_LAST)
                .thenComparing(KeySnapshot::isLast))
        .orElseGet(this::nothing);
  }

  private KeySnapshot nothing() {
    Instant now = snapshot.at();
    BuildKey noBuild = new BuildKey("", snapshot.awaited(), "");
    KeyEvidence none =
        new KeyEvidence(noBuild, 0, now, settings, limits, KeyScopes.Capacities.of(0, 0));
    return new KeySnapshot(none.counts(), true, true, 0, CopyTimes.none(), KeyDetails.NONE);
  }

  private KeySummary summary(KeySnapshot key) {
    KeyCounts counts = key.counts();
    return new KeySummary(
        counts.key().v1(),
        counts.key().v2(),
        counts.since(),
        counts.pairs().ended(),
        state(counts),
        key.isCurrent());
  }

  private Verdict.State state(KeyCounts counts) {
    Verdict.State state = judge.state(counts);
    boolean isProven = state != Verdict.State.SAFE || notFound.isEmpty();
    return isProven ? state : Verdict.State.UNDECIDED;
  }

  private KeyReport key(KeySnapshot key, Verdict verdict) {
    KeyCounts counts = key.counts();
    return new KeyReport(
        counts.key().v1(),
        counts.key().v2(),
        verdict,
        counts.since(),
        counts.voting().span(),
        counts.pairs().ended(),
        counts.sum().triples().voted(),
        counts.sum().triples().distinct(),
        counts.voting().repeated(),
        counts.pairs().coverage(),
        new CheckResults(settings, limits).of(counts),
        EndpointResults.of(key),
        new FieldResults(limits.level(), limits.hasBaseline()).of(key),
        key.times().quantiles(),
        key.details().examples().stream().map(ReportMaker::example).toList(),
        key.details().history());
  }

  private static ExampleResult example(Examples.Sample sample) {
    String curl = sample.curl();
    return new ExampleResult(
        sample.at(),
        sample.endpoint(),
        sample.method(),
        sample.difference().path(),
        sample.difference().kind(),
        sample.difference().before(),
        sample.difference().after(),
        curl.isEmpty() ? sample.request().withoutNames().curl(name -> name) : curl);
  }
}
