package io.github.mirror4j.rule.syntax;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The share of the requests that a mirror gets, exact in decimal and then truncated to whole
 * millionths, as Istio does ({@code value * 10000 / MILLION}).
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record Share(int millionths, String text, @Nullable String expected) {

  public static final int WHOLE = 1_000_000;
  public static final Share ALL = new Share(WHOLE, "100", null);

  public static Share ofPercent(double percent) {
    String text = Double.toString(percent);
    if (!(percent >= 0 && percent <= 100)) {
      return new Share(0, text, "0 to 100");
    }
    BigDecimal exact = BigDecimal.valueOf(percent);
    int millionths = exact.movePointRight(4).intValue();
    boolean lost = millionths == 0 && percent > 0;
    text = lost ? text : exact.stripTrailingZeros().toPlainString();
    return new Share(millionths, text, lost ? "0, or 0.0001 (one in a million) to 100" : null);
  }

  public static Share ofFraction(int numerator, int denominator) {
    String text = numerator + "/" + denominator;
    if (numerator < 0 || denominator < 1 || numerator > denominator) {
      return new Share(0, text, "0 <= numerator <= denominator, denominator >= 1");
    }
    int millionths = (int) ((long) numerator * WHOLE / denominator);
    boolean lost = millionths == 0 && numerator > 0;
    return new Share(millionths, text, lost ? "0, or at least one in a million" : null);
  }

  /** Returns the share as a percentage, such as {@code 12.5 %}. */
  public static String percent(int millionths) {
    return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString() + " %";
  }

  /** Returns the share as it was written, such as {@code 12.5 %} or {@code 1/8}. */
  @Override
  public String toString() {
    return text.contains("/") ? text : text + " %";
  }
}
