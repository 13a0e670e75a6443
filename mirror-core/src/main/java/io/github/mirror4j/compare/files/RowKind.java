package io.github.mirror4j.compare.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a row of an evidence file counts: its {@code check}. The names are stable. */
public enum RowKind {
  /** Begins a snapshot: {@code n} rows follow it, the closing one not counted. */
  BEGIN,
  /** Closes a snapshot, with the same {@code n}. */
  END,

  /** The check of content; with a path, what differs there, which decides nothing. */
  CONTENT,
  /** The check of differences that come back. Open confirmations are ties here. */
  PERSISTENT,
  /** Open confirmations: {@code b} and {@code d} as if all were confirmed. */
  PERSISTENT_OPEN,
  /** The check of errors. */
  ERRORS,
  /** The check of responses over as many seconds as the path says, since it is live. */
  SLOWER,
  /**
   * {@code n} timed triples. While the threshold is not live, {@code b} candidates and {@code c}
   * baselines over the path's seconds; else 1 in {@code d}.
   */
  SLOW,

  /** The triples that voted. */
  TRIPLES,
  /** The distinct requests among them. */
  DISTINCT,
  /** {@code n} triples whose content was compared, {@code b} in which the candidate differed. */
  SEEN,
  /** The triples that did not vote, since their request had lately. */
  REPEATED,
  /** What distinct requests showed in such triples, each of them once for each vote. */
  REPEATS,
  /** The copies that drew no baseline. */
  NOTED,

  /**
   * The content of requests of which no baseline may be sent; of all, or of a method and endpoint.
   */
  APART_CONTENT,
  /** The errors of such requests, of all or of a method and endpoint. */
  APART_ERRORS,
  /** The pairs of such requests that voted. */
  APART_TRIPLES,
  /** What differs at the path in such requests of the endpoint's method; it decides nothing. */
  APART_FIELD,
  /**
   * {@code n} such requests of the endpoint's method, in {@code b} of which the path's setting let
   * something pass.
   */
  APART_SETTING,

  /** The pairs that were selected, of all builds. */
  SELECTED,
  /** The pairs that ended, warm-up included. */
  PAIRS,
  /** The pairs compared. */
  COMPARED,
  /** The pairs lost, for the reason that the path names. */
  LOST,
  /** The lost pairs that count against the candidate where SAFE is decided. */
  UNSENT,
  /** The pairs whose copies were treated unlike the primary, with the path's two statuses. */
  UNLIKE,

  /** The primaries and candidates with the path's two statuses. */
  CANDIDATE_STATUS,
  /** The primaries and baselines with the path's two statuses. */
  BASELINE_STATUS,
  /** The candidates that took as long as the path's bucket says. */
  CANDIDATE_TIME,
  /** The baselines that took as long as the path's bucket says. */
  BASELINE_TIME,

  /** {@code n} triples, in {@code b} of which the path's setting let something pass. */
  SETTING,
  /** {@code n} planted differences, {@code b} of which were found. */
  SELF_TEST,
  /** The counts by which this process proved the candidate worse; the path names the check. */
  PROVEN,
  /** An example of a difference at the path. */
  EXAMPLE,
  /**
   * What had been counted by the path's time: the check of content, and in {@code d} the triples in
   * which only the candidate failed.
   */
  HISTORY;

  private static final Map<String, RowKind> BY_TEXT =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RowKind::text, Function.identity()));

  private final String text = name().toLowerCase(Locale.ROOT);

  /** {@return the name in files} */
  public String text() {
    return text;
  }

  /** Returns whether such rows hold times or examples, so that no two processes have the same. */
  boolean isOfOneProcess() {
    return switch (this) {
      case BEGIN, END, TRIPLES, PROVEN, EXAMPLE, HISTORY -> true;
      default -> false;
    };
  }

  /** Returns whether b and c are parts of n. */
  boolean isSplit() {
    return switch (this) {
      case CONTENT, PERSISTENT, ERRORS, SLOWER, REPEATS, APART_CONTENT, APART_ERRORS, APART_FIELD ->
          true;
      default -> false;
    };
  }

  /** Returns the kind of a name in files; null if this version knows none. */
  static @Nullable RowKind of(String text) {
    return BY_TEXT.get(text);
  }
}
