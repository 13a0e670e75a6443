package io.github.mirror4j.compare.diff;

import org.jspecify.annotations.Nullable;

/** Finds the shape of dates and times as ISO 8601 writes them. */
final class TimeShape {

  private static final int MINUTES = 16;

  private TimeShape() {}

  /** Returns the shape, null if the text is neither a date nor a time. */
  static @Nullable Shape of(String text) {
    if (!follows(text, 0, "0000-00-00")) {
      return null;
    }
    if (text.length() == 10) {
      return new Shape("date");
    }
    boolean time = follows(text, 10, "T00:00") || follows(text, 10, " 00:00");
    return time ? time(text) : null;
  }

  private static @Nullable Shape time(String text) {
    int end = MINUTES;
    String precision = "minutes";
    if (follows(text, end, ":00")) {
      end += 3;
      precision = "seconds";
      int fraction = fraction(text, end);
      if (fraction > 0) {
        end += 1 + fraction;
        precision = fraction <= 3 ? "milliseconds" : fraction <= 6 ? "microseconds" : "nanoseconds";
      }
    }
    String zone = zone(text, end);
    if (zone == null) {
      return null;
    }
    String separator = text.charAt(10) == 'T' ? "" : ", a blank before the time";
    return new Shape("time in " + precision + ", " + zone + separator);
  }

  /** Returns the number of digits after a decimal sign, 0 if there is none. */
  private static int fraction(String text, int start) {
    if (start >= text.length() || (text.charAt(start) != '.' && text.charAt(start) != ',')) {
      return 0;
    }
    int end = start + 1;
    while (end < text.length() && CharKinds.isDigit(text.charAt(end))) {
      end++;
    }
    return end - start - 1;
  }

  private static @Nullable String zone(String text, int start) {
    String zone = text.substring(start);
    return switch (zone) {
      case "" -> "no zone";
      case "Z", "z" -> "UTC";
      default -> isOffset(zone) ? "with an offset" : null;
    };
  }

  private static boolean isOffset(String zone) {
    String digits = zone.substring(1);
    return (zone.charAt(0) == '+' || zone.charAt(0) == '-')
        && (isAll(digits, "00") || isAll(digits, "0000") || isAll(digits, "00:00"));
  }

  private static boolean isAll(String text, String pattern) {
    return text.length() == pattern.length() && follows(text, 0, pattern);
  }

  /** Returns whether the text has a digit for each 0 of the pattern, and its other characters. */
  private static boolean follows(String text, int start, String pattern) {
    if (text.length() < start + pattern.length()) {
      return false;
    }
    for (int i = 0; i < pattern.length(); i++) {
      char c = text.charAt(start + i);
      char expected = pattern.charAt(i);
      if (expected == '0' ? !CharKinds.isDigit(c) : c != expected) {
        return false;
      }
    }
    return true;
  }
}
