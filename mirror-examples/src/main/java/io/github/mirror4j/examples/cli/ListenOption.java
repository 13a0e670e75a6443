package io.github.mirror4j.examples.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Where a server listens; port 0 is any free one. */
record ListenOption(String host, int port) {

  private static final Pattern SHAPE = Pattern.compile("(.+):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  static ListenOption parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw new TypeConversionException("'" + text + "' (expected: HOST:PORT)");
    }
    return new ListenOption(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }
}
