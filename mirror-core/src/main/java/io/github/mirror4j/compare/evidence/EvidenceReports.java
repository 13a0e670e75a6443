package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.diff.PathSetting;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.util.List;

/** Makes reports and files of what was counted at one moment. Needs no lock. */
record EvidenceReports(MirrorId mirror, Comparison settings, Limits limits, ResponseDiffer differ) {

  ComparisonReport report(EvidenceSnapshot snapshot) {
    return maker(snapshot).report();
  }

  Verdict verdict(EvidenceSnapshot snapshot) {
    return maker(snapshot).verdict();
  }

  List<Snapshot> files(EvidenceSnapshot snapshot, String process, long seq) {
    return snapshot.keys().isEmpty()
        ? List.of()
        : new SnapshotMaker(mirror, settings, pathSettings(), selfTest())
            .of(snapshot, process, seq);
  }

  private ReportMaker maker(EvidenceSnapshot snapshot) {
    return new ReportMaker(
        mirror, settings, limits, pathSettings(), selfTest().notFound(), snapshot);
  }

  private List<String> pathSettings() {
    return differ.settings().stream().map(PathSetting::toString).toList();
  }

  private SelfTest selfTest() {
    return new SelfTest(differ, settings, limits);
  }
}
