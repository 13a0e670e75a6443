package io.github.mirror4j.compare.files;

import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;

/**
 * What all rows of a snapshot have in common.
 *
 * @param process names one engine from its start to its end
 * @param key the same for the same builds and the same rule in every process; empty for what is
 *     counted of all builds together
 * @param seq the number of the snapshot: the highest one of a process and key is the last
 * @param at when it was taken
 * @param v1 the old version's build; empty if it is not known
 * @param v2 the new version's build; empty if it is not known
 * @param mirror the mirror
 */
public record SnapshotHead(
    String process, String key, long seq, Instant at, String v1, String v2, MirrorId mirror) {

  /** The key of what is counted of all builds together. */
  public static final String ALL_BUILDS = "";

  /**
   * Whose counts a snapshot holds: a later one with the same source replaces it.
   *
   * @param process names one engine
   * @param mirror the mirror
   * @param key the builds and the rule
   */
  public record Source(String process, MirrorId mirror, String key) {}

  /** {@return whose counts these are} */
  public Source source() {
    return new Source(process, mirror, key);
  }
}
