package io.github.mirror4j.compare.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
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

  /** So many digits fit into a long. */
  private static final int LONG_DIGITS = 18;

  private Numbers() {}

  static boolean isSame(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    BigDecimal left = parse(a);
    BigDecimal right = parse(b);
    return left != null && right != null && left.compareTo(right) == 0;
  }

  /** Returns a text that is the same for every way to write a number. */
  static String uniform(String text) {
    BigDecimal number = parse(text);
    if (number == null) {
      return text;
    }
    BigDecimal stripped = strip(number);
    return stripped.signum() == 0 ? "0" : stripped.unscaledValue() + "e" + -(long) stripped.scale();
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

  static long hash(String text) {
    return hash(text.toCharArray(), 0, text.length());
  }

  /** Returns a hash that is the same for every way to write a number. */
  static long hash(char[] chars, int offset, int length) {
    return length <= LONG_DIGITS && isPlain(chars, offset, length)
        ? hashOfPlain(chars, offset, length)
        : hashOfAny(new String(chars, offset, length));
  }

  private static boolean isPlain(char[] chars, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (chars[i] == 'e' || chars[i] == 'E') {
        return false;
      }
    }
    return true;
  }

  private static long hashOfPlain(char[] chars, int offset, int length) {
    long digits = 0;
    int scale = 0;
    boolean fraction = false;
    for (int i = offset; i < offset + length; i++) {
      if (chars[i] == '.') {
        fraction = true;
      } else if (chars[i] != '-') {
        digits = digits * 10 + (chars[i] - '0');
        scale += fraction ? 1 : 0;
      }
    }
    if (digits == 0) {
      return hash(0, 0);
    }
    while (digits % 10 == 0) {
      digits /= 10;
      scale--;
    }
    return hash(chars[offset] == '-' ? -digits : digits, scale);
  }

  private static long hashOfAny(String text) {
    BigDecimal number = parse(text);
    if (number == null) {
      return Hashes.of(ValueType.NUMBER, text);
    }
    if (number.signum() == 0) {
      return hash(0, 0);
    }
    BigDecimal stripped = strip(number);
    BigInteger digits = stripped.unscaledValue();
    return digits.bitLength() < Long.SIZE
        ? hash(digits.longValue(), stripped.scale())
        : hash(Hashes.of(ValueType.NUMBER, digits.toString()), stripped.scale());
  }

  private static long hash(long digits, int scale) {
    return Hashes.mix(Hashes.mix(digits + ValueType.NUMBER.seed()) + scale);
  }

  /** The scale of a number such as {@code 10e2147483647} cannot become smaller still. */
  private static BigDecimal strip(BigDecimal number) {
    try {
      return number.stripTrailingZeros();
    } catch (ArithmeticException e) {
      return number;
    }
  }
}
