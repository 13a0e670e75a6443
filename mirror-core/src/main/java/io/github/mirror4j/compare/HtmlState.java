package io.github.mirror4j.compare;

import io.github.mirror4j.compare.HtmlTable.Cell;
import io.github.mirror4j.text.HtmlBuilder;

/** States as a sign, a word and a colour, so that the colour is not needed. */
final class HtmlState {

  private static final String CHECK_MARK = "M4 13l5 5L20 6";
  private static final String CROSS = "M5 5l14 14M19 5L5 19";
  private static final String DOTS = "M4 12h.1M12 12h.1M20 12h.1";

  private HtmlState() {}

  static Cell cell(CheckState state, String what, String note) {
    return new Cell(
        "t",
        html -> {
          write(html, state.name(), word(state) + what);
          if (!note.isEmpty()) {
            html.element("small", note);
          }
        });
  }

  static String word(CheckState state) {
    return switch (state) {
      case FINE -> "within the limit";
      case OPEN -> "not decided";
      case WORSE -> "beyond the limit";
    };
  }

  static String word(Verdict.State state) {
    return state.name().replace('_', ' ');
  }

  /** Verdicts have the colours of the checks that they come from. */
  static String style(Verdict.State state) {
    return switch (state) {
      case SAFE -> CheckState.FINE.name();
      case NOT_SAFE -> CheckState.WORSE.name();
      case UNDECIDED -> CheckState.OPEN.name();
    };
  }

  static void write(HtmlBuilder html, String style, String text) {
    html.open("span", "class", "s " + style);
    html.open("svg", "class", "g", "viewBox", "0 0 24 24", "aria-hidden", "true");
    html.empty("path", "d", sign(style)).close();
    html.text(" " + text).close();
  }

  private static String sign(String style) {
    return switch (CheckState.valueOf(style)) {
      case FINE -> CHECK_MARK;
      case OPEN -> DOTS;
      case WORSE -> CROSS;
    };
  }
}
