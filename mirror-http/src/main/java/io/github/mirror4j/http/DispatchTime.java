package io.github.mirror4j.http;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Measures what mirroring adds to a mirrored request, while it is enabled.
 *
 * <p>It is added up of parts: the way from the caller's call to the delegate, and the offering of
 * the copies, which may come later and on another thread. While it is not enabled, it costs one
 * read.
 */
final class DispatchTime {

  /** In place of a time where nothing is measured. */
  static final long UNMEASURED = Long.MIN_VALUE;

  private final LongSupplier nanoTime;
  private final CopyOnWriteArrayList<DispatchMeter> meters = new CopyOnWriteArrayList<>();

  DispatchTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  DispatchMeter measure() {
    DispatchMeter meter = new DispatchMeter(nanoTime, meters::remove);
    meters.add(meter);
    return meter;
  }

  /** The start of the first part. */
  long start() {
    return meters.isEmpty() ? UNMEASURED : nanoTime.getAsLong();
  }

  /** How long a part took, unless its start was not measured. */
  long since(long start) {
    return start == UNMEASURED ? UNMEASURED : nanoTime.getAsLong() - start;
  }

  /** The start of a further part, unless those before it were not measured. */
  long resume(long before) {
    return before == UNMEASURED ? UNMEASURED : nanoTime.getAsLong();
  }

  /** How long all parts took so far, of which the last one is over. */
  long sum(long before, long start) {
    return start == UNMEASURED ? UNMEASURED : before + nanoTime.getAsLong() - start;
  }

  /** The last part is over. */
  void end(long before, long start) {
    if (start != UNMEASURED) {
      add(before + nanoTime.getAsLong() - start);
    }
  }

  /** The only part is over. */
  void add(long nanos) {
    if (nanos != UNMEASURED) {
      meters.forEach(meter -> meter.add(nanos));
    }
  }
}
