package io.github.mirror4j.yaml.write;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes maps, lists, texts and numbers as YAML in blocks, as Kubernetes' own tools do. */
final class YamlText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");
  private static final Pattern LINE = Pattern.compile("[ -~]*[!-~]");

  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  static String of(Collection<? extends Map<String, ?>> documents) {
    YamlText text = new YamlText();
    for (Map<String, ?> document : documents) {
      text.out.append(text.out.isEmpty() ? "" : "---\n");
      text.map(document, 0);
    }
    return text.out.toString();
  }

  private void map(Map<?, ?> map, int indent) {
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      // The first field stands behind the dash of a list's item.
      if (!first || out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
        out.append(" ".repeat(indent));
      }
      first = false;
      out.append(scalar(entry.getKey())).append(':');
      value(entry.getValue(), indent);
    }
  }

  private void value(Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      map(map, indent + 2);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      for (Object item : list) {
        out.append(" ".repeat(indent)).append("- ");
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
          map(map, indent + 2);
        } else {
          out.append(scalar(item)).append('\n');
        }
      }
    } else if (value instanceof String text && isBlock(text)) {
      out.append(" |\n");
      text.lines().forEach(line -> out.append(" ".repeat(indent + 2)).append(line).append('\n'));
    } else {
      out.append(' ').append(scalar(value)).append('\n');
    }
  }

  /** Whether the text is lines that a literal block keeps as they are, wherever it stands. */
  private static boolean isBlock(String text) {
    return text.endsWith("\n")
        && text.charAt(0) != ' '
        && text.indexOf('\r') < 0 // It would end a line, too.
        && text.lines().allMatch(line -> LINE.matcher(line).matches());
  }

  private static String scalar(Object value) {
    if (value instanceof Map) {
      return "{}";
    }
    if (value instanceof List) {
      return "[]";
    }
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    if (!(value instanceof String)) {
      return text;
    }
    boolean isPlain =
        PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return isPlain ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean isPrintable = c >= 0x20 && c < 0x7f;
          quoted.append(
              isPrintable ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
    }
    return quoted.append('"').toString();
  }
}
