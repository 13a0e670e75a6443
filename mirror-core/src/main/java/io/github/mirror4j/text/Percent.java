package io.github.mirror4j.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Fractions and numbers as people read them. */
public final class Percent {

  private static final int TWO_DIGITS_UP_TO = 10;

  private Percent() {}

  /**
   * Returns a fraction in percent.
   *
   * @param fraction the fraction
   * @return two digits that mean something, or three from 10 % on, such as {@code 0.31 %}
   */
  public static String of(double fraction) {
    double percent = 100 * fraction;
    if (percent == 0) {
      return "0 %";
    }
    int digits = Math.abs(percent) >= TWO_DIGITS_UP_TO ? 3 : 2;
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
}
