package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.stats.DropReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What keeps copies few and small: beyond these limits they are dropped.
 *
 * @param inFlight how many copies are in flight at once
 * @param bodies how large bodies are
 * @param waiting how copies wait for the end of their primaries
 * @param recovery how long a failing mirror is left alone, and how it starts again
 */
@SuppressWarnings("doclint:missing") // for this module only
public record Limits(InFlight inFlight, Bodies bodies, Waiting waiting, Recovery recovery) {

  /**
   * How many copies are in flight at once.
   *
   * @param maxConcurrentCopies of one mirror
   * @param maxConcurrentCopiesInTotal of all mirrors
   */
  public record InFlight(int maxConcurrentCopies, int maxConcurrentCopiesInTotal) {}

  /**
   * How large bodies are, in bytes.
   *
   * @param bodyLimit one body, unless the mirror has its own limit
   * @param bodyMemory all bodies
   */
  public record Bodies(long bodyLimit, long bodyMemory) {}

  /**
   * How copies wait for the end of their primaries.
   *
   * @param maxWaitingCopies how many wait at once
   * @param maxWaitingTime how long each waits
   */
  public record Waiting(int maxWaitingCopies, Duration maxWaitingTime) {}

  /**
   * What happens to copies of a mirror that fails.
   *
   * @param backOff how long it is left alone; null for never
   * @param slowStart how long it gets only part of its copies when it has recovered
   */
  public record Recovery(@Nullable BackOffRange backOff, Duration slowStart) {}

  /** Returns the setting that caused this drop, with its value; for the log. */
  public String describe(DropReason reason) {
    return switch (reason) {
      case PAUSED -> "resume()";
      case SWITCHED_OFF -> SwitchProperty.NAME;
      case CLOSED -> "close()";
      case LANE_FULL -> "maxConcurrentCopies " + inFlight.maxConcurrentCopies();
      case TOTAL_FULL -> "maxConcurrentCopiesInTotal " + inFlight.maxConcurrentCopiesInTotal();
      case WAITING_FULL -> "maxWaitingCopies " + waiting.maxWaitingCopies();
      case PRIMARY_UNFINISHED -> "maxWaitingTime " + waiting.maxWaitingTime();
      case STREAM_LIMIT -> "the mirror's HTTP/2 stream limit; maxConcurrentCopies";
      case BACKED_OFF -> "backOff" + (recovery.backOff() == null ? "" : " " + recovery.backOff());
      case RATE_LIMITED -> "maxPerSecond of the mirror";
      case SLOW_START -> "slowStart " + recovery.slowStart();
      case BODY_TOO_LARGE -> "bodyLimit " + bodies.bodyLimit() + " bytes, or the mirror's own";
      case MEMORY_FULL -> "bodyMemory " + bodies.bodyMemory() + " bytes";
      case BODY_INCOMPLETE -> "the primary's body";
      case NOT_REBUILDABLE ->
          "the class of the request or of its body publisher, or the rule's changes";
      case NOT_COMPARED -> "the copy that is compared";
      case PRIMARY_REFUSED, PRIMARY_CANCELLED, PRIMARY_FAILED -> "the primary";
      case INTERNAL_ERROR -> "the library";
    };
  }
}
