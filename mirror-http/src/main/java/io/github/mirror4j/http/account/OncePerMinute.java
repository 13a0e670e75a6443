package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.Flag;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Allows a line in the log at most once a minute. If several threads ask at the same time, one is
 * allowed.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class OncePerMinute {

  public static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Flag anyLine = new Flag();
  private final AtomicLong lastLine = new AtomicLong();
  private final LongSupplier nanoTime;

  OncePerMinute(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  boolean isDue() {
    long now = nanoTime.getAsLong();
    if (anyLine.raise()) {
      lastLine.set(now);
      return true;
    }
    long last = lastLine.get();
    return now - last >= INTERVAL.toNanos() && lastLine.compareAndSet(last, now);
  }
}
