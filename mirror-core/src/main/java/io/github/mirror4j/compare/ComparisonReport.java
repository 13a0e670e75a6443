package io.github.mirror4j.compare;

import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.List;

/**
 * What the comparison of a mirror's responses found so far. It is valid whenever somebody looks,
 * however often. Immutable.
 *
 * @param scope whose evidence it is about
 * @param processes the number of processes that counted; 1 if the scope is a process
 * @param mirror the mirror
 * @param at when the report was made
 * @param verdict what is proven about the new version
 * @param lacks what stands between the new version and SAFE, in sentences; empty if it is safe
 * @param pairs what became of the pairs selected
 * @param key the builds that the verdict is about
 * @param keys all builds that were compared, oldest first
 * @param settings what each setting for a path let pass
 * @param doesNotTell what this comparison cannot tell, in sentences
 * @param comparison the settings, as text
 * @since 0.1.0
 */
public record ComparisonReport(
    ReportScope scope,
    long processes,
    MirrorId mirror,
    Instant at,
    Verdict verdict,
    List<String> lacks,
    PairCounts pairs,
    KeyReport key,
    List<KeySummary> keys,
    List<SettingResult> settings,
    List<String> doesNotTell,
    String comparison)
    implements ReportView {

  /** Copies the lists. */
  public ComparisonReport {
    lacks = List.copyOf(lacks);
    keys = List.copyOf(keys);
    settings = List.copyOf(settings);
    doesNotTell = List.copyOf(doesNotTell);
  }

  /**
   * Returns the report for people.
   *
   * @return lines of text, the verdict first
   */
  public String toText() {
    return new ReportText(this).text();
  }

  /**
   * Returns the report for programs. Names are stable; shares and margins are fractions, times are
   * in seconds, and a number that is infinite is null.
   *
   * @return a JSON object on one line
   */
  public String toJson() {
    return ReportJson.of(this);
  }

  /**
   * Returns the reports of one process for programs, with the worst of their verdicts.
   *
   * @param reports the reports of all mirrors of this process; without any, the verdict is
   *     UNDECIDED
   * @param at when they were made
   * @return a JSON object on one line, in the form of {@link #toJson()}
   */
  public static String toJson(List<ComparisonReport> reports, Instant at) {
    return ReportJson.of(reports, at);
  }

  /**
   * Returns the report as one page for a browser: no script, nothing loaded, for screens and paper.
   * It is below 500 KB of UTF-8. Where there is more to show, the page says how much it leaves out.
   *
   * @return the HTML document, which is well-formed XML, too
   */
  public String toHtml() {
    return toHtml(List.of());
  }

  /**
   * Returns the page of {@link #toHtml()} with sections of other origin before the last ones, such
   * as what mirroring costs the callers.
   *
   * @param more the sections; together they may take some 20 KB, and the page says how many it
   *     leaves out
   * @return the HTML document
   */
  public String toHtml(List<ReportSection> more) {
    return new ReportHtml(this).html(List.copyOf(more));
  }
}
