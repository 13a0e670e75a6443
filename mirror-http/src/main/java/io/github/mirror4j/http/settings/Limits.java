package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.stats.DropReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What keeps copies few and small: beyond these limits they are dropped.
 *
 * @param maxConcurrentCopies copies of one mirror at once
 * @param maxConcurrentCopiesInTotal copies of all mirrors at once
 * @param bodyLimit the size of a body in bytes, unless the mirror has its own limit
 * @param bodyMemory the memory of all bodies in bytes
 * @param backOff how long a failing mirror is left alone; null for never
 * @param maxWaitingCopies copies that wait for the end of their primaries
 * @param maxWaitingTime how long they wait
 * @param slowStart how long it gets only part of its copies when it has recovered
 */
@SuppressWarnings("doclint:missing") // for this module only
public record Limits(
    int maxConcurrentCopies,
    int maxConcurrentCopiesInTotal,
    long bodyLimit,
    long bodyMemory,
    int maxWaitingCopies,
    Duration maxWaitingTime,
    @Nullable BackOffRange backOff,
    Duration slowStart) {

  /** Returns the setting that caused this drop, with its value; for the log. */
  public String describe(DropReason reason) {
    return switch (reason) {
      case PAUSED -> "resume()";
      case SWITCHED_OFF -> SwitchProperty.NAME;
      case CLOSED -> "close()";
      case LANE_FULL -> "maxConcurrentCopies " + maxConcurrentCopies;
      case TOTAL_FULL -> "maxConcurrentCopiesInTotal " + maxConcurrentCopiesInTotal;
      case WAITING_FULL -> "maxWaitingCopies " + maxWaitingCopies;
      case PRIMARY_UNFINISHED -> "maxWaitingTime " + maxWaitingTime;
      case STREAM_LIMIT -> "the mirror's HTTP/2 stream limit; maxConcurrentCopies";
      case BACKED_OFF -> "backOff" + (backOff == null ? "" : " " + backOff);
      case RATE_LIMITED -> "maxPerSecond of the mirror";
      case SLOW_START -> "slowStart " + slowStart;
      case BODY_TOO_LARGE -> "bodyLimit " + bodyLimit + " bytes, or the mirror's own";
      case MEMORY_FULL -> "bodyMemory " + bodyMemory + " bytes";
      case BODY_INCOMPLETE -> "the primary's body";
      case NOT_REBUILDABLE ->
          "the class of the request or of its body publisher, or the rule's changes";
      case NOT_COMPARED -> "the copy that is compared";
      case PRIMARY_REFUSED, PRIMARY_CANCELLED, PRIMARY_FAILED -> "the primary";
      case INTERNAL_ERROR -> "the library";
    };
  }
}
