package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Mixture;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The margins of a comparison's checks, with their bets, and how its level is shared out. */
final class Limits {

  /** By how much more often the candidate may be slow, unless the settings say so. */
  static final double SLOWER_MARGIN = 0.01;

  /** Errors, content, persistent differences and latency may each raise a quarter of the alarms. */
  private static final double SHARE_OF_CHECK = 0.25;

  /** If no limit was set, responses below this time are fast enough. */
  private static final Duration MIN_THRESHOLD = Duration.ofMillis(32);

  private final double level;
  private final boolean hasBaseline;
  private final boolean isEdited;
  private final boolean hasOwnThresholds;
  private final boolean slowerRaisesAlarm;
  private final Limit latency;
  private final Map<Check, Limit> limits = new EnumMap<>(Check.class);

  /**
   * The limit of a check.
   *
   * @param margin by how much more often the candidate may be worse
   * @param above bets that it is worse more often
   * @param below bets that it is worse less often
   */
  record Limit(double margin, Mixture above, Mixture below) {

    static Limit of(double margin) {
      return new Limit(margin, Mixture.above(margin), Mixture.below(margin));
    }

    boolean exceededBy(Counts counts, double level) {
      return counts.log(above) >= -Math.log(level);
    }

    boolean keptBy(Counts counts, double level) {
      return counts.n() > 0 && counts.log(below) >= -Math.log(level);
    }
  }

  Limits(Comparison settings) {
    level = settings.level();
    hasBaseline = settings.baseline().isPresent();
    isEdited = settings.isOfEditedCopies();
    hasOwnThresholds = !settings.slowerThan().isEmpty();
    slowerRaisesAlarm =
        settings.margin(Check.SLOWER).isPresent()
            && settings.baseline().flatMap(Comparison.Baseline::target).isPresent();
    latency = Limit.of(settings.margin(Check.SLOWER).orElse(SLOWER_MARGIN));
    for (Check check : Check.values()) {
      settings.margin(check).ifPresent(margin -> limits.put(check, Limit.of(margin)));
    }
  }

  double level() {
    return level;
  }

  boolean hasBaseline() {
    return hasBaseline;
  }

  Limit of(Check check) {
    return limits.getOrDefault(check, latency);
  }

  /** Whether a check can prove that the candidate is not safe, with the baseline that there is. */
  boolean raisesAlarm(Check check) {
    return switch (check) {
      case CONTENT, PERSISTENT -> hasBaseline && !isEdited;
      case ERRORS -> true;
      case SLOWER -> hasBaseline && slowerRaisesAlarm;
    };
  }

  /**
   * The level of a check's alarm: the shares of all alarms of a mirror add up to its level.
   *
   * @param rank the rank of the scope: 1 for the sum of all endpoints, then by first appearance
   */
  double alarmLevel(int rank) {
    return level * SHARE_OF_CHECK * weight(rank);
  }

  /** Weights that add up to 1, however many ranks there are. */
  static double weight(int rank) {
    return 1.0 / (rank * (rank + 1.0));
  }

  /**
   * Returns whether more responses over this threshold withhold SAFE although nobody asked for a
   * limit. Below 32 ms new connections, pauses and the warm caches of a version that has just
   * responded decide, unless the user named the threshold.
   */
  boolean matters(Duration threshold) {
    return hasOwnThresholds || threshold.compareTo(MIN_THRESHOLD) >= 0;
  }
}
