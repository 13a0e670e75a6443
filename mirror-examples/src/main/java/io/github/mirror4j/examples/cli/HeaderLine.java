package io.github.mirror4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.TypeConversionException;

/** A header as it is written on the command line: {@code x-user: 1}. */
record HeaderLine(String name, String value) {

  static HeaderLine parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? "" : text.substring(0, colon).strip();
    if (name.isEmpty()) {
      throw new TypeConversionException(
          "expected a header such as \"x-user: 1\", but was \"" + text + '"');
    }
    return new HeaderLine(name, text.substring(colon + 1).strip());
  }

  static Map<String, List<String>> asMap(List<HeaderLine> lines) {
    Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HeaderLine line : lines) {
      map.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value());
    }
    return map;
  }
}
