package io.github.mirror4j.compare.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.rule.Check;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Primaries that the draw of a weighted route sent to v2 itself cannot be compared. Chance chose
 * them, so the others are a fair sample: SAFE is possible, and a canary counts for nothing.
 */
class CanaryTest {

  private static final int COMPARED = 900;

  private static Traffic traffic() {
    return new Traffic(
        Traffic.atOnce()
            .margin(Check.CONTENT, 1)
            .margin(Check.PERSISTENT, 1)
            .margin(Check.ERRORS, 1)
            .build());
  }

  private static void lose(Traffic traffic, int times, LossReason reason) {
    for (int i = 0; i < times; i++) {
      traffic.evidence().selected();
      traffic.evidence().lost(reason);
    }
  }

  @ParameterizedTest
  @EnumSource(LossReason.class)
  void onlyWhatChanceChoseOrNobodyWantedLowersNoCoverage(LossReason reason) {
    Set<LossReason> harmless = EnumSet.of(LossReason.CANARY, LossReason.WITHHELD);
    Traffic traffic = traffic();
    traffic.same(COMPARED, "/a");
    lose(traffic, COMPARED, reason);

    ComparisonReport report = traffic.report();

    boolean isHarmless = harmless.contains(reason);
    assertThat(report.pairs().coverage()).isEqualTo(isHarmless ? 1 : 0.5);
    assertThat(report.key().coverage()).isEqualTo(isHarmless ? 1 : 0.5);
    assertThat(report.verdict().state()).isEqualTo(isHarmless ? State.SAFE : State.UNDECIDED);
    assertThat(report.pairs().lost()).containsEntry(reason, (long) COMPARED);
  }

  @Test
  void itNeverCountsAsEqual() {
    Traffic with = traffic();
    Traffic without = traffic();
    for (Traffic each : new Traffic[] {with, without}) {
      each.same(300, "/a");
    }
    lose(with, 100_000, LossReason.CANARY);

    ComparisonReport report = with.report();

    assertThat(report.key().checks()).isEqualTo(without.report().key().checks());
    assertThat(report.key().triples()).isEqualTo(300);
    assertThat(report.key().distinct()).isEqualTo(300);
    assertThat(report.pairs().compared()).isEqualTo(300);
    assertThat(report.verdict()).isEqualTo(without.report().verdict());
  }

  @Test
  void aReportNamesHowManyThereWere() {
    Traffic traffic = traffic();
    traffic.same(30, "/a");
    lose(traffic, 1_234, LossReason.CANARY);

    assertThat(traffic.report().toText()).contains("lost: canary").contains("1,234");
    assertThat(traffic.report().doesNotTell())
        .anyMatch(line -> line.startsWith("1,234 primaries went to v2 themselves, by the draw"));
  }

  @Test
  void whereThereIsNothingElseNothingIsKnown() {
    Traffic traffic = traffic();
    lose(traffic, 100, LossReason.CANARY);

    assertThat(traffic.report().verdict().state()).isEqualTo(State.UNDECIDED);
    assertThat(traffic.report().verdict().because())
        .startsWith("no pair was compared so far; the main reason is CANARY");
  }
}
