package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Failed;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CopyEditor;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Copies that were chosen by their primaries, or edited, prove less. */
class MirrorOfChoiceTest {

  private static final Leg ONE = response(200, "{\"a\":1}");
  private static final Leg TWO = response(200, "{\"a\":2}");
  private static final Leg FAILED = new Failed(Failed.Kind.CONNECTION, 1);
  private static final CopyEditor EDITOR = draft -> draft;

  private static Traffic traffic(UnaryOperator<Mirror> settings) {
    Comparison comparison =
        atOnce()
            .warmUp(Duration.ZERO, 10)
            .margin(Check.PERSISTENT, 1)
            .margin(Check.CONTENT, 1)
            .margin(Check.ERRORS, 1)
            .build();
    Mirror mirror = settings.apply(Mirror.to("v2").compare(comparison));
    return new Traffic(mirror.comparison().orElseThrow());
  }

  private static void add(Traffic traffic, int count, Leg candidate) {
    for (int i = 0; i < count; i++) {
      Compared compared = traffic.triple("/a", ONE, candidate, ONE);
      if (compared.wantsConfirmation()) {
        traffic.evidence().confirmed(compared, ONE, ONE, candidate);
      }
    }
  }

  @Test
  void allPrimariesMayProveV2Safe() {
    Traffic all = traffic(mirror -> mirror.afterResponse());
    add(all, 800, ONE);

    assertThat(all.report().verdict().state()).isEqualTo(State.SAFE);
    assertThat(all.report().doesNotTell()).noneMatch(line -> line.contains("ended in a certain"));
  }

  @Test
  void aChoiceOfPrimariesNeverDoes() {
    Traffic chosen = traffic(mirror -> mirror.onlyAfter(PrimaryOutcome.statusClass(5)));
    add(chosen, 800, ONE);

    assertThat(chosen.report().verdict().state()).isEqualTo(State.UNDECIDED);
    assertThat(chosen.report().lacks())
        .anyMatch(lack -> lack.startsWith("copies are sent only of primaries that ended in a"));
    assertThat(chosen.report().doesNotTell())
        .anyMatch(
            line -> line.startsWith("Only primaries that ended in a certain way were copied"));
    assertThat(chosen.report().toText()).contains("ended in a certain way");
  }

  @Test
  void aChoiceOfPrimariesMayProveErrors() {
    Traffic chosen = traffic(mirror -> mirror.onlyAfter(PrimaryOutcome.statusClass(2)));
    add(chosen, 60, FAILED);

    assertThat(chosen.report().verdict().state()).isEqualTo(State.NOT_SAFE);
  }

  @Test
  void contentOfEditedCopiesProvesNothingWorse() {
    Traffic asTheyAre = traffic(mirror -> mirror);
    add(asTheyAre, 60, TWO);
    assertThat(asTheyAre.report().verdict().state()).isEqualTo(State.NOT_SAFE);

    Traffic edited = traffic(mirror -> mirror.edit(EDITOR));
    add(edited, 60, TWO);
    assertThat(edited.report().verdict().state()).isEqualTo(State.UNDECIDED);
    assertThat(edited.report().doesNotTell())
        .anyMatch(line -> line.startsWith("The copies were edited before they were sent"));
  }

  @Test
  void errorsOfEditedCopiesStillDo() {
    Traffic edited = traffic(mirror -> mirror.edit(EDITOR));
    add(edited, 60, FAILED);

    assertThat(edited.report().verdict().state()).isEqualTo(State.NOT_SAFE);
  }

  @Test
  void theEvidenceIsAboutSuchCopies() {
    Comparison comparison = Comparison.withoutBaseline().build();
    Mirror mirror = Mirror.to("v2").compare(comparison);

    assertThat(mirror.comparison()).contains(comparison);
    assertThat(mirror.onlyAfter(PrimaryOutcome.failed()).comparison().orElseThrow().text())
        .isNotEqualTo(comparison.text())
        .contains("chosenPrimaries=true");
    assertThat(mirror.edit(EDITOR).comparison().orElseThrow().text()).contains("editedCopies=true");
    assertThat(
            mirror.edit(EDITOR).onlyAfter(PrimaryOutcome.failed()).edit(EDITOR).compare(comparison))
        .isEqualTo(mirror.onlyAfter(PrimaryOutcome.failed()).edit(EDITOR));
  }

  @Test
  void filesOfEvidenceKeepIt() {
    Comparison comparison = Comparison.withBaseline(10).build();
    Mirror mirror = Mirror.to("v2").compare(comparison);
    Comparison chosen = mirror.onlyAfter(PrimaryOutcome.failed()).comparison().orElseThrow();
    Comparison edited = mirror.edit(EDITOR).comparison().orElseThrow();

    assertThat(reread(comparison).isOfChosenPrimaries()).isFalse();
    assertThat(reread(comparison).isOfEditedCopies()).isFalse();
    assertThat(reread(chosen).isOfChosenPrimaries()).isTrue();
    assertThat(reread(edited).isOfEditedCopies()).isTrue();
  }

  private static Comparison reread(Comparison comparison) {
    return ComparedSettings.of(comparison).comparison(Map.of());
  }

  @Test
  void whatIsWithheldDoesNotCountAgainstTheCoverage() {
    Traffic traffic = traffic(mirror -> mirror.onlyAfter(PrimaryOutcome.statusClass(5)));
    add(traffic, 30, ONE);
    for (int i = 0; i < 500; i++) {
      traffic.evidence().selected();
      traffic.evidence().lost(LossReason.WITHHELD);
    }

    assertThat(traffic.report().pairs().coverage()).isEqualTo(1);
    assertThat(traffic.report().lacks()).noneMatch(lack -> lack.contains("of the pairs"));
    assertThat(traffic.report().pairs().lost()).containsEntry(LossReason.WITHHELD, 500L);
  }
}
