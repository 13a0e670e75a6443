package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.rule.RouteRule;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Counts the requests for which no rule could be decided within the work of a request, and warns of
 * them: one line a minute at most.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class UndecidedRequests {

  private static final Logger LOG = LogLines.MIRRORING;

  private final LongAdder count = new LongAdder();
  private final Flag anyLine = new Flag();
  private final AtomicLong lastLine = new AtomicLong();
  private final LongSupplier nanoTime;

  public UndecidedRequests(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public void add(RouteRule rule) {
    count.increment();
    if (isDue()) {
      LogLines.add(
          () ->
              LOG.warn(
                  "Requests that were not mirrored, because the patterns that rules try for one"
                      + " take more work than a request may: {} so far; the last one at rule {}"
                      + " (RuleSet says what becomes of the primary)",
                  count.sum(),
                  rule.name()));
    }
  }

  public long sum() {
    return count.sum();
  }

  private boolean isDue() {
    long now = nanoTime.getAsLong();
    if (anyLine.raise()) {
      lastLine.set(now);
      return true;
    }
    long last = lastLine.get();
    return now - last >= DropLog.INTERVAL.toNanos() && lastLine.compareAndSet(last, now);
  }
}
