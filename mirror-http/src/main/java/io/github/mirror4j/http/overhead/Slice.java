package io.github.mirror4j.http.overhead;

import java.util.concurrent.atomic.LongAdder;

/**
 * A stretch of time with copies or without. Calls belong to the slice in which they began, however
 * late they end. Thread-safe.
 */
final class Slice {

  private final boolean withCopies;
  private final boolean measured;
  private final LongAdder calls = new LongAdder();
  private final LongAdder headsAwaited = new LongAdder();
  private final LatencyCounts toHead = new LatencyCounts();
  private final LatencyCounts toEnd = new LatencyCounts();

  private Slice(boolean withCopies, boolean measured) {
    this.withCopies = withCopies;
    this.measured = measured;
  }

  static Slice measured(boolean withCopies) {
    return new Slice(withCopies, true);
  }

  /** A slice in which the one before wears off. */
  static Slice unmeasured(boolean withCopies) {
    return new Slice(withCopies, false);
  }

  boolean isWithCopies() {
    return withCopies;
  }

  boolean isMeasured() {
    return measured;
  }

  void began() {
    calls.increment();
  }

  void headAwaited() {
    headsAwaited.increment();
  }

  void head(long nanos) {
    toHead.add(nanos);
  }

  void ended(long nanos) {
    toEnd.add(nanos);
  }

  /** The calls that began in it. */
  long calls() {
    return calls.sum();
  }

  double headQuantile(double share) {
    return toHead.quantile(share, headsAwaited.sum());
  }

  double endQuantile(double share) {
    return toEnd.quantile(share, calls());
  }
}
