package io.github.mirror4j.http.stats;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.ReportSection;
import io.github.mirror4j.text.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What mirroring costs, measured in this process by slices of time with and without copies.
 *
 * <p>Each ratio has an interval that holds with 95 % confidence, however often someone looks. It
 * comes from a sign test on pairs of slices in random order, so it assumes nothing about how times
 * are distributed. The intervals of different measures are not corrected for each other.
 *
 * <p>Only requests for which rules select mirrors are measured. Immutable and thread-safe.
 *
 * @param since the time at which the measurement began
 * @param slice how long each slice is
 * @param washOut how long each wash-out before a slice is
 * @param running whether the measurement goes on
 * @param pairs the number of pairs of slices measured
 * @param unusedPairs the number of pairs in which a slice had fewer than 20 calls, or no copy was
 *     sent
 * @param calls the number of calls in these pairs
 * @param ratios the result for each measure
 * @since 0.1.0
 */
public record OverheadReport(
    Instant since,
    Duration slice,
    Duration washOut,
    boolean running,
    int pairs,
    int unusedPairs,
    long calls,
    List<OverheadRatio> ratios) {

  /** Fewer pairs prove nothing, whatever they say. */
  public static final int MIN_PAIRS = 7;

  /** Copies the list. */
  public OverheadReport {
    requireNonNull(since, "since");
    requireNonNull(slice, "slice");
    requireNonNull(washOut, "washOut");
    ratios = List.copyOf(ratios);
  }

  /**
   * Returns the result for one measure.
   *
   * @param measure the measure
   * @return its ratio
   * @throws IllegalArgumentException if this report does not have it
   */
  public OverheadRatio of(OverheadMeasure measure) {
    return ratios.stream()
        .filter(ratio -> ratio.measure() == measure)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("measure: \"" + measure.name() + '"'));
  }

  /**
   * Returns the result in one sentence.
   *
   * @return the sentence, such as {@code With copies, calls take 1.02 times as long at the median
   *     (0.99 to 1.05) …}
   */
  public String summary() {
    return OverheadText.summary(this);
  }

  /**
   * Returns the report as plain text for people. Its format may change.
   *
   * @return several lines, each ended by a line feed
   */
  public String toText() {
    return OverheadText.of(this);
  }

  /**
   * Returns the report as a section for the page of a comparison.
   *
   * @return a section for {@link io.github.mirror4j.compare.ComparisonReport#toHtml(List)}
   */
  public ReportSection toSection() {
    return OverheadText.section(this);
  }

  /**
   * Returns the report as JSON: an object on one line, with the component names of this record and
   * its parts. Durations are numbers of seconds. What is not known is null.
   *
   * @return the JSON text
   */
  public String toJson() {
    return JsonText.of(OverheadTree.of(this));
  }

  /** Returns the text of {@link #toText()}. */
  @Override
  public String toString() {
    return toText();
  }
}
