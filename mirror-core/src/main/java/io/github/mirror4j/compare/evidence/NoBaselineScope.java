package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Capacity;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.pair.Observation.Contrast;

/**
 * What was counted of requests of one method, at one endpoint, of which no baseline may be sent,
 * and what explains it. Guarded by the evidence's lock.
 */
final class NoBaselineScope {

  private final FieldCounts fields;
  private final SettingUse settingUse = new SettingUse();
  private final Tally content = new Tally();
  private final Tally errors = new Tally();

  /**
   * Creates a scope without counts.
   *
   * @param paths how many more paths may be kept
   */
  NoBaselineScope(Capacity paths) {
    fields = new FieldCounts(paths);
  }

  /** Adds how a response differs, and what settings let pass. */
  void add(Differences candidate) {
    fields.add(candidate, Differences.NONE, Differences.NONE);
    settingUse.add(candidate);
    content.add(candidate.count(), false);
  }

  /** Adds whether the candidate failed, and whether the primary did. */
  void add(Contrast failed) {
    errors.add(failed.candidate(), failed.baseline());
  }

  /** Returns what the checks of content and errors counted. */
  KeyCounts.Apart counts(String name) {
    return new KeyCounts.Apart(name, content.counts(), errors.counts());
  }

  FieldCounts fields() {
    return fields;
  }

  SettingUse settingUse() {
    return settingUse;
  }
}
