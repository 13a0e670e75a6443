package io.github.mirror4j.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What the parser says about a text that is no YAML, at the place it means. */
final class YamlError {

  private static final Pattern PLACE = Pattern.compile(" in reader, line (\\d+), column (\\d+)");

  private YamlError() {}

  static void report(JacksonException error, String file, Findings findings) {
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
    var mark = new Node.Mark(file, Math.max(line, 1), Math.max(column, 1));
    findings.problem(mark, "", Node.printable(problem), "YAML");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
