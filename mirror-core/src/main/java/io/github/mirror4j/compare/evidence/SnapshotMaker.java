package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.SnapshotStart;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes snapshots for files of what was counted in this process. */
final class SnapshotMaker {

  private final MirrorId mirror;
  private final ComparedSettings settings;
  private final List<String> pathSettings;
  private final Map<String, Boolean> selfTest;

  SnapshotMaker(
      MirrorId mirror, Comparison settings, List<String> pathSettings, SelfTest selfTest) {
    this.mirror = mirror;
    this.settings = ComparedSettings.of(settings);
    this.pathSettings = pathSettings;
    this.selfTest = selfTest.results();
  }

  List<Snapshot> of(EvidenceSnapshot snapshot, String process, long seq) {
    List<Snapshot> snapshots = new ArrayList<>();
    Instant at = snapshot.at();
    Instant since = snapshot.keys().get(0).counts().since();
    snapshots.add(
        new Snapshot(
            new SnapshotHead(process, SnapshotHead.ALL_BUILDS, seq, at, "", "", mirror),
            new SnapshotStart(
                since, Optional.empty(), Optional.empty(), true, true, Optional.empty()),
            SnapshotRows.of(snapshot.pairs())));
    for (KeySnapshot key : snapshot.keys()) {
      snapshots.add(
          new Snapshot(
              head(key, process, seq, at),
              start(key),
              SnapshotRows.of(key, pathSettings, selfTest)));
    }
    return snapshots;
  }

  private SnapshotHead head(KeySnapshot key, String process, long seq, Instant at) {
    BuildKey build = key.counts().key();
    return new SnapshotHead(process, build.hash(), seq, at, build.v1(), build.v2(), mirror);
  }

  private SnapshotStart start(KeySnapshot key) {
    KeyCounts counts = key.counts();
    Optional<Instant> firstVote = Optional.ofNullable(counts.voting().first());
    return new SnapshotStart(
        counts.since(),
        firstVote,
        firstVote.map(first -> counts.voting().last()),
        counts.pairs().warm(),
        key.isCurrent(),
        Optional.of(settings));
  }
}
