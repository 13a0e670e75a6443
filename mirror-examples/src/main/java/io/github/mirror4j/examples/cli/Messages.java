package io.github.mirror4j.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints findings as compilers do, one a line: {@code file:line:column: warning: what}. On a
 * terminal the kind has a colour.
 */
record Messages(PrintWriter out, Ansi ansi) {

  private static final Pattern PLACE = Pattern.compile("(.*?:\\d+:\\d+: )(.*)");

  static Messages toOut(CommandLine command) {
    return new Messages(command.getOut(), command.getColorScheme().ansi());
  }

  static Messages toErr(CommandLine command) {
    return new Messages(command.getErr(), command.getColorScheme().ansi());
  }

  void error(String text) {
    print("@|bold,red error:|@ ", text);
  }

  void warning(String text) {
    print("@|bold,yellow warning:|@ ", text);
  }

  /** Prints warnings of files, and then those of the rules that were read from them. */
  int warnings(List<String> ofFiles, List<String> ofRules) {
    ofFiles.forEach(this::warning);
    ofRules.forEach(this::warning);
    return ofFiles.size() + ofRules.size();
  }

  void note(String text) {
    print("@|bold,cyan note:|@ ", text);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The kind comes behind the place, so that editors find the place at the line's start. */
  private void print(String kind, String text) {
    Matcher matcher = PLACE.matcher(text);
    boolean hasPlace = matcher.matches();
    String place = hasPlace ? matcher.group(1) : "";
    String rest = hasPlace ? matcher.group(2) : text;
    line(place + ansi.string(kind) + rest);
  }
}
