package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Substitution;
import io.github.mirror4j.rule.syntax.Syntax;
import io.github.mirror4j.text.HttpText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks changes to the path and the headers of a request, be it a primary or a copy. */
final class EditValidator {

  private final String path;
  private final List<Problem> problems;

  EditValidator(String path, List<Problem> problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Checks a header's name and value. Headers of the connection must not be changed. */
  void header(HeaderEdit edit, String place, Set<String> ofConnection, String instead) {
    String name = edit.name();
    String value = value(edit);
    if (!HttpText.isToken(name)) {
      add(place + ".name", name, "a header name");
    } else if (name.equalsIgnoreCase("te") && ofConnection.contains("te")) {
      checkTe(edit, place, value);
    } else if (ofConnection.contains(name.toLowerCase(Locale.ROOT))) {
      add(place + ".name", name, "no header of the connection; for the host see " + instead);
    }
    if (!Syntax.isHeaderValue(value)) {
      // It may be a password, whatever the name is: one that was read from a file ends with a line.
      add(place + ".value", "***", "Latin-1, no control characters, no blanks at the ends");
    }
  }

  /**
   * Checks {@code TE}, the one connection header that also concerns the response. gRPC servers
   * require it.
   */
  private void checkTe(HeaderEdit edit, String place, String value) {
    boolean removes = edit instanceof HeaderEdit.Remove;
    if (!removes && !value.equalsIgnoreCase("trailers")) {
      add(place + ".value", value, "\"trailers\", the one value of TE that a copy may have");
    }
  }

  private static String value(HeaderEdit edit) {
    return switch (edit) {
      case HeaderEdit.Set set -> set.value();
      case HeaderEdit.Add added -> added.value();
      case HeaderEdit.Remove removed -> "";
    };
  }

  void rewrite(PathRewrite rewrite) {
    switch (rewrite) {
      case PathRewrite.Full(String to) -> checkPath("pathRewrite.to", to);
      case PathRewrite.Prefix(String from, String to) -> {
        checkPath("pathRewrite.from", from);
        checkPath("pathRewrite.to", to);
      }
      case PathRewrite.Regex(String pattern, String substitution) -> {
        String expected = Syntax.regexProblem(pattern);
        if (expected != null) {
          add("pathRewrite.pattern", pattern, expected);
        } else if (!Substitution.isValid(pattern, substitution)) {
          String groups = "a raw path text whose \\0 to \\9 are groups of the pattern";
          add("pathRewrite.substitution", substitution, groups);
        }
      }
    }
  }

  private void checkPath(String place, String text) {
    if (!Syntax.isRawPath(text)) {
      add(place, text, "a raw path that starts with '/', without query and fragment");
    }
  }

  private void add(String place, String text, String expected) {
    problems.add(Problem.ofText(path + "." + place, text, expected));
  }
}
