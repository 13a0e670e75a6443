package io.github.mirror4j.http.compare;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.text.Percent;
import java.math.BigDecimal;

/**
 * How much a comparison may ask of the old version beside its primaries.
 *
 * @param perSecond requests in a second, over all engines of the process
 * @param share requests for each primary to the service: 0.1 is one for every ten; at most 10
 */
public record BaselineLimits(double perSecond, double share) {

  /** Five requests a second, and one for every ten primaries. */
  public static final BaselineLimits DEFAULT = new BaselineLimits(5, 0.1);

  /** Returns the limits that a baseline has, with the settings behind them, for the log. */
  String describe(Comparison.Baseline baseline) {
    String rate =
        "at most "
            + BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString()
            + " baselines and confirmations a second (maxBaselinesPerSecond)";
    return baseline.target().isPresent()
        ? rate
        : rate + " and " + Percent.of(share) + " of the mirrored primaries (maxBaselineShare)";
  }
}
