package io.github.mirror4j.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations and moments as people read them. */
public final class TimeText {

  private static final int UP_TO = 2;

  private TimeText() {}

  /**
   * Returns a duration in the largest unit of which there are at least two, and what is left of it
   * in the next one. Seconds have milliseconds as decimals; nothing else is smaller.
   *
   * @param time the duration
   * @return the text, such as {@code 64 ms}, {@code 2.5 s}, {@code 3 h}, {@code 2 h 30 min} or
   *     {@code 12 days 1 h}
   */
  public static String of(Duration time) {
    if (time.toSeconds() < UP_TO) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutes() < UP_TO) {
      return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
    if (time.toHours() < UP_TO) {
      return both(time.toMinutes() + " min", time.toSecondsPart(), " s");
    }
    return time.toDays() < UP_TO
        ? both(time.toHours() + " h", time.toMinutesPart(), " min")
        : both(time.toDays() + " days", time.toHoursPart(), " h");
  }

  private static String both(String large, int small, String unit) {
    return small == 0 ? large : large + " " + small + unit;
  }

  /**
   * Returns about how long a duration is: its largest unit of which there are at least two.
   *
   * @param time the duration
   * @return the text, such as {@code 3 h} for three hours and a half
   */
  public static String about(Duration time) {
    if (time.toMinutes() < UP_TO) {
      return time.toSeconds() + " s";
    }
    if (time.toHours() < UP_TO) {
      return time.toMinutes() + " min";
    }
    return time.toDays() < UP_TO ? time.toHours() + " h" : time.toDays() + " days";
  }

  /**
   * Returns a moment, to the second.
   *
   * @param moment the moment
   * @return the text, such as {@code 2026-11-27 10:00:00 UTC}
   */
  public static String of(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }
}
