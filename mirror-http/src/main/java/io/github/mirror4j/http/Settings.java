package io.github.mirror4j.http;

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
    long answerLimit,
    Duration responseBodyTimeout,
    BackOff.@Nullable Range backOff,
    Duration closeGrace,
    String markHeader,
    boolean forwardedHost,
    CredentialHeaders credentialHeaders,
    boolean stripsTraceHeaders,
    @Nullable UnaryOperator<Runnable> copyTaskDecorator,
    List<MirrorListener> listeners,
    RandomGenerator random,
    LongSupplier nanoTime) {

  /** The value of the setting that caused this drop, for the log. */
  String describe(DropReason reason) {
    String name = reason.setting();
    return switch (reason) {
      case LANE_FULL -> name + " " + maxConcurrentCopies;
      case TOTAL_FULL -> name + " " + maxConcurrentCopiesInTotal;
      case BODY_TOO_LARGE -> name + " " + bodyLimit + " bytes, or the mirror's own";
      case MEMORY_FULL -> name + " " + bodyMemory + " bytes";
      case BACKED_OFF -> name + (backOff == null ? "" : " " + backOff);
      default -> name;
    };
  }
}
