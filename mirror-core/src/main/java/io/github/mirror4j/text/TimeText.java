package io.github.mirror4j.text;

import java.time.Duration;

/** Durations as people read them. */
public final class TimeText {

  private static final int UP_TO = 2;

  private TimeText() {}

  /**
   * Returns a duration in the largest unit of which there are at least two.
   *
   * @param time the duration
   * @return the text, such as {@code 64 ms} or {@code 3 h}
   */
  public static String of(Duration time) {
    if (time.toSeconds() < UP_TO) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutes() < UP_TO) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < UP_TO ? time.toMinutes() + " min" : time.toHours() + " h";
  }
}
