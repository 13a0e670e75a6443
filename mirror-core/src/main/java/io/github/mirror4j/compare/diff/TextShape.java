package io.github.mirror4j.compare.diff;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shape of texts and numbers: the pattern that they follow and a class of lengths. The
 * classes end below powers of two, so that a counter or a name may grow a little.
 */
final class TextShape {

  /** A URL's scheme and host are looked for in so many characters. */
  private static final int URL_LIMIT = 300;

  private TextShape() {}

  static Shape ofNumber(String text) {
    return isInteger(text) ? integer(text) : new Shape("decimal number");
  }

  static Shape of(String text) {
    if (text.isEmpty()) {
      return new Shape("empty text");
    }
    CharKinds kinds = CharKinds.of(text);
    Shape shape = kinds.startsLikeNumber() ? ofDigits(text, kinds) : null;
    return shape != null ? shape : ofOther(text, kinds);
  }

  private static @Nullable Shape ofDigits(String text, CharKinds kinds) {
    if (isInteger(text)) {
      return new Shape("text of digits: " + integer(text).text());
    }
    if (kinds.isDecimal(text)) {
      return new Shape("text of a decimal number");
    }
    return TimeShape.of(text);
  }

  private static Shape ofOther(String text, CharKinds kinds) {
    if (isUuid(text)) {
      return new Shape("UUID");
    }
    if (text.length() == 29 && text.charAt(3) == ',' && text.endsWith(" GMT")) {
      return new Shape("HTTP date");
    }
    String origin = origin(text);
    if (origin != null) {
      return new Shape("URL", "URL of " + origin.toLowerCase(Locale.ROOT));
    }
    if (text.startsWith("eyJ") && kinds.isToken(text)) {
      return new Shape("JSON Web Token");
    }
    String what =
        kinds.isHex(text) ? "hexadecimal number" : kinds.isBase64(text) ? "base64" : "text";
    return length(what, text.length());
  }

  static boolean isInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (!CharKinds.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.length() > start;
  }

  static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the scheme and the host of an absolute URL, null for another text. */
  private static @Nullable String origin(String text) {
    int colon = text.indexOf(':');
    if (colon < 2 || colon > 12 || !text.startsWith("://", colon)) {
      return null;
    }
    int end = colon + 3;
    int limit = Math.min(text.length(), URL_LIMIT);
    while (end < limit && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  /** Times since 1970 are known by their size: they lie between 2001 and 2096. */
  private static Shape integer(String text) {
    int digits = text.startsWith("-") ? text.length() - 1 : text.length();
    String unit = text.charAt(0) < '1' || text.charAt(0) > '3' ? "" : unit(digits);
    return unit.isEmpty()
        ? new Shape("integer of " + range(digits) + (digits == 1 ? " digit" : " digits"))
        : new Shape(unit + " since 1970");
  }

  private static String unit(int digits) {
    return switch (digits) {
      case 10 -> "seconds";
      case 13 -> "milliseconds";
      case 16 -> "microseconds";
      case 19 -> "nanoseconds";
      default -> "";
    };
  }

  private static Shape length(String what, int length) {
    return new Shape(what + " of " + range(length) + (length == 1 ? " character" : " characters"));
  }

  /** Returns the class of a length: 0, 1, 2 to 3, 4 to 7, 8 to 15, and so on. */
  static String range(int length) {
    long low = Integer.highestOneBit(length);
    return low <= 1 ? Integer.toString(length) : low + " to " + (2 * low - 1);
  }
}
