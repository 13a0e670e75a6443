package io.github.mirror4j.examples.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The goals, judged by what was measured; what was not measured is not judged. */
final class Goals {

  private static final double HEALTHY_P50 = 1.15;
  private static final double HEALTHY_CPU = 1.45;
  private static final double FAULTY_P50 = 1.05;
  private static final double FAULTY_P99 = 1.10;
  private static final double FAILING_CPU = 1.10;
  private static final double COMPARED_P50 = 1.05;
  private static final double AFTER_P50 = 1.02;
  private static final double HELD_FACTOR = 1.1;
  private static final int HELD_EXTRA = 16 << 10;
  private static final double KIB = 1024;

  private final LoadRun.Figures figures;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(LoadRun.Figures figures) {
    this.figures = figures;
  }

  static List<Goal> judge(LoadRun.Figures figures) {
    Goals goals = new Goals(figures);
    for (MirrorState state : MirrorState.values()) {
      goals.row(state, Mode.PACED, Variant.MIRROR4J).ifPresent(row -> goals.caller(state, row));
      goals.compared(state);
      goals.afterResponse(state);
    }
    goals.memory();
    for (MirrorState state : MirrorState.values()) {
      Variant.MIRRORING.stream()
          .filter(Variant::isRival)
          .forEach(rival -> goals.ahead(state, rival));
    }
    goals.noErrors();
    return goals.goals;
  }

  private void caller(MirrorState state, Row row) {
    String name = state.label() + ", paced: ";
    if (state == MirrorState.HEALTHY) {
      goals.add(Goal.atMost(name + "p50 x", row.ratio(Figure.P50), HEALTHY_P50));
      goals.add(Goal.atMost(name + "CPU x", row.ratio(Figure.CPU), HEALTHY_CPU));
      return;
    }
    goals.add(Goal.atMost(name + "p50 x", row.ratio(Figure.P50), FAULTY_P50));
    goals.add(Goal.atMost(name + "p99 x", row.ratio(Figure.P99), FAULTY_P99));
    if (state == MirrorState.REFUSING || state == MirrorState.RESETTING) {
      goals.add(Goal.atMost(name + "CPU x", row.ratio(Figure.CPU), FAILING_CPU));
    }
  }

  /** What a comparison adds to a mirror. */
  private void compared(MirrorState state) {
    compare(state, Mode.PACED, Variant.COMPARED, Figure.P50)
        .map(
            p50 -> {
              double factor = p50.theirs().median() / p50.ours().median();
              return new Goal(
                  state.label() + ", paced: p50 compared against not compared x",
                  Spread.number(factor),
                  "at most " + Spread.number(COMPARED_P50),
                  factor <= COMPARED_P50,
                  p50.isClose());
            })
        .ifPresent(goals::add);
  }

  private void afterResponse(MirrorState state) {
    row(state, Mode.PACED, Variant.AFTER_RESPONSE)
        .map(row -> row.ratio(Figure.P50))
        .map(
            p50 -> Goal.atMost(state.label() + ", paced: p50 after the response x", p50, AFTER_P50))
        .ifPresent(goals::add);
  }

  private void memory() {
    List<HeldCopies> held = figures.held().getOrDefault(Variant.MIRROR4J, List.of());
    if (held.isEmpty()) {
      return;
    }
    double limit = HELD_FACTOR * Plan.HELD_BODY + HELD_EXTRA;
    Spread each = Spread.of(held.stream().mapToDouble(h -> h.bytesPerCopy() / KIB).toArray());
    goals.add(Goal.atMost("heap of a held copy of 100 KiB, in KiB", each, limit / KIB));
  }

  private void ahead(MirrorState state, Variant rival) {
    List<AgainstOthers> all =
        Stream.of(
                compare(state, Mode.PACED, rival, Figure.P50),
                compare(state, Mode.PACED, rival, Figure.P99),
                compare(state, Mode.CLOSED, rival, Figure.THROUGHPUT))
            .flatMap(Optional::stream)
            .toList();
    if (!all.isEmpty()) {
      goals.add(
          new Goal(
              state.label() + ": ahead of " + rival.label(),
              all.stream().map(AgainstOthers::toString).collect(Collectors.joining(", ")),
              "better in each",
              all.stream().allMatch(AgainstOthers::isAhead),
              all.stream().anyMatch(Predicate.not(AgainstOthers::isAhead))
                  && all.stream().allMatch(each -> each.isAhead() || each.isClose())));
    }
  }

  private Optional<AgainstOthers> compare(
      MirrorState state, Mode mode, Variant rival, Figure figure) {
    return row(state, mode, Variant.MIRROR4J)
        .flatMap(
            ours ->
                row(state, mode, rival)
                    .map(
                        theirs ->
                            new AgainstOthers(figure, ours.ratio(figure), theirs.ratio(figure))));
  }

  private void noErrors() {
    List<Row> ours = figures.rows().stream().filter(row -> row.variant().isOurs()).toList();
    if (!ours.isEmpty()) {
      long count = ours.stream().mapToLong(Row::errors).sum();
      String text = "errors that callers saw through Mirror4J";
      goals.add(new Goal(text, Long.toString(count), "none", count == 0, false));
    }
  }

  private Optional<Row> row(MirrorState state, Mode mode, Variant variant) {
    return figures.rows().stream()
        .filter(row -> row.isWith(state))
        .filter(row -> row.mode() == mode && row.variant() == variant)
        .findFirst();
  }
}
