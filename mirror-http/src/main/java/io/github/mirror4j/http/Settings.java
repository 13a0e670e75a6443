package io.github.mirror4j.http;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.rule.CredentialHeaders;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The settings of a client, validated. */
record Settings(
    int maxConcurrentCopies,
    int maxConcurrentCopiesInTotal,
    long bodyLimit,
    long bodyMemory,
    Duration copyTimeout,
    long responseLimit,
    Duration responseBodyTimeout,
    BackOff.@Nullable Range backOff,
    Duration closeGrace,
    String copyHeader,
    boolean forwardedHost,
    CredentialHeaders credentialHeaders,
    boolean stripsTraceHeaders,
    @Nullable UnaryOperator<Runnable> copyTaskDecorator,
    List<MirrorListener> listeners,
    RandomGenerator random,
    LongSupplier nanoTime) {

  /** Returns the setting that caused this drop, with its value; for the log. */
  String describe(DropReason reason) {
    return switch (reason) {
      case PAUSED -> "resume()";
      case SWITCHED_OFF -> MirrorSwitch.PROPERTY;
      case CLOSED -> "close()";
      case LANE_FULL -> "maxConcurrentCopies " + maxConcurrentCopies;
      case TOTAL_FULL -> "maxConcurrentCopiesInTotal " + maxConcurrentCopiesInTotal;
      case STREAM_LIMIT -> "the mirror's HTTP/2 stream limit; maxConcurrentCopies";
      case BACKED_OFF -> "backOff" + (backOff == null ? "" : " " + backOff);
      case BODY_TOO_LARGE -> "bodyLimit " + bodyLimit + " bytes, or the mirror's own";
      case MEMORY_FULL -> "bodyMemory " + bodyMemory + " bytes";
      case BODY_INCOMPLETE -> "the primary's body";
      case NOT_REBUILDABLE ->
          "the class of the request or of its body publisher, or the rule's changes";
      case PRIMARY_REFUSED, PRIMARY_CANCELLED, PRIMARY_FAILED -> "the primary";
      case INTERNAL_ERROR -> "the library";
    };
  }
}
