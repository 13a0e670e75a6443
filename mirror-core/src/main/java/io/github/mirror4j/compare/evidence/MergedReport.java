package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.KeyReport;
import io.github.mirror4j.compare.ReportScope;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.text.Percent;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report of a sum, with reservations and notes.
 *
 * @param sum the report of the sum
 * @param processes how many processes counted
 * @param comparison the settings, as the processes wrote them
 * @param reservations why nothing may be decided
 * @param notes what else there is to know
 */
record MergedReport(
    ComparisonReport sum,
    long processes,
    String comparison,
    List<String> reservations,
    List<String> notes) {

  ComparisonReport report() {
    Verdict verdict = verdict();
    return new ComparisonReport(
        ReportScope.FLEET,
        processes,
        sum.mirror(),
        sum.at(),
        verdict,
        Stream.concat(reservations.stream(), sum.lacks().stream()).toList(),
        sum.pairs(),
        key(verdict),
        sum.keys(),
        sum.settings(),
        Stream.concat(notes.stream(), sum.doesNotTell().stream()).toList(),
        comparison);
  }

  private Verdict verdict() {
    if (reservations.isEmpty()) {
      return sum.verdict();
    }
    int more = reservations.size() - 1;
    String because =
        reservations.get(0)
            + (more == 0
                ? ""
                : " (and " + Percent.count(more, "more reason", "more reasons") + ")");
    return new Verdict(Verdict.State.UNDECIDED, because);
  }

  private KeyReport key(Verdict verdict) {
    KeyReport key = sum.key();
    return new KeyReport(
        key.v1(),
        key.v2(),
        verdict,
        key.since(),
        key.span(),
        key.pairs(),
        key.triples(),
        key.distinct(),
        key.repeated(),
        key.coverage(),
        key.checks(),
        key.endpoints(),
        key.fields(),
        key.latency(),
        key.examples(),
        key.history());
  }
}
