package io.github.mirror4j.http.stats;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.MirrorId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A snapshot of the counts of all copies.
 *
 * <p>A snapshot taken while copies change state may miss the latest changes; otherwise its counts
 * agree exactly. Immutable and thread-safe.
 *
 * @param total all copies since the engine was built, including those of rules that were replaced
 *     since
 * @param mirrors the counts of each mirror: those in force first, then up to 100 of rules that were
 *     replaced
 * @param alreadyMirrored requests that were not mirrored, although rules selected them, because
 *     they were copies themselves
 * @param bufferedBytes the memory that bodies and large heads of copies currently use, in bytes
 * @param bufferedBytesLimit the maximum of that memory, {@link
 *     io.github.mirror4j.http.MirrorSettingsBuilder#bodyMemory}
 * @param missedNotifications outcomes that a listener missed because it was too slow; an outcome
 *     that two listeners missed is counted twice
 * @param internalErrors errors inside the library, in a registry or in a decorator of copies'
 *     tasks. They can affect a copy, its context or the routing, but never fail a primary. If this
 *     is not 0, check the log
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
   * Returns the counts of one mirror.
   *
   * @param id the mirror's id
   * @return the counts, or empty if there is no such mirror
   */
  public Optional<MirrorCounts> of(MirrorId id) {
    requireNonNull(id, "id");
    return mirrors.stream().filter(counts -> counts.id().equals(id)).findFirst();
  }

  /** Returns the counts as text, one line for each mirror. */
  @Override
  public String toString() {
    return mirrors.stream().map(MirrorCounts::toString).collect(Collectors.joining("\n"));
  }
}
