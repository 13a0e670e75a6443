package io.github.mirror4j.text;

import java.util.Locale;

/** Constants of enums as people read and write them. */
public final class ConstantText {

  private ConstantText() {}

  /**
   * Returns a constant with hyphens.
   *
   * @param constant the constant
   * @return {@code same-service} for {@code SAME_SERVICE}
   */
  public static String hyphenated(Enum<?> constant) {
    return separated(constant, '-');
  }

  /**
   * Returns a constant as words.
   *
   * @param constant the constant
   * @return {@code same service} for {@code SAME_SERVICE}
   */
  public static String words(Enum<?> constant) {
    return separated(constant, ' ');
  }

  private static String separated(Enum<?> constant, char separator) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', separator);
  }
}
