package io.github.mirror4j.http;

import io.github.mirror4j.http.compare.ComparedMirror;
import io.github.mirror4j.rule.MirrorId;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a mirror in force.
 *
 * @param mirror the comparison
 * @param ruleText what its evidence is about
 * @param baseline where baselines run; null if there are none
 * @param baselineId what baselines are counted as
 */
record ComparedLane(
    ComparedMirror mirror, String ruleText, @Nullable Lane baseline, MirrorId baselineId) {

  /** The baselines of a mirror are counted as a mirror of their own. */
  static MirrorId baselineOf(MirrorId mirror) {
    return new MirrorId(mirror.rule(), mirror.mirror() + " (baseline)");
  }
}
