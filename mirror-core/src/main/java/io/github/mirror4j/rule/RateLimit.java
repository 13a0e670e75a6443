package io.github.mirror4j.rule;

import java.math.BigDecimal;

/**
 * How many copies a mirror gets in a second. Each process has its own limit for each mirror.
 *
 * <p>A token bucket: it fills evenly, each copy that is sent takes one token, and copies for which
 * there is no token are dropped. Immutable and thread-safe.
 *
 * @param perSecond copies a second, on average; 0.001 to 1,000,000
 * @param burst copies that may be sent at once after a quiet time; 1 to 1,000,000
 * @since 0.1.0
 */
public record RateLimit(double perSecond, int burst) {

  static final double MIN = 0.001;
  static final int MAX = 1_000_000;

  /**
   * Returns the limit with the default burst: the copies of one second, at least 1.
   *
   * @param perSecond copies a second
   * @return the limit
   */
  public static RateLimit of(double perSecond) {
    return new RateLimit(perSecond, (int) Math.max(1, Math.ceil(perSecond)));
  }

  /** Returns the limit as text, such as {@code at most 50 a second}. */
  @Override
  public String toString() {
    String text = "at most " + number(perSecond) + " a second";
    return burst == of(perSecond).burst() ? text : text + " in bursts of " + burst;
  }

  /** Returns the number without an exponent, and without a fraction that says nothing. */
  static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
