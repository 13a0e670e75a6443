package io.github.mirror4j.compare;

import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.List;

/**
 * What the processes of a fleet found together. The verdict is about the sum of what they counted,
 * and never an average or a vote of their verdicts. Immutable.
 *
 * @param verdict the worst verdict of all mirrors; UNDECIDED without evidence
 * @param at when the newest evidence was written
 * @param files how many files were read
 * @param processes how many processes wrote the evidence that is judged
 * @param mirrors the report of each mirror
 * @param found what the files are about, judged or not
 * @param problems what was left out, and why
 * @since 0.1.0
 */
public record FleetReport(
    Verdict verdict,
    Instant at,
    long files,
    long processes,
    List<ComparisonReport> mirrors,
    List<Found> found,
    List<String> problems) {

  /** Copies the lists. */
  public FleetReport {
    mirrors = List.copyOf(mirrors);
    found = List.copyOf(found);
    problems = List.copyOf(problems);
  }

  /**
   * A pair of builds that files are about.
   *
   * @param mirror the mirror
   * @param v1 the old version's build; empty if it is not known
   * @param v2 the new version's build; empty if it is not known
   * @param processes how many processes compared these builds
   * @param pairs the pairs that ended
   * @param at when the newest evidence was written
   * @param judged whether the verdict is about it
   * @since 0.1.0
   */
  public record Found(
      MirrorId mirror,
      String v1,
      String v2,
      long processes,
      long pairs,
      Instant at,
      boolean judged) {}

  /**
   * Returns the report for people.
   *
   * @return lines of text, the verdict first
   */
  public String toText() {
    return FleetText.of(this);
  }

  /**
   * Returns the report for programs, in the form of {@link ComparisonReport#toJson()}, for all
   * mirrors.
   *
   * @return a JSON object on one line
   */
  public String toJson() {
    return FleetJson.of(this);
  }
}
