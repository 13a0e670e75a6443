package io.github.mirror4j.http.stats;

import io.github.mirror4j.http.text.JsonText;
import io.github.mirror4j.rule.ReloadStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that there is to know about mirroring at one moment, for a page of an operator's console: as
 * {@linkplain #toText() text} for people, as {@linkplain #toJson() JSON} for programs.
 *
 * <p>It shows names, numbers and settings: nothing of any request, no header values that rules set,
 * and no user info of a URI. Immutable and thread-safe.
 *
 * @param taken when it was taken
 * @param version the version of this library; {@code unknown} where it was repackaged without it
 * @param switchedOn whether mirroring is switched on in this process, see {@link
 *     io.github.mirror4j.http.MirrorSwitch}
 * @param rules the rules in force as text, in the order in which they are tried
 * @param warnings what is allowed in these rules but probably not meant
 * @param reloads how rules are reloaded, a status for each reloader that is closed with mirroring,
 *     such as a watcher of rule files. Text and JSON name the places of what is wrong and what was
 *     expected there, not the values
 * @param settings the settings in force by their names in {@link
 *     io.github.mirror4j.http.MirrorSettingsBuilder}: whole numbers (for listeners: how many the
 *     builder was given), booleans (for a client and a decorator: whether one was given), texts
 *     (durations as in ISO 8601) and lists of texts
 * @param stats what became of the copies
 * @param recentFailures the last ways in which copies failed or timed out, at most 20, the latest
 *     first. Dropped copies are in the statistics, by reason; those that were aborted because their
 *     client was closed are not here either
 * @since 0.1.0
 */
public record MirrorStatus(
    Instant taken,
    String version,
    boolean switchedOn,
    List<String> rules,
    List<String> warnings,
    List<ReloadStatus> reloads,
    Map<String, Object> settings,
    MirrorStats stats,
    List<RecentFailure> recentFailures) {

  /** Copies lists and map. */
  public MirrorStatus {
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
    reloads = List.copyOf(reloads);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    recentFailures = List.copyOf(recentFailures);
  }

  /**
   * The status as JSON, an object on one line, with the names of this record and its parts; counts
   * are numbers, times are texts as in ISO 8601, what never occurred is left out of the counts.
   *
   * <p>Further names may come in later versions, those that are there stay.
   *
   * @return the text, of which everything beyond JSON's own syntax is escaped
   */
  public String toJson() {
    return JsonText.of(StatusTree.of(this));
  }

  /**
   * The status as a page of plain text, meant for people; its form may change.
   *
   * @return several lines, each ended by a line feed
   */
  public String toText() {
    return StatusText.of(this);
  }

  /** The page of {@link #toText()}. */
  @Override
  public String toString() {
    return toText();
  }
}
