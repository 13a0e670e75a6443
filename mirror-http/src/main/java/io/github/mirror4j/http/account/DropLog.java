package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.send.FailureCauses;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Logs what a mirror lost: at most one line a minute, with the numbers since the last one.
 *
 * <p>The line is written on the log's thread: an appender may block, and the copy may have been
 * lost on a caller's thread.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class DropLog {

  private record Unreported(MirrorCounts now, String since, String losses) {}

  private static final Logger LOG = LogLines.MIRRORING;

  private final Supplier<MirrorCounts> counts;
  private final Function<DropReason, String> setting;
  private final Supplier<String> timeout;
  private final Predicate<Runnable> log;
  private final OncePerMinute line;
  private final Flag waiting = new Flag();
  private MirrorCounts reported;

  /**
   * @param setting the setting that causes drops of a reason, with its value
   * @param timeout the setting that times copies out, with its value
   * @param log has a line written later; false where it will not
   */
  public DropLog(
      Supplier<MirrorCounts> counts,
      Function<DropReason, String> setting,
      Supplier<String> timeout,
      LongSupplier nanoTime,
      Predicate<Runnable> log) {
    this.counts = counts;
    this.setting = setting;
    this.timeout = timeout;
    line = new OncePerMinute(nanoTime);
    this.log = log;
    reported = counts.get();
  }

  /** After the outcome was counted. */
  public void ended(Outcome outcome) {
    if (isReported(outcome) && line.isDue()) {
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

  /** Whether the log names it: a limit was reached or something is wrong. */
  private static boolean isReported(DropReason reason) {
    return switch (reason) {
      case LANE_FULL,
          TOTAL_FULL,
          WAITING_FULL,
          PRIMARY_UNFINISHED,
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

  /**
   * Writes what was not logged yet, if there is anything; also at the end. While the log hangs, one
   * line of each mirror waits; it names what is lost by the time it is written.
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

  /** On the log's thread alone, so that nothing is logged twice. */
  private Unreported take() {
    MirrorCounts before = reported;
    reported = counts.get();
    return new Unreported(
        reported,
        before.selected() == 0 ? "so far" : "since the last such line",
        lost(reported.since(before)));
  }

  private static String lost(FailureCause cause, long count) {
    return "%d failed: %s (%s)".formatted(count, cause, FailureCauses.cure(cause));
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
      text.add("%d timed out (%s)".formatted(counts.timedOut(), timeout.get()));
    }
    return text.toString();
  }
}
