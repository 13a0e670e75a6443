package io.github.mirror4j.yaml.tree;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonToken;

/**
 * Looks at how a value is written: the parser does not say whether it was quoted, and Kubernetes
 * (YAML 1.1) reads more unquoted words as booleans, numbers and null than the parser (YAML 1.2).
 */
final class ScalarStyle {

  private static final Set<String> BOOLS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n");
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0[xob][0-9a-fA-F_]+|([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]+)?"
              + "|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");

  private final String text;
  private final int[] codePoints;

  ScalarStyle(String source) {
    text = withoutByteOrderMark(source);
    // The parser counts code points; only a text with rare characters needs a table.
    boolean isSimple = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    codePoints = isSimple ? new int[0] : text.codePoints().toArray();
  }

  static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** JSON may be indented with tabs, YAML may not; a blank in its place keeps every column. */
  static String withoutTabsOfJson(String text) {
    String start = text.stripLeading();
    if (text.indexOf('\t') < 0 || !(start.startsWith("{") || start.startsWith("["))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    boolean isQuoted = false;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == '\\' && isQuoted) {
        i++;
      } else if (c == '\t' && !isQuoted) {
        out.setCharAt(i, ' ');
      }
    }
    return out.toString();
  }

  /** The character at which a value starts; a blank behind the end. */
  int at(long offset) {
    int length = codePoints.length == 0 ? text.length() : codePoints.length;
    if (offset < 0 || offset >= length) {
      return ' ';
    }
    return codePoints.length == 0 ? text.charAt((int) offset) : codePoints[(int) offset];
  }

  /**
   * How far the lines of a literal block ({@code |}) are indented; -1 for any other value, and for
   * a block that states its indentation, so that its lines may start with blanks.
   */
  int blockIndent(long offset) {
    if (at(offset) != '|') {
      return -1;
    }
    int length = codePoints.length == 0 ? text.length() : codePoints.length;
    long i = offset + 1;
    for (; i < length && at(i) != '\n'; i++) {
      if (at(i) >= '0' && at(i) <= '9') {
        return -1;
      }
    }
    int indent = 0;
    for (i++; i < length; i++) {
      int c = at(i);
      if (c == '\n') {
        indent = 0;
      } else if (c == ' ') {
        indent++;
      } else if (c != '\r') {
        return indent;
      }
    }
    return -1;
  }

  Node.Text.Kind kind(String value, long offset, JsonToken token) {
    int first = at(offset);
    if (first == '*') {
      return Node.Text.Kind.UNREADABLE;
    }
    boolean isQuoted = first == '"' || first == '\'' || first == '|' || first == '>';
    // An empty value has no character. The character at its place belongs to what follows.
    if (isQuoted && (!value.isEmpty() || at(offset + 1) == first || first > '\'')) {
      return Node.Text.Kind.STRING;
    }
    return switch (token) {
      case VALUE_NULL -> Node.Text.Kind.NULL;
      case VALUE_TRUE, VALUE_FALSE -> Node.Text.Kind.BOOL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Node.Text.Kind.NUMBER;
      default -> {
        if (NULLS.contains(value)) {
          yield Node.Text.Kind.NULL;
        }
        if (BOOLS.contains(value.toLowerCase(Locale.ROOT))) {
          yield Node.Text.Kind.BOOL;
        }
        boolean isNumber = value.length() < 64 && NUMBER.matcher(value).matches();
        yield isNumber ? Node.Text.Kind.NUMBER : Node.Text.Kind.STRING;
      }
    };
  }
}
