package io.github.mirror4j.examples.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The goals, judged by what was measured; what was not measured is not judged. */
final class Goals {

  private static final double HEALTHY_P50 = 1.15;
  private static final double HEALTHY_CPU = 1.45;
  private static final double FAULTY_P50 = 1.05;
  private static final double FAULTY_P99 = 1.10;
  private static final double FAILING_CPU = 1.10;
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
    }
    goals.memory();
    for (MirrorState state : MirrorState.values()) {
      Variant.MIRRORING.stream()
          .filter(variant -> variant != Variant.MIRROR4J)
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
    List<String> behind = new ArrayList<>();
    List<String> all = new ArrayList<>();
    compare(state, Mode.PACED, rival, Figure.P50, behind, all);
    compare(state, Mode.PACED, rival, Figure.P99, behind, all);
    compare(state, Mode.CLOSED, rival, Figure.THROUGHPUT, behind, all);
    if (!all.isEmpty()) {
      String text = state.label() + ": ahead of " + rival.label();
      String measured = String.join(", ", all);
      goals.add(new Goal(text, measured, "better in each", behind.isEmpty(), false));
    }
  }

  private void compare(
      MirrorState state,
      Mode mode,
      Variant rival,
      Figure figure,
      List<String> behind,
      List<String> all) {
    Optional<Row> our = row(state, mode, Variant.MIRROR4J);
    Optional<Row> other = row(state, mode, rival);
    if (our.isEmpty() || other.isEmpty()) {
      return;
    }
    double ours = our.get().ratio(figure).median();
    double theirs = other.get().ratio(figure).median();
    String text =
        "%s %s to %s".formatted(figure.label(), Spread.number(ours), Spread.number(theirs));
    all.add(text);
    if (figure == Figure.THROUGHPUT ? ours < theirs : ours > theirs) {
      behind.add(text);
    }
  }

  private void noErrors() {
    List<Row> ours =
        figures.rows().stream()
            .filter(row -> row.variant() == Variant.MIRROR4J || row.variant() == Variant.UNTOUCHED)
            .toList();
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
