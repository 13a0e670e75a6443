package io.github.mirror4j.compare.diff;

import java.util.ArrayList;
import java.util.List;

/** Values of headers that are lists. */
final class HeaderText {

  private HeaderText() {}

  /**
   * Returns the elements of all values of a header that is a list (RFC 9110, section 5.6.1),
   * without blanks around them. Commas in quotes separate nothing.
   */
  static List<String> list(List<String> values) {
    List<String> elements = new ArrayList<>();
    values.forEach(value -> split(value, ',', elements));
    return elements;
  }

  /** Adds the parts of a value between separators that are not in quotes. */
  static void split(String value, char separator, List<String> parts) {
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        add(value.substring(start, i), parts);
        start = i + 1;
      }
    }
    add(value.substring(start), parts);
  }

  private static void add(String part, List<String> parts) {
    String text = part.strip();
    if (!text.isEmpty()) {
      parts.add(text);
    }
  }
}
