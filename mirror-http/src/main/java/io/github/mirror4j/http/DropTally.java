package io.github.mirror4j.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * The drops of one lane that are to be told to listeners.
 *
 * <p>Many threads add, one at a time takes. Invariant: whatever is added before {@code waits} is
 * found true is seen by the taking that turns it false.
 */
final class DropTally {

  private static final List<DropReason> REASONS = List.of(DropReason.values());

  /** Gets what was added since the last time. */
  @FunctionalInterface
  interface Sink {
    void drops(String rule, String mirror, DropReason reason, long count);
  }

  private final String rule;
  private final String mirror;
  private final List<LongAdder> added =
      Stream.generate(LongAdder::new).limit(REASONS.size()).toList();
  private final long[] taken = new long[REASONS.size()];
  private final AtomicBoolean waits = new AtomicBoolean();

  DropTally(String rule, String mirror) {
    this.rule = rule;
    this.mirror = mirror;
  }

  /** Whether it waits to be taken only from now on, so that somebody must be told. */
  boolean add(DropReason reason) {
    added.get(reason.ordinal()).increment();
    return !waits.get() && waits.compareAndSet(false, true);
  }

  /** By one thread at a time. */
  void take(Sink sink) {
    waits.set(false);
    for (DropReason reason : REASONS) {
      int i = reason.ordinal();
      long count = added.get(i).sum() - taken[i];
      if (count > 0) {
        taken[i] += count;
        sink.drops(rule, mirror, reason, count);
      }
    }
  }
}
