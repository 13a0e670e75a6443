package io.github.mirror4j.examples.bench.load;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** What callers saw; they add to it all at a time. */
final class Tally {

  private static final long MAX = TimeUnit.MINUTES.toNanos(5);

  private final ConcurrentHistogram sinceDue = new ConcurrentHistogram(MAX, 3);
  private final ConcurrentHistogram sinceSent = new ConcurrentHistogram(MAX, 3);
  private final LongAdder unsent = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final AtomicReference<String> firstError = new AtomicReference<>("");
  private Duration duration = Duration.ZERO;

  void completed(long nanosSinceDue, long nanosSinceSent) {
    sinceDue.recordValue(Math.min(nanosSinceDue, MAX));
    sinceSent.recordValue(Math.min(nanosSinceSent, MAX));
  }

  /** A request was due that nobody could send any more. */
  void unsent(long nanosSinceDue) {
    unsent.increment();
    sinceDue.recordValue(Math.min(nanosSinceDue, MAX));
  }

  void failed(Exception error) {
    errors.increment();
    firstError.compareAndSet("", error.toString());
  }

  void took(Duration time) {
    duration = time;
  }

  long requests() {
    return sinceSent.getTotalCount();
  }

  long unsent() {
    return unsent.sum();
  }

  long errors() {
    return errors.sum();
  }

  String firstError() {
    return Objects.requireNonNull(firstError.get());
  }

  double seconds() {
    return duration.toNanos() / 1e9;
  }

  /** Latency from the time at which requests were due, in microseconds. */
  double micros(double percentile) {
    return sinceDue.getValueAtPercentile(percentile) / 1e3;
  }

  /** Latency from the time at which requests were sent, in microseconds. */
  double sentMicros(double percentile) {
    return sinceSent.getValueAtPercentile(percentile) / 1e3;
  }
}
