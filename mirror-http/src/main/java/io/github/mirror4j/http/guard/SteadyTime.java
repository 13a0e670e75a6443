package io.github.mirror4j.http.guard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The time since the first look at a clock of the user's, which may throw, leap or go backwards.
 *
 * <p>Goal: differences between its times are never negative and never centuries, so that nothing
 * overflows and no pause lasts forever. Each look adds what the user's clock went on; where that is
 * negative it adds nothing, and where it is more than a year, a year. Readings may wrap around, as
 * those of {@link System#nanoTime()} may. Looks of several threads at once may meet in another
 * order, so a reading that is a little behind changes nothing.
 */
public final class SteadyTime implements LongSupplier {

  private static final long MAX_LEAP = Duration.ofDays(365).toNanos();
  private static final long OUT_OF_ORDER = Duration.ofSeconds(1).toNanos();

  private record Look(long read, long time) {}

  private final LongSupplier clock;
  private final InternalErrors errors;
  private final AtomicReference<Look> last;

  /**
   * Creates a time that starts now.
   *
   * @param clock the user's clock
   * @param errors counts what it throws
   */
  public SteadyTime(LongSupplier clock, InternalErrors errors) {
    this.clock = clock;
    this.errors = errors;
    last = new AtomicReference<>(new Look(first(clock, errors), 0));
  }

  /** Returns the time since the first look, in nanoseconds. Never throws. */
  @Override
  public long getAsLong() {
    try {
      return look(clock.getAsLong());
    } catch (Throwable e) { // It may also be out of memory: a look is an object.
      errors.add(FailedStep.CLOCK, e);
      return requireNonNull(last.get()).time();
    }
  }

  /** Without a lambda, which may fail to be linked when it is first used, and then for good. */
  private long look(long now) {
    while (true) {
      Look before = requireNonNull(last.get());
      Look next = next(before, now);
      if (last.compareAndSet(before, next)) {
        return next.time();
      }
    }
  }

  private static Look next(Look look, long now) {
    long step = now - look.read();
    if (step > 0) {
      return new Look(now, look.time() + Math.min(step, MAX_LEAP));
    }
    return step < -OUT_OF_ORDER ? new Look(now, look.time()) : look;
  }

  private static long first(LongSupplier clock, InternalErrors errors) {
    try {
      return clock.getAsLong();
    } catch (Throwable e) {
      errors.add(FailedStep.CLOCK, e);
      return 0;
    }
  }
}
