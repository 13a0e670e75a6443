package io.github.mirror4j.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the pairs that were selected to be compared. {@code selected} equals the sum of
 * {@code compared}, {@code pending} and all of {@code lost}.
 *
 * @param selected pairs selected
 * @param compared pairs compared
 * @param pending pairs that are not complete yet
 * @param lost pairs that could not be compared, by reason; reasons without pairs are absent
 * @since 0.1.0
 */
public record PairCounts(long selected, long compared, long pending, Map<LossReason, Long> lost) {

  /** Copies the map, in the order of the reasons. */
  public PairCounts {
    Map<LossReason, Long> ordered = new EnumMap<>(LossReason.class);
    ordered.putAll(lost);
    lost = Collections.unmodifiableMap(ordered);
  }

  /**
   * Returns the number of pairs lost, for whatever reason.
   *
   * @return the sum of {@code lost}
   */
  public long allLost() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the share of the pairs that ended which were compared. Left out are those lost for a
   * reason that does not {@linkplain LossReason#lowersCoverage lower the coverage}.
   *
   * @return a fraction from 0 to 1; 0 if no pair ended
   */
  public double coverage() {
    long ended =
        compared
            + lost.entrySet().stream()
                .filter(loss -> loss.getKey().lowersCoverage())
                .mapToLong(Map.Entry::getValue)
                .sum();
    return ended == 0 ? 0 : (double) compared / ended;
  }
}
