package io.github.mirror4j.yaml.tree;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * What is wrong with a text that is no YAML, with the parser's place. Common mistakes have messages
 * of this library, others those of the parser.
 */
final class YamlError {

  private static final Pattern PLACE = Pattern.compile(" in reader, line (\\d+), column (\\d+)");

  /** What Helm and Go, Jinja and Ansible put between braces. */
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?(\\}\\}|$)|\\{%.*?(%\\}|$)");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}?");

  /** What no plain text starts with, at the start of a value; the last one of a line is meant. */
  private static final Pattern SIGN = Pattern.compile(".*(?:^|[\\s,:\\[{])[*@`%]");

  private static final String AS_OTHERS = "the column at which the fields that it belongs to begin";

  private YamlError() {}

  /** A mistake as people see it: its place in the line, what is there, and what was expected. */
  private record Mistake(int column, String value, String expected) {}

  static void report(JacksonException error, SourceText source, Findings findings) {
    TokenStreamLocation location = error.getLocation();
    int line = location == null ? 1 : location.getLineNr();
    int column = location == null ? 1 : location.getColumnNr();
    String message = String.valueOf(error.getOriginalMessage());
    String problem = firstLine(message);
    // The exception's own location may be that of the token before; the text names the true one.
    Matcher matcher = PLACE.matcher(message);
    int from = 0;
    while (matcher.find()) {
      line = Integer.parseInt(matcher.group(1));
      column = Integer.parseInt(matcher.group(2));
      String before = message.substring(from, matcher.start()).strip();
      problem = before.substring(before.lastIndexOf('\n') + 1);
      from = matcher.end();
    }
    if (message.contains("=ALI")) {
      problem = "an alias as a name";
    }
    int at = column;
    String parsers = Node.printable(problem);
    Mistake mistake =
        mistake(problem, line(source, line), at).orElseGet(() -> new Mistake(at, parsers, "YAML"));
    int control = controlAbove(source, line);
    if (control > 0) {
      // What the parser met later is due to that line.
      line = control;
      mistake = mistake(problem, line(source, line), at).orElse(mistake);
    }
    var mark = source.mark(Math.max(line, 1), Math.max(mistake.column(), 1));
    findings.problem(mark, source.path(), mistake.value(), mistake.expected());
  }

  /**
   * The last line of a document, up to a place, that is the control structure of a template, which
   * is no YAML wherever it stands; 0 where there is none.
   */
  private static int controlAbove(SourceText source, int line) {
    List<String> lines =
        ScalarStyle.withoutByteOrderMark(source.text()).lines().limit(line).toList();
    for (int number = lines.size(); number > 0; number--) {
      if (lines.get(number - 1).startsWith("---")) {
        return 0; // Only in this document: others may hold templates as texts.
      }
      String text = lines.get(number - 1).stripLeading();
      if (text.startsWith("{{") || text.startsWith("{%")) {
        return number;
      }
    }
    return 0;
  }

  private static Optional<Mistake> mistake(String problem, String line, int column) {
    Matcher template = TEMPLATE.matcher(line);
    if (template.find()) {
      String shown = '"' + Node.printable(template.group()) + '"';
      String expected = "YAML; this is a template, which has to be rendered first (helm template)";
      return Optional.of(new Mistake(template.start() + 1, shown, expected));
    }
    Matcher variable = VARIABLE.matcher(line);
    if (line.contains("${") && variable.find() && problem.startsWith("expected ','")) {
      String expected =
          "YAML; this is a variable, which has to be replaced first, or a text in quotes";
      return Optional.of(new Mistake(variable.start() + 1, variable.group(), expected));
    }
    Matcher sign = SIGN.matcher(line.substring(0, Math.min(line.length(), column + 1)));
    boolean isSign =
        problem.contains("start any token") || problem.startsWith("unexpected character found");
    if (isSign && sign.find()) {
      String shown = String.valueOf(line.charAt(sign.end() - 1));
      String expected = "a text in quotes where it starts with " + shown;
      return Optional.of(new Mistake(sign.end(), shown, expected));
    }
    if (problem.contains("'\\t")) {
      return Optional.of(new Mistake(column, "a tab", "blanks: a tab is no indentation in YAML"));
    }
    if (problem.startsWith("expected <block end>")) {
      return Optional.of(new Mistake(column, "an indentation of its own", AS_OTHERS));
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return Optional.of(secondColon(line, column));
    }
    if (problem.startsWith("could not find expected ':'")) {
      return Optional.of(new Mistake(column, "a line without ':'", "name: value"));
    }
    return Optional.empty();
  }

  /**
   * A colon where a value stands: in the same line, or in that above, so that this one is deeper.
   */
  private static Mistake secondColon(String line, int column) {
    String before = line.substring(0, Math.min(Math.max(column - 1, 0), line.length()));
    if (before.contains(": ")) {
      return new Mistake(column, "a second ':'", "one value, a text with ': ' in quotes");
    }
    int indentation = before.length() - before.stripLeading().length();
    String name = Node.printable(before.strip());
    return new Mistake(
        indentation + 1, "\"" + name + "\" below a field that has a value", AS_OTHERS);
  }

  private static String line(SourceText source, int number) {
    String text = ScalarStyle.withoutByteOrderMark(source.text());
    return text.lines().skip(Math.max(number - 1, 0)).findFirst().orElse("");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
