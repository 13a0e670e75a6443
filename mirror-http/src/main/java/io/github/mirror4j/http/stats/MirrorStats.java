package io.github.mirror4j.http.stats;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of the copies, at one moment.
 *
 * <p>Taken while copies are on their way, the counts may be off by those that just changed; at a
 * quiet moment they agree to the unit. Immutable and thread-safe.
 *
 * @param total all copies since the client was built, also those of rules replaced since
 * @param mirrors the counts of each mirror: those in force first, then up to 100 of rules that were
 *     replaced
 * @param alreadyMirrored requests that rules would have mirrored, had they not been copies
 *     themselves
 * @param bufferedBytes memory that bodies and large heads of copies take now, in bytes
 * @param bufferedBytesLimit the most that they may take, {@link
 *     io.github.mirror4j.http.MirrorSettingsBuilder#bodyMemory}
 * @param missedNotifications outcomes that a listener did not hear of, because it was slow; an
 *     outcome that two missed is counted twice
 * @param internalErrors errors inside the library, in a registry or in a decorator of copies'
 *     tasks, which cost a copy, its context or a routing but no primary; anything but 0 deserves a
 *     look into the log
 * @param undecided requests that were not mirrored because the patterns that rules try for one take
 *     more work than a request may ({@link io.github.mirror4j.select.Selection#undecided()})
 * @since 0.1.0
 */
public record MirrorStats(
    MirrorCounts total,
    List<MirrorCounts> mirrors,
    long alreadyMirrored,
    long bufferedBytes,
    long bufferedBytesLimit,
    long missedNotifications,
    long internalErrors,
    long undecided) {

  /** Copies the list. */
  public MirrorStats {
    mirrors = List.copyOf(mirrors);
  }

  /**
   * The counts of one mirror.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @return the counts; empty where there is no such mirror
   */
  public Optional<MirrorCounts> of(String rule, String mirror) {
    return mirrors.stream()
        .filter(counts -> counts.rule().equals(rule) && counts.mirror().equals(mirror))
        .findFirst();
  }

  /** The counts as text, one mirror a line. */
  @Override
  public String toString() {
    return mirrors.stream().map(MirrorCounts::toString).collect(Collectors.joining("\n"));
  }
}
