package io.github.mirror4j.compare;

import io.github.mirror4j.compare.HtmlTable.Cell;
import io.github.mirror4j.text.HtmlBuilder;
import java.util.Locale;

/** Draws two values beside each other: v2's as a dot, v1's as a ring. The scale is logarithmic. */
final class PairPlot {

  static final String LEGEND = "Dot: v2. Ring: v1. The scale is logarithmic.";

  private static final int WIDTH = 240;
  private static final int EDGE = 8;

  private final double smallest;
  private final double largest;

  /**
   * Creates a plot.
   *
   * @param smallest the smallest value that has a place of its own on the axis, more than 0
   * @param largest the largest value
   */
  PairPlot(double smallest, double largest) {
    this.smallest = Math.log(smallest);
    this.largest = Math.max(this.smallest + 1e-9, Math.log(largest));
  }

  /** Returns a picture of two values, which its label has in words. */
  Cell of(double v2, double v1, String label) {
    return new Cell("p", html -> draw(x(v2), x(v1), label, html));
  }

  private static void draw(String v2, String v1, String label, HtmlBuilder html) {
    html.open("svg", "viewBox", "0 0 240 20", "role", "img", "aria-label", label);
    html.open("g").empty("path", "class", "i", "d", "M" + v1 + " 10H" + v2);
    html.empty("circle", "class", "r", "cx", v1, "cy", "10", "r", "5");
    html.empty("circle", "cx", v2, "cy", "10", "r", "4").close().close();
  }

  private String x(double value) {
    double log = value <= 0 ? smallest : Math.clamp(Math.log(value), smallest, largest);
    double share = (log - smallest) / (largest - smallest);
    return String.format(Locale.ROOT, "%.0f", EDGE + share * (WIDTH - 2 * EDGE));
  }
}
