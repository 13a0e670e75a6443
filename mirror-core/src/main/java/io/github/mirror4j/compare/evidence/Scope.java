package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.rule.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is counted of one endpoint, or of all of them together. Guarded by the evidence's lock.
 */
final class Scope {

  /** How many triples it takes to say anything about an endpoint. */
  static final int MIN_TRIPLES = 20;

  private final String name;
  private final Instant since;
  private final Tally content = new Tally();
  private final Tally persistent = new Tally();
  private final Tally errors = new Tally();
  private final @Nullable LatencyLadder ladder;
  private final FieldCounts fields;
  private final SettingUse settingUse = new SettingUse();
  private final StatusPairs candidateStatuses = new StatusPairs();
  private final StatusPairs baselineStatuses = new StatusPairs();
  private long triples;
  private long distinct;
  private long seen;
  private long seenWorse;
  private int rank;

  /**
   * Creates a scope.
   *
   * @param thresholds the latency thresholds; null if latency is not counted here
   * @param fields what is known of its paths already
   */
  Scope(
      String name,
      Instant since,
      LatencyLadder.@Nullable Thresholds thresholds,
      FieldCounts fields) {
    this.name = name;
    this.since = since;
    this.fields = fields;
    this.ladder = thresholds == null ? null : new LatencyLadder(thresholds);
  }

  String name() {
    return name;
  }

  Instant since() {
    return since;
  }

  int rank() {
    return rank;
  }

  void rank(int newRank) {
    rank = newRank;
  }

  Tally tally(Check check) {
    return switch (check) {
      case CONTENT -> content;
      case PERSISTENT -> persistent;
      case ERRORS -> errors;
      case SLOWER -> throw new IllegalArgumentException("SLOWER has a ladder of tallies");
    };
  }

  @Nullable LatencyLadder ladder() {
    return ladder;
  }

  FieldCounts fields() {
    return fields;
  }

  SettingUse settingUse() {
    return settingUse;
  }

  StatusPairs candidateStatuses() {
    return candidateStatuses;
  }

  StatusPairs baselineStatuses() {
    return baselineStatuses;
  }

  /** Notes a triple, whether or not its request may vote. */
  void see(boolean onlyCandidateDiffers) {
    seen++;
    seenWorse += onlyCandidateDiffers ? 1 : 0;
  }

  void vote(boolean first) {
    triples++;
    distinct += first ? 1 : 0;
  }

  long triples() {
    return triples;
  }

  long distinct() {
    return distinct;
  }

  long seen() {
    return seen;
  }

  long seenWorse() {
    return seenWorse;
  }
}
