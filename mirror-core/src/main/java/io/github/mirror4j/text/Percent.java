package io.github.mirror4j.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Fractions and numbers as people read them. */
public final class Percent {

  private static final int TWO_DIGITS_UP_TO = 10;
  private static final int MAX_DIGITS = 6;

  private Percent() {}

  /**
   * Returns a fraction in percent.
   *
   * @param fraction the fraction
   * @return two digits that mean something, or three from 10 % on, such as {@code 0.31 %}
   */
  public static String of(double fraction) {
    double percent = 100 * fraction;
    return rounded(percent, digits(percent));
  }

  /**
   * Returns a fraction in percent, with as many digits as it takes to tell it from a limit.
   *
   * @param fraction the fraction
   * @param limit the limit, which is given with {@link #of}
   * @return the text, such as {@code 1.004 %} beside a limit of {@code 1 %}
   */
  public static String beside(double fraction, double limit) {
    double percent = 100 * fraction;
    String other = of(limit);
    int digits = digits(percent);
    while (digits < MAX_DIGITS && rounded(percent, digits).equals(other)) {
      digits++;
    }
    return rounded(percent, digits);
  }

  /**
   * Returns a percentage as a fraction.
   *
   * @param percent the percentage
   * @return the fraction that is nearest to the percentage as it is written: 0.0057 for 0.57
   */
  public static double toFraction(double percent) {
    return BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
  }

  /**
   * Returns the percentage of which {@link #toFraction} makes this fraction.
   *
   * @param fraction the fraction of a percentage
   * @return the percentage
   */
  public static double ofFraction(double fraction) {
    double near = BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
    for (double percent : new double[] {Math.nextDown(near), Math.nextUp(near)}) {
      if (toFraction(near) != fraction && toFraction(percent) == fraction) {
        return percent;
      }
    }
    return near;
  }

  private static int digits(double percent) {
    return Math.abs(percent) >= TWO_DIGITS_UP_TO ? 3 : 2;
  }

  private static String rounded(double percent, int digits) {
    if (percent == 0) {
      return "0 %";
    }
    return BigDecimal.valueOf(percent)
            .round(new MathContext(digits, RoundingMode.HALF_UP))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /**
   * Returns the order of magnitude of a number.
   *
   * @param number the number
   * @return its first two digits, such as {@code 4,200}
   */
  public static String about(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(2, RoundingMode.UP));
    BigDecimal whole = rounded.setScale(0, RoundingMode.UP);
    return String.format(Locale.ROOT, "%,d", whole.toBigInteger());
  }

  /**
   * Returns a whole number with separated thousands.
   *
   * @param number the number
   * @return the text, such as {@code 12,345}
   */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * Returns a number of things.
   *
   * @param number the number
   * @param one what follows the number 1
   * @param many what follows other numbers
   * @return the text, such as {@code 1 file} or {@code 12,345 files}
   */
  public static String count(long number, String one, String many) {
    return count(number) + ' ' + (number == 1 ? one : many);
  }
}
