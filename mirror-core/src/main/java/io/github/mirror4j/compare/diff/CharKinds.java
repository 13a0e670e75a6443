package io.github.mirror4j.compare.diff;

/**
 * Which kinds of characters a text consists of.
 *
 * @param bits one bit for each kind that occurs
 */
record CharKinds(int bits) {

  private static final int DIGIT = 1;
  private static final int LOWER_HEX = 2;
  private static final int UPPER_HEX = 4;
  private static final int LOWER = 8;
  private static final int UPPER = 16;
  private static final int SIGN = 32;
  private static final int BASE64 = 64;
  private static final int DOT = 128;
  private static final int OTHER = 256;

  private static final int LETTERS = LOWER_HEX | UPPER_HEX | LOWER | UPPER;

  static CharKinds of(String text) {
    int bits = 0;
    for (int i = 0; i < text.length() && bits < OTHER; i++) {
      bits |= kind(text.charAt(i));
    }
    return new CharKinds(bits | (isDigit(text.charAt(0)) || text.charAt(0) == '-' ? START : 0));
  }

  /** The text starts with a digit or a minus. Not a kind, so beyond them. */
  private static final int START = 1 << 16;

  private static int kind(char c) {
    if (isDigit(c)) {
      return DIGIT;
    }
    if (c >= 'a' && c <= 'z') {
      return c <= 'f' ? LOWER_HEX : LOWER;
    }
    if (c >= 'A' && c <= 'Z') {
      return c <= 'F' ? UPPER_HEX : UPPER;
    }
    return switch (c) {
      case '-', '+' -> SIGN;
      case '/', '_', '=' -> BASE64;
      case '.' -> DOT;
      default -> OTHER;
    };
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  boolean startsLikeNumber() {
    return (bits & START) != 0;
  }

  boolean isDecimal(String text) {
    return text.length() <= Numbers.DIGITS_LIMIT
        && isOnly(DIGIT | SIGN | DOT | LOWER_HEX | UPPER_HEX)
        && Numbers.parse(text) != null;
  }

  /** Lower or upper case, not both, and at least one digit: else many words are numbers. */
  boolean isHex(String text) {
    return text.length() >= 8
        && (bits & DIGIT) != 0
        && (isOnly(DIGIT | LOWER_HEX) || isOnly(DIGIT | UPPER_HEX));
  }

  boolean isBase64(String text) {
    return text.length() >= 16
        && isOnly(DIGIT | LETTERS | SIGN | BASE64)
        && (bits & DIGIT) != 0
        && (bits & (LOWER | LOWER_HEX)) != 0
        && (bits & (UPPER | UPPER_HEX)) != 0;
  }

  /** Returns whether the text is three parts of base64 that dots separate. */
  boolean isToken(String text) {
    return isOnly(DIGIT | LETTERS | SIGN | BASE64 | DOT)
        && text.chars().filter(c -> c == '.').count() == 2;
  }

  private boolean isOnly(int kinds) {
    return (bits & ~kinds & ~START) == 0;
  }
}
