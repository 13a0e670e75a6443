package io.github.mirror4j.compare.diff;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as a body writes it: in ISO 8601, as an HTTP date, or as the time since 1970.
 *
 * @param form how it is written; two times of the same form differ in their digits alone
 * @param millis milliseconds since 1970; where no zone is written, as if it were UTC
 * @param precision how many milliseconds are written alike
 * @param hasZone whether it is known which instant it is
 */
record TimeText(String form, long millis, long precision, boolean hasZone) {

  private static final int SHORTEST = 10;
  private static final int LONGEST = 40;
  private static final int HTTP_DATE = 29;
  private static final int ISO_ZONE = 16;
  private static final int ISO_SECONDS = 19;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** Returns whether a text may be a time, as far as its length and its start tell. */
  static boolean isPossible(char[] chars, int offset, int length) {
    return hasLength(length) && startsLikeTime(chars[offset], chars[offset + 3], length);
  }

  private static boolean hasLength(int length) {
    return length >= SHORTEST && length <= LONGEST;
  }

  private static boolean startsLikeTime(char first, char fourth, int length) {
    return (first >= '1' && first <= '3') || (length == HTTP_DATE && fourth == ',');
  }

  /** Returns the time that a scalar holds, null if it holds none. */
  static @Nullable TimeText of(Node.Scalar scalar) {
    String text = scalar.text();
    int length = text.length();
    if (!hasLength(length) || !startsLikeTime(text.charAt(0), text.charAt(3), length)) {
      return null;
    }
    String form = scalar.shape().comparedAs();
    try {
      return switch (scalar.type()) {
        case STRING -> ofText(form, text);
        case NUMBER -> ofNumber(form, text);
        default -> null;
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable TimeText ofText(String form, String text) {
    if (text.charAt(3) == ',') {
      ZonedDateTime time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return new TimeText(form, time.toInstant().toEpochMilli(), SECOND, true);
    }
    return TimeShape.of(text) == null ? ofNumber(form, text) : ofIso(form, text);
  }

  private static @Nullable TimeText ofIso(String form, String text) {
    if (text.length() == SHORTEST) {
      return null; // a date
    }
    int end = ISO_ZONE;
    while (end < text.length() && "Zz+-".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String zone = text.substring(end);
    String time = text.substring(0, end).replace(' ', 'T').replace(',', '.');
    ZoneOffset offset =
        zone.isEmpty() || zone.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
    long millis = LocalDateTime.parse(time).toInstant(offset).toEpochMilli();
    long precision = end == ISO_ZONE ? MINUTE : end == ISO_SECONDS ? SECOND : 1;
    return new TimeText(form + zone, millis, precision, !zone.isEmpty());
  }

  /** The number of digits tells the unit, from 2001 to 2096; see {@link TextShape}. */
  private static @Nullable TimeText ofNumber(String form, String text) {
    int point = text.indexOf('.');
    String digits = point < 0 ? text : text.substring(0, point);
    if (!TextShape.isInteger(digits)) {
      return null;
    }
    if (point >= 0) {
      String fraction = (text.substring(point + 1) + "000").substring(0, 3);
      boolean isTime = digits.length() == SHORTEST && TextShape.isInteger(fraction);
      return isTime ? new TimeText(form, Long.parseLong(digits + fraction), 1, true) : null;
    }
    return switch (digits.length()) {
      case 10 -> new TimeText(form, Long.parseLong(digits) * SECOND, SECOND, true);
      case 13 -> new TimeText(form, Long.parseLong(digits), 1, true);
      case 16 -> new TimeText(form, Long.parseLong(digits) / 1_000, 1, true);
      case 19 -> new TimeText(form, Long.parseLong(digits) / 1_000_000, 1, true);
      default -> null;
    };
  }
}
