package io.github.mirror4j.examples.bench.load;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The callers' latency by the state of the mirror, as a picture (SVG). */
final class Plot {

  private static final int WIDTH = 1060;
  private static final int HEIGHT = 800;
  private static final int LEFT = 80;
  private static final int RIGHT = 20;
  private static final int PANEL_HEIGHT = 270;
  private static final int FIRST_PANEL = 90;
  private static final int SECOND_PANEL = 435;
  private static final int LEGEND_STEP = 160;

  private static final String NOTE =
      "Rounds against the plain rounds next to them (nginx: against nginx without a mirror), with"
          + " quartiles. Logarithmic; 1 is no difference.";

  private final List<Row> rows;
  private final List<String> parts;
  private final List<Variant> variants;
  private final Svg svg = new Svg(WIDTH, HEIGHT, "Latency of callers, by the state of the mirror");

  private Plot(List<Row> rows) {
    this.rows = rows;
    parts = rows.stream().map(Row::part).distinct().toList();
    variants = rows.stream().map(Row::variant).distinct().sorted().toList();
  }

  /** Empty if callers were not paced or nothing was copied. */
  static Optional<String> of(Results results) {
    List<Row> rows =
        results.rows().stream()
            .filter(row -> row.mode() == Mode.PACED && Variant.MIRRORING.contains(row.variant()))
            .filter(row -> Stream.of(MirrorState.values()).anyMatch(row::isWith))
            .toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Plot(rows).draw(results));
  }

  private String draw(Results results) {
    svg.text(LEFT, 30, "start", 18, "What a mirror costs the callers, by the state of the mirror");
    legend();
    panel(FIRST_PANEL, Figure.P99);
    panel(SECOND_PANEL, Figure.P50);
    svg.text(WIDTH / 2.0, HEIGHT - 54, "middle", 13, "state of the mirror");
    svg.text(LEFT, HEIGHT - 36, "start", 10, NOTE);
    svg.text(LEFT, HEIGHT - 22, "start", 10, results.options());
    svg.text(LEFT, HEIGHT - 8, "start", 10, results.machine());
    return svg.toString();
  }

  private void legend() {
    int x = LEFT;
    for (Variant variant : variants) {
      svg.rect(x, 48, 14, 14, colour(variant));
      svg.text(x + 20, 60, "start", 13, variant.label());
      x += LEGEND_STEP;
    }
  }

  private void panel(int top, Figure figure) {
    int bottom = top + PANEL_HEIGHT;
    LogAxis axis =
        LogAxis.around(rows.stream().map(row -> row.ratio(figure)).toList(), top, bottom);
    for (double tick : axis.ticks()) {
      String stroke = tick == 1 ? Svg.INK : "#dddddd";
      svg.line(LEFT, axis.y(tick), WIDTH - RIGHT, axis.y(tick), stroke);
      svg.text(LEFT - 8, axis.y(tick) + 4, "end", 12, LogAxis.label(tick));
    }
    svg.upright(24, top + PANEL_HEIGHT / 2.0, 13, "callers' " + figure.label() + ", times plain");
    double group = (WIDTH - LEFT - RIGHT) / (double) parts.size();
    for (int i = 0; i < parts.size(); i++) {
      double left = LEFT + i * group;
      bars(left, group, parts.get(i), figure, axis);
      svg.text(left + group / 2, bottom + 18, "middle", 13, parts.get(i));
    }
  }

  private void bars(double left, double group, String part, Figure figure, LogAxis axis) {
    double step = group * 0.88 / variants.size();
    for (Row row : rows) {
      if (row.part().equals(part) && row.ratio(figure).isKnown()) {
        double x = left + group * 0.06 + variants.indexOf(row.variant()) * step;
        bar(x, step * 0.9, row.ratio(figure), colour(row.variant()), axis);
      }
    }
  }

  private void bar(double x, double width, Spread ratio, String colour, LogAxis axis) {
    double one = axis.y(1);
    double end = axis.y(ratio.median());
    svg.rect(x, Math.min(one, end), width, Math.max(1, Math.abs(one - end)), colour);
    double middle = x + width / 2;
    double high = axis.y(ratio.high());
    svg.line(middle, axis.y(ratio.low()), middle, high, Svg.INK);
    String number = Spread.number(ratio.median());
    svg.text(middle, Math.min(one, high) - 4, "middle", 10, number);
  }

  /** Colours that also those can tell apart who see few. */
  private static String colour(Variant variant) {
    return switch (variant) {
      case MIRROR4J -> "#0072b2";
      case COMPARED -> "#56b4e9";
      case AFTER_RESPONSE -> "#009e73";
      case RUN_ASYNC -> "#e69f00";
      case SEND_ASYNC -> "#b0568c";
      default -> "#808080";
    };
  }
}
