package io.github.mirror4j.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Measures the time that mirroring adds to the requests that it mirrors, from {@link
 * MirrorEngine#measureDispatch()} until {@link #close()}.
 *
 * <p>The dispatch of a request consists of selecting the mirrors, creating the copies and offering
 * them to their lanes. It includes all work on the caller's thread, and offering the body on the
 * thread that read it to its end. It excludes the wrapped client, capturing the body, and sending
 * the copies. Measuring reads the clock three to five times per request. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DispatchMeter implements AutoCloseable {

  private static final long WINDOW = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final Consumer<DispatchMeter> onClose;
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final AtomicLong windowStart;
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong longestBefore = new AtomicLong();

  DispatchMeter(LongSupplier nanoTime, Consumer<DispatchMeter> onClose) {
    this.nanoTime = nanoTime;
    this.onClose = onClose;
    windowStart = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Returns the number of requests for which mirrors were selected, including those whose copies
   * were all dropped and those that were copies themselves.
   *
   * @return the number of requests
   */
  public long count() {
    return count.sum();
  }

  /**
   * Returns the total time of all dispatches.
   *
   * @return the sum
   */
  public Duration total() {
    return Duration.ofNanos(nanos.sum());
  }

  /**
   * Returns the longest dispatch of the last one to two minutes.
   *
   * @return the longest time; zero if there was no dispatch
   */
  public Duration max() {
    turnWindow();
    return Duration.ofNanos(Math.max(longest.get(), longestBefore.get()));
  }

  /** Ends the measurement. The results stay available. */
  @Override
  public void close() {
    onClose.accept(this);
  }

  /** Takes no lock. */
  void add(long dispatchTime) {
    count.increment();
    nanos.add(dispatchTime);
    turnWindow();
    if (dispatchTime > longest.get()) {
      longest.accumulateAndGet(dispatchTime, Math::max);
    }
  }

  /** A time that is added while the window changes may count in either window. */
  private void turnWindow() {
    long start = windowStart.get();
    long age = nanoTime.getAsLong() - start;
    if (age >= WINDOW && windowStart.compareAndSet(start, start + age)) {
      long last = longest.getAndSet(0);
      longestBefore.set(age < 2 * WINDOW ? last : 0);
    }
  }
}
