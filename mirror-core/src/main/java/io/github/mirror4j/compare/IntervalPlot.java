package io.github.mirror4j.compare;

import io.github.mirror4j.compare.HtmlTable.Cell;
import io.github.mirror4j.text.HtmlBuilder;
import java.util.List;
import java.util.Locale;

/**
 * Draws the intervals of checks below each other. The scale is in multiples of each check's margin,
 * so that what is allowed ends at the same place in each row; it is linear near zero and
 * logarithmic far from it.
 */
final class IntervalPlot {

  static final String LEGEND =
      "Line: between at least and at most. Dot: seen. Shaded: more than allowed. Thin line: as v1."
          + " The scale is in multiples of what is allowed.";

  private static final int WIDTH = 240;
  private static final int MIDDLE = 10;
  private static final int EDGE = 8;
  private static final double MIN_RANGE = asinh(3);
  private static final double MAX_RANGE = asinh(1_000);
  private static final double NO_MARGIN = 0.001;

  private final double left;
  private final double right;

  IntervalPlot(List<CheckResult> checks) {
    left = -Math.clamp(checks.stream().mapToDouble(c -> -lower(c)).max().orElse(0), 1, MIN_RANGE);
    right =
        Math.clamp(
            checks.stream().mapToDouble(c -> upper(c)).max().orElse(0), MIN_RANGE, MAX_RANGE);
  }

  Cell of(CheckResult check) {
    return new Cell("p", html -> draw(check, html));
  }

  private void draw(CheckResult check, HtmlBuilder html) {
    double margin = x(multiple(check.margin(), check));
    double from = Math.max(lower(check), left);
    double to = Math.min(Math.max(upper(check), from), right);
    double seen = Math.clamp(multiple(check.extra(), check), from, to);
    html.open("svg", "viewBox", "0 0 240 20", "role", "img", "aria-label", inWords(check));
    html.empty("rect", "class", "b", "x", point(margin), "width", point(WIDTH - margin));
    html.empty("path", "class", "z", "d", "M" + point(x(0)) + " 0V20");
    html.open("g", "class", check.state().name());
    html.empty("path", "class", "i", "d", line(from, to));
    html.empty("path", "d", ends(check, from, to));
    html.empty("circle", "cx", point(x(seen)), "cy", "10", "r", "4");
    html.close().close();
  }

  static String inWords(CheckResult check) {
    return "%s: between %s and %s, %s allowed"
        .formatted(
            HtmlState.word(check.state()),
            HtmlTable.signed(check.lower()),
            HtmlTable.signed(check.upper()),
            HtmlTable.signed(check.margin()));
  }

  private String line(double from, double to) {
    return "M%s %dH%s".formatted(point(x(from)), MIDDLE, point(x(to)));
  }

  /** A bar where the interval ends, an arrow where it goes on beyond the picture. */
  private String ends(CheckResult check, double from, double to) {
    String start =
        lower(check) < left ? "M%s 10l6 -5v10z".formatted(point(x(from) - EDGE + 2)) : bar(x(from));
    String end =
        upper(check) > right ? "M%s 10l-6 -5v10z".formatted(point(x(to) + EDGE - 2)) : bar(x(to));
    return start + end;
  }

  private static String bar(double x) {
    return "M%s 5h2v10h-2z".formatted(point(x - 1));
  }

  private double x(double multiple) {
    return EDGE + (multiple - left) / (right - left) * (WIDTH - 2 * EDGE);
  }

  private static double lower(CheckResult check) {
    return multiple(Math.max(-1, check.lower()), check);
  }

  private static double upper(CheckResult check) {
    return multiple(Math.min(1, check.upper()), check);
  }

  private static double multiple(double fraction, CheckResult check) {
    return asinh(fraction / (check.margin() > 0 ? check.margin() : NO_MARGIN));
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    return Math.signum(x) * Math.log(size + Math.sqrt(size * size + 1));
  }

  private static String point(double x) {
    return String.format(Locale.ROOT, "%.0f", x);
  }
}
