package io.github.mirror4j.examples.bench.load;

import java.util.Arrays;
import java.util.Locale;

/**
 * Where the middle half of some values lies.
 *
 * @param median half of the values are below; NaN if there are none
 * @param low a quarter of the values are below
 * @param high three quarters of the values are below
 * @param count how many values there are
 */
record Spread(double median, double low, double high, int count) {

  static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN, 0);

  static Spread of(double... values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return NONE;
    }
    return new Spread(
        quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75), sorted.length);
  }

  boolean isKnown() {
    return count > 0;
  }

  /** Whether a limit lies within the middle half, so that noise may have decided. */
  boolean straddles(double limit) {
    return low <= limit && limit <= high;
  }

  @Override
  public String toString() {
    return isKnown() ? "%s [%s-%s]".formatted(number(median), number(low), number(high)) : "-";
  }

  /** Two decimals, fewer for numbers so large that they would say nothing. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Between the two values next to it, as far as it lies between them. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
