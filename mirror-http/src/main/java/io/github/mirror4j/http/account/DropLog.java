package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.send.FailureCauses;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Tells operators what a mirror lost: one line a minute at most, with the numbers since the last
 * one.
 *
 * <p>The line is written on the log's thread, because an appender may block, and what was lost may
 * have been lost on a caller's thread.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class DropLog {

  private record Unreported(MirrorCounts now, String since, String losses) {}

  public static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LogLines.MIRRORING;

  private final Supplier<MirrorCounts> counts;
  private final Function<DropReason, String> setting;
  private final LongSupplier nanoTime;
  private final Predicate<Runnable> log;
  private final Flag anyLine = new Flag();
  private final AtomicLong lastLine = new AtomicLong();
  private final Flag waiting = new Flag();
  private MirrorCounts told;

  /**
   * @param setting the setting that causes drops of a reason, with its value
   * @param log has a line written later; false where it will not
   */
  public DropLog(
      Supplier<MirrorCounts> counts,
      Function<DropReason, String> setting,
      LongSupplier nanoTime,
      Predicate<Runnable> log) {
    this.counts = counts;
    this.setting = setting;
    this.nanoTime = nanoTime;
    this.log = log;
    told = counts.get();
  }

  /** After the outcome was counted. */
  public void ended(Outcome outcome) {
    if (isReported(outcome) && isDue()) {
      lineIsDue();
    }
  }

  private static boolean isReported(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed -> false;
      case Outcome.Dropped(DropReason reason) -> isReported(reason);
      case Outcome.Failed failed -> true;
      case Outcome.TimedOut timedOut -> true;
    };
  }

  /** Whether an operator should hear of it: a limit was reached or something is wrong. */
  private static boolean isReported(DropReason reason) {
    return switch (reason) {
      case LANE_FULL,
          TOTAL_FULL,
          STREAM_LIMIT,
          BACKED_OFF,
          BODY_TOO_LARGE,
          MEMORY_FULL,
          NOT_REBUILDABLE,
          INTERNAL_ERROR ->
          true;
      default -> false;
    };
  }

  private boolean isDue() {
    long now = nanoTime.getAsLong();
    if (anyLine.raise()) {
      lastLine.set(now);
      return true;
    }
    long last = lastLine.get();
    return now - last >= INTERVAL.toNanos() && lastLine.compareAndSet(last, now);
  }

  /**
   * Has what was not told yet written, if there is anything; also for the end. While the log hangs,
   * one line of each mirror waits: it tells what is lost by the time it is written.
   */
  public void lineIsDue() {
    if (waiting.raise()) {
      boolean added = false;
      try {
        added = log.test(this::writeLine);
      } finally {
        if (!added) {
          waiting.lower();
        }
      }
    }
  }

  void writeLine() {
    waiting.lower();
    Unreported unreported = take();
    if (!unreported.losses().isEmpty()) {
      MirrorCounts now = unreported.now();
      LOG.warn(
          "Mirrored copies (callers are not affected), {} {}: {}",
          now.id(),
          unreported.since(),
          unreported.losses());
    }
  }

  /** On the log's thread alone, so that nothing is told twice. */
  private Unreported take() {
    MirrorCounts before = told;
    told = counts.get();
    return new Unreported(
        told,
        before.selected() == 0 ? "so far" : "since the last such line",
        lost(told.since(before)));
  }

  private static String lost(FailureCause cause, long count) {
    String text = "%d failed: %s".formatted(count, cause);
    return FailureCauses.cure(cause).isEmpty()
        ? text
        : text + " (" + FailureCauses.cure(cause) + ")";
  }

  private String lost(MirrorCounts counts) {
    StringJoiner text = new StringJoiner("; ");
    counts.dropped().keySet().stream()
        .filter(DropLog::isReported)
        .forEach(
            reason ->
                text.add(
                    "%d dropped: %s (%s)"
                        .formatted(counts.dropped(reason), reason, setting.apply(reason))));
    counts.failed().forEach((cause, count) -> text.add(lost(cause, count)));
    if (counts.timedOut() > 0) {
      text.add("%d timed out".formatted(counts.timedOut()));
    }
    return text.toString();
  }
}
