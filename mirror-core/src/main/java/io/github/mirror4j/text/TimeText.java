package io.github.mirror4j.text;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations and moments as people read them. */
public final class TimeText {

  private static final int UP_TO = 2;

  private TimeText() {}

  /**
   * Returns a duration in the largest unit of which there are at least two.
   *
   * @param time the duration
   * @return the text, such as {@code 64 ms}, {@code 3 h} or {@code 12 days}
   */
  public static String of(Duration time) {
    if (time.toSeconds() < UP_TO) {
      return time.toMillis() + " ms";
    }
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
