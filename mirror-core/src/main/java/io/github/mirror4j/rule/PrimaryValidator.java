package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Syntax;
import io.github.mirror4j.text.ConnectionHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks {@link PrimaryEdits}. */
final class PrimaryValidator {

  private static final String PATH = "primary";

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
  private static final Duration MAX = Duration.ofHours(99_999);

  private PrimaryValidator() {}

  static List<Problem> problems(PrimaryEdits edits) {
    List<Problem> problems = new ArrayList<>();
    EditValidator ofEdits = new EditValidator(PATH, problems);
    if (edits.pathRewrite() != null) {
      ofEdits.rewrite(edits.pathRewrite());
    }
    String authority = edits.authority();
    if (authority != null && !Syntax.isAuthority(authority)) {
      String expected = "a host, perhaps with a port: \"orders.example.com:8080\"";
      problems.add(Problem.ofText(PATH + ".authority", authority, expected));
    }
    for (int i = 0; i < edits.headerEdits().size(); i++) {
      HeaderEdit edit = edits.headerEdits().get(i);
      ofEdits.header(
          edit,
          "headerEdits[" + i + "]",
          ConnectionHeaders.SET_BY_CLIENT,
          "PrimaryEdits.authority");
    }
    Duration time = edits.timeout();
    if (time != null && !isMillis(time)) {
      String expected = MIN_TIMEOUT + " to " + MAX + " in whole milliseconds";
      problems.add(new Problem(PATH + ".timeout", time.toString(), expected));
    }
    return problems;
  }

  private static boolean isMillis(Duration time) {
    return time.compareTo(MIN_TIMEOUT) >= 0
        && time.compareTo(MAX) <= 0
        && time.equals(Duration.ofMillis(time.toMillis()));
  }
}
