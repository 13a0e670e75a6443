package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.rule.RouteRule;
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
  private final OncePerMinute line;

  public UndecidedRequests(LongSupplier nanoTime) {
    line = new OncePerMinute(nanoTime);
  }

  public void add(RouteRule rule) {
    count.increment();
    if (line.isDue()) {
      LogLines.add(
          () ->
              LOG.warn(
                  "{} requests so far were not mirrored, because the patterns that rules try for one"
                      + " take more work than a request may. The last one was at rule {}. Use simpler"
                      + " patterns; RuleSet describes where such primaries go",
                  count.sum(),
                  rule.name()));
    }
  }

  public long sum() {
    return count.sum();
  }
}
