package io.github.mirror4j.compare.diff;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the responses to a request were made. A time within the window is taken as a reading of the
 * clock: it tells when the response was made, and no two responses are made at the same instant.
 * The old version gets the request and its copy at nearly the same moment, the new version a little
 * later, so coarse readings would differ more often for the new version even if it does the same.
 *
 * @param from the start, in milliseconds since 1970
 * @param to the end
 */
public record TimeWindow(long from, long to) {

  /** No time is within it. */
  public static final TimeWindow NONE = new TimeWindow(Long.MAX_VALUE, Long.MIN_VALUE);

  /** How far the clocks of services may be apart from this one. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  /** Offsets of time zones are multiples of it. */
  private static final long OFFSET_STEP = Duration.ofMinutes(15).toMillis();

  private static final long OFFSET_LIMIT = Duration.ofHours(18).toMillis();

  /**
   * Returns the window of responses that came just now.
   *
   * @param now the time
   * @param nanos how long the slowest exchange took
   * @return the window, with {@code 5 s} at both ends for clocks that are not quite right
   */
  public static TimeWindow before(Instant now, long nanos) {
    return new TimeWindow(
        now.minusNanos(nanos).minus(CLOCK_SKEW).toEpochMilli(),
        now.plus(CLOCK_SKEW).toEpochMilli());
  }

  boolean isNone() {
    return from > to;
  }

  /**
   * Returns what two readings of the clock have in common, null for a value that is none.
   *
   * @param time the time that the value holds, null if it holds none
   */
  @Nullable String reading(@Nullable TimeText time) {
    if (time == null || isNone()) {
      return null;
    }
    if (time.hasZone()) {
      return holds(time.millis(), time) ? time.form() : null;
    }
    long ahead = time.millis() - from - (to - from) / 2;
    if (Math.abs(ahead) > OFFSET_LIMIT) {
      return null;
    }
    long offset = Math.round((double) ahead / OFFSET_STEP);
    return holds(time.millis() - offset * OFFSET_STEP, time) ? time.form() + ' ' + offset : null;
  }

  private boolean holds(long millis, TimeText time) {
    return millis + time.precision() > from && millis <= to;
  }
}
