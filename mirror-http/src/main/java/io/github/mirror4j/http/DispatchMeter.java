package io.github.mirror4j.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How long mirroring holds up the requests that it mirrors, measured from {@link
 * MirrorEngine#measureDispatch()} until {@link #close()}.
 *
 * <p>The dispatch of a request is the selection, the making of the copies and their offering to
 * their lanes: all that is done on the caller's thread, and the offering of a body, which is done
 * on the thread that read it to its end. Not in it are the wrapped client, the reading along of a
 * body, and the sending of the copies. Measuring reads the clock three to five times a request.
 * Thread-safe.
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
   * Requests for which mirrors were selected, also those whose copies were all dropped and those
   * that were copies themselves.
   *
   * @return their number
   */
  public long count() {
    return count.sum();
  }

  /**
   * The time that the dispatches took, all together.
   *
   * @return the sum
   */
  public Duration total() {
    return Duration.ofNanos(nanos.sum());
  }

  /**
   * The longest dispatch of the last one to two minutes.
   *
   * @return zero where there was none
   */
  public Duration max() {
    turnWindow();
    return Duration.ofNanos(Math.max(longest.get(), longestBefore.get()));
  }

  /** Ends the measurement; the numbers stay. */
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

  /** One that is added while the window turns may be seen in either of the two. */
  private void turnWindow() {
    long start = windowStart.get();
    long age = nanoTime.getAsLong() - start;
    if (age >= WINDOW && windowStart.compareAndSet(start, start + age)) {
      long last = longest.getAndSet(0);
      longestBefore.set(age < 2 * WINDOW ? last : 0);
    }
  }
}
