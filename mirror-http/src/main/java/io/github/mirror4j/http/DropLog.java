package io.github.mirror4j.http;

import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

  private record Untold(MirrorCounts now, String since, String losses) {}

  static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

  private final Supplier<MirrorCounts> counts;
  private final Settings settings;
  private final Executor executor;
  private final AtomicBoolean anyLine = new AtomicBoolean();
  private final AtomicLong lastLine = new AtomicLong();
  private final AtomicBoolean writing = new AtomicBoolean();
  private MirrorCounts told;

  DropLog(Supplier<MirrorCounts> counts, Settings settings, Executor executor) {
    this.counts = counts;
    this.settings = settings;
    this.executor = executor;
    told = counts.get();
  }

  /** After the outcome was counted. */
  void ended(Outcome outcome) {
    if (isNotable(outcome) && isDue()) {
      try {
        executor.execute(this::writeNextLine);
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

  /** While an appender hangs, there is no use in more threads that hang there. */
  private void writeNextLine() {
    if (writing.compareAndSet(false, true)) {
      try {
        writeLine();
      } finally {
        writing.set(false);
      }
    }
  }

  /** Writes what has not been told yet, if there is anything; also for the end. */
  void writeLine() {
    Untold untold = take();
    if (!untold.losses().isEmpty()) {
      MirrorCounts now = untold.now();
      LOG.warn(
          "Mirrored copies (callers are not affected), {} -> {} {}: {}",
          now.rule(),
          now.mirror(),
          untold.since(),
          untold.losses());
    }
  }

  /**
   * One at a time, so that nothing is told twice; without the writing, which may block, and would
   * pin the thread's carrier before JDK 24.
   */
  private synchronized Untold take() {
    MirrorCounts before = told;
    told = counts.get();
    return new Untold(
        told,
        before.selected() == 0 ? "so far" : "since the last such line",
        lost(told.since(before)));
  }

  private String lost(MirrorCounts counts) {
    StringJoiner text = new StringJoiner("; ");
    counts.dropped().keySet().stream()
        .filter(DropReason::isNotable)
        .forEach(
            reason ->
                text.add(
                    "%d dropped: %s (%s)"
                        .formatted(counts.dropped(reason), reason, settings.describe(reason))));
    counts.failed().forEach((cause, count) -> text.add("%d failed: %s".formatted(count, cause)));
    if (counts.timedOut() > 0) {
      text.add("%d timed out".formatted(counts.timedOut()));
    }
    return text.toString();
  }
}
