package io.github.mirror4j.compare.diff;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Compares numbers by their value, exactly: no number is rounded to a double.
 *
 * <p>A number is never expanded. {@code 1e999999999} takes as little room as {@code 1}, for {@link
 * BigDecimal#compareTo} compares magnitudes first.
 */
final class Numbers {

  /** Longer numbers are equal only if their texts are. */
  static final int DIGITS_LIMIT = 1_000;

  private Numbers() {}

  static boolean isSame(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    BigDecimal left = parse(a);
    BigDecimal right = parse(b);
    return left != null && right != null && left.compareTo(right) == 0;
  }

  /** Returns the number, null if it is none or has too many digits. */
  static @Nullable BigDecimal parse(String text) {
    if (text.length() > DIGITS_LIMIT) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null; // also where the exponent is beyond an int
    }
  }

  /** Returns a hash that is the same for every way to write a number. */
  static long hash(String text) {
    if (isPlain(text)) {
      return Hashes.of(Node.Type.NUMBER, text);
    }
    BigDecimal number = parse(text);
    if (number == null) {
      return Hashes.of(Node.Type.NUMBER, text);
    }
    if (number.signum() == 0) {
      return Hashes.of(Node.Type.NUMBER, "0");
    }
    BigDecimal stripped = strip(number);
    long digits = Hashes.of(Node.Type.NUMBER, stripped.unscaledValue().toString());
    return stripped.scale() == 0 ? digits : Hashes.mix(digits + stripped.scale());
  }

  /** The scale of a number such as {@code 10e2147483647} cannot become smaller still. */
  private static BigDecimal strip(BigDecimal number) {
    try {
      return number.stripTrailingZeros();
    } catch (ArithmeticException e) {
      return number;
    }
  }

  /** Returns whether the text is what stripping zeros would leave of the number. */
  private static boolean isPlain(String text) {
    return TextShape.isInteger(text)
        && (text.equals("0") || text.charAt(text.length() - 1) != '0')
        && !text.startsWith("-0");
  }
}
