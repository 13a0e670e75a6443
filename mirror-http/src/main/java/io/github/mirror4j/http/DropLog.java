package io.github.mirror4j.http;

import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what a mirror lost: one line a minute at most, with the numbers since the last
 * one.
 *
 * <p>The line is written on a thread of its own, because an appender may block, and what was lost
 * may have been lost on a caller's thread.
 */
final class DropLog {

  static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

  private final Supplier<MirrorCounts> counts;
  private final Settings settings;
  private final Executor executor;
  private final AtomicBoolean anyLine = new AtomicBoolean();
  private final AtomicLong lastLine = new AtomicLong();
  private final AtomicReference<MirrorCounts> told;

  DropLog(Supplier<MirrorCounts> counts, Settings settings, Executor executor) {
    this.counts = counts;
    this.settings = settings;
    this.executor = executor;
    told = new AtomicReference<>(counts.get());
  }

  /** After the outcome was counted. */
  void ended(Outcome outcome) {
    if (isNotable(outcome) && isDue()) {
      try {
        executor.execute(this::writeLine);
      } catch (RejectedExecutionException e) {
        LOG.trace("Closed, so this is not logged any more", e);
      }
    }
  }

  private static boolean isNotable(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed -> false;
      case Outcome.Dropped(DropReason reason) -> reason.isNotable();
      case Outcome.Failed failed -> true;
      case Outcome.TimedOut timedOut -> true;
    };
  }

  private boolean isDue() {
    long now = settings.nanoTime().getAsLong();
    if (!anyLine.get() && anyLine.compareAndSet(false, true)) {
      lastLine.set(now);
      return true;
    }
    long last = lastLine.get();
    return now - last >= INTERVAL.toNanos() && lastLine.compareAndSet(last, now);
  }

  /** Holds no monitor while it writes: before JDK 24 that would pin the thread's carrier. */
  private void writeLine() {
    MirrorCounts now = counts.get();
    MirrorCounts before = told.getAndSet(now);
    StringJoiner text = new StringJoiner("; ");
    for (DropReason reason : DropReason.values()) {
      long count = now.dropped(reason) - before.dropped(reason);
      if (count > 0 && reason.isNotable()) {
        text.add("%d dropped: %s (%s)".formatted(count, reason, settings.describe(reason)));
      }
    }
    for (FailureCause cause : FailureCause.values()) {
      long count = now.failed(cause) - before.failed(cause);
      if (count > 0) {
        text.add("%d failed: %s".formatted(count, cause));
      }
    }
    if (now.timedOut() > before.timedOut()) {
      text.add("%d timed out".formatted(now.timedOut() - before.timedOut()));
    }
    LOG.warn("Copies of {} -> {} since the last such line: {}", now.rule(), now.mirror(), text);
  }
}
