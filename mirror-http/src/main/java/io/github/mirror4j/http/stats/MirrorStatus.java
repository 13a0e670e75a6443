package io.github.mirror4j.http.stats;

import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.text.JsonText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The complete status of mirroring at one moment, for example for a page of an operator's console.
 * It is available as {@linkplain #toText() text} for people and as {@linkplain #toJson() JSON} for
 * programs.
 *
 * <p>It contains names, numbers and settings. It contains no part of any request or response, no
 * header values that rules set, and no user info of a URI. Immutable and thread-safe.
 *
 * @param timestamp the time at which this status was taken
 * @param version the version of this library; {@code unknown} if the library was repackaged without
 *     it
 * @param switchedOn whether mirroring is switched on in this process, see {@link
 *     io.github.mirror4j.http.MirrorSwitch}
 * @param rules the rules in force as text, in the order in which they are tried
 * @param warnings warnings about what is allowed in these rules but probably unintended
 * @param reloads the status of each reloader that is closed with mirroring, such as a watcher of
 *     rule files. For problems, text and JSON contain the place and what was expected, not the
 *     value
 * @param settings the settings in force by their names in {@link
 *     io.github.mirror4j.http.MirrorSettingsBuilder}: whole numbers (for listeners: the number
 *     added to the builder), booleans (for a client and a decorator: whether one was set), strings
 *     (durations as in ISO 8601) and lists of strings
 * @param stats the counts of all copies
 * @param comparisons the comparison of each mirror whose responses are compared, or were by earlier
 *     rules; at most 5
 * @param overhead the measurement of what mirroring costs that runs, or ran last; empty if there
 *     was none
 * @param evidenceFile what became of the evidence file; empty if none is written
 * @param recentFailures the latest kinds of failures and timeouts of copies, at most 20, the latest
 *     first. Dropped copies are not included; {@code stats} counts them by reason. Copies aborted
 *     because their client was closed are not included either
 * @since 0.1.0
 */
public record MirrorStatus(
    Instant timestamp,
    String version,
    boolean switchedOn,
    List<String> rules,
    List<String> warnings,
    List<ReloadStatus> reloads,
    Map<String, Object> settings,
    MirrorStats stats,
    List<ComparisonStatus> comparisons,
    Optional<OverheadReport> overhead,
    Optional<EvidenceFileStatus> evidenceFile,
    List<RecentFailure> recentFailures) {

  /** Copies the lists and the map. */
  public MirrorStatus {
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
    reloads = List.copyOf(reloads);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    comparisons = List.copyOf(comparisons);
    recentFailures = List.copyOf(recentFailures);
  }

  /**
   * Returns the status as JSON: an object on one line, with the component names of this record and
   * its parts. Counts are numbers, and times are strings in ISO 8601 format. Counts that never
   * occurred are omitted.
   *
   * <p>Later versions may add names, but keep the existing ones.
   *
   * @return the JSON text, with everything escaped that is not part of JSON's syntax
   */
  public String toJson() {
    return JsonText.of(StatusTree.of(this));
  }

  /**
   * Returns the status as a page of plain text for people. Its format may change.
   *
   * @return several lines, each ended by a line feed
   */
  public String toText() {
    return StatusText.of(this);
  }

  /** Returns the text of {@link #toText()}. */
  @Override
  public String toString() {
    return toText();
  }
}
