package io.github.mirror4j.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goals are judged by medians; what was not measured is not judged. */
class GoalsTest {

  private static final int KIB = 1024;

  @Test
  void nothingMeasuredNothingJudged() {
    assertThat(Goals.judge(new LoadRun.Figures(List.of(), Map.of()))).isEmpty();
  }

  @Test
  void metWhereTheMedianIsWithinTheLimit() {
    List<Goal> goals = judge(rows(MirrorState.HUNG, 1.04, 1.6));

    assertThat(goals)
        .extracting(Goal::text, Goal::met)
        .contains(
            org.assertj.core.groups.Tuple.tuple("hung, paced: p50 x", true),
            org.assertj.core.groups.Tuple.tuple("hung, paced: p99 x", true),
            org.assertj.core.groups.Tuple.tuple("hung: ahead of sendAsync", true));
  }

  @Test
  void notMetBeyond() {
    List<Goal> goals = judge(rows(MirrorState.REFUSING, 1.2, 1.1));

    assertThat(goals).hasSize(5);
    assertThat(goals.subList(0, 4)).noneMatch(Goal::met);
    assertThat(goals.get(3).text()).isEqualTo("refusing: ahead of sendAsync");
    assertThat(goals.get(3).toString()).endsWith("| NOT MET |");
    assertThat(goals.get(3).close()).isFalse();
  }

  @Test
  void behindWithinNoiseIsNotMetAndSaysSo() {
    Spread ours = new Spread(1.1, 1.0, 1.2, 9);
    Spread theirs = new Spread(1.05, 0.9, 1.15, 9);

    assertThat(new AgainstOthers(Figure.P50, ours, theirs))
        .matches(comparison -> !comparison.isAhead() && comparison.isClose())
        .hasToString("p50 1.10 to 1.05");
    assertThat(new AgainstOthers(Figure.THROUGHPUT, ours, theirs))
        .matches(comparison -> comparison.isAhead() && comparison.isClose());
    assertThat(new AgainstOthers(Figure.P50, ours, new Spread(0.8, 0.7, 0.9, 9)))
        .matches(comparison -> !comparison.isAhead() && !comparison.isClose());
  }

  @Test
  void healthyMirrorsMayCostMore() {
    assertThat(judge(rows(MirrorState.HEALTHY, 1.14, 1.6))).allMatch(Goal::met);
  }

  @Test
  void aComparisonMayAddATwentieth() {
    assertThat(goal(Variant.COMPARED, 1.10, 1.15).toString())
        .startsWith("| hung, paced: p50 compared against not compared x | 1.05 |")
        .endsWith("| met |");
    assertThat(goal(Variant.COMPARED, 1.00, 1.06).met()).isFalse();
  }

  @Test
  void copiesAfterTheResponseMayCostAFiftieth() {
    assertThat(goal(Variant.AFTER_RESPONSE, 1.10, 1.02).met()).isTrue();
    assertThat(goal(Variant.AFTER_RESPONSE, 1.10, 1.03).met()).isFalse();
  }

  @Test
  void aHeldCopyMayTakeItsBodyATenthAnd16KiB() {
    assertThat(heldGoal(126 * KIB).met()).isTrue();
    assertThat(heldGoal(127 * KIB).met()).isFalse();
  }

  @Test
  void anErrorOfACallerIsNeverRight() {
    Series series = new Series();
    series.add(Variant.MIRROR4J, Rounds.with(1, 3, "java.io.IOException"), 0);
    Row row = Row.of("hung", Mode.CLOSED, Variant.MIRROR4J, series);

    Goal goal = judge(List.of(row)).getLast();

    assertThat(goal.met()).isFalse();
    assertThat(goal.measured()).isEqualTo("3");
  }

  private static Goal goal(Variant variant, double ours, double theirs) {
    Series series = new Series();
    series.add(Variant.PLAIN, Rounds.withP50(1), 0);
    series.add(Variant.MIRROR4J, Rounds.withP50(ours), 0);
    series.add(variant, Rounds.withP50(theirs), 0);
    List<Row> rows = new ArrayList<>();
    series.variants().forEach(each -> rows.add(Row.of("hung", Mode.PACED, each, series)));
    String text = variant == Variant.COMPARED ? "compared against" : "after the response";
    return judge(rows).stream()
        .filter(goal -> goal.text().contains(text))
        .findFirst()
        .orElseThrow();
  }

  private static Goal heldGoal(double bytes) {
    List<HeldCopies> held = List.of(new HeldCopies(128, Plan.HELD_BODY, bytes));
    return Goals.judge(new LoadRun.Figures(List.of(), Map.of(Variant.MIRROR4J, held))).getFirst();
  }

  private static List<Goal> judge(List<Row> rows) {
    return Goals.judge(new LoadRun.Figures(rows, Map.of()));
  }

  private static List<Row> rows(MirrorState state, double ours, double theirs) {
    Series series = new Series();
    series.add(Variant.PLAIN, Rounds.withP50(1), 0);
    series.add(Variant.MIRROR4J, Rounds.withP50(ours), 0);
    series.add(Variant.SEND_ASYNC, Rounds.withP50(theirs), 0);
    List<Row> rows = new ArrayList<>();
    series
        .variants()
        .forEach(variant -> rows.add(Row.of(state.label(), Mode.PACED, variant, series)));
    return rows;
  }
}
