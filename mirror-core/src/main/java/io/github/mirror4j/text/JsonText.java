package io.github.mirror4j.text;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON: maps, lists, texts, numbers, booleans and null; anything else as text. A number that
 * JSON does not have, such as infinity, is null.
 */
public final class JsonText {

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /**
   * Writes a value as JSON.
   *
   * @param value the value, with nested maps and lists
   * @return the JSON text
   */
  public static String of(@Nullable Object value) {
    JsonText text = new JsonText();
    text.value(value);
    return text.out.toString();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case Long number -> out.append(number);
      case Integer number -> out.append(number);
      case Double number when Double.isFinite(number) -> out.append(number);
      case Double number -> out.append("null");
      case Boolean truth -> out.append(truth);
      default -> string(value.toString());
    }
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      string(String.valueOf(entry.getKey()));
      out.append(':');
      value(entry.getValue());
      out.append(entries.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private void array(List<?> list) {
    out.append('[');
    Iterator<?> values = list.iterator();
    while (values.hasNext()) {
      value(values.next());
      out.append(values.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    if (c == '"' || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (Printable.is(c)) {
      out.appendCodePoint(c);
    } else {
      for (char unit : Character.toChars(c)) {
        out.append("\\u").append(HEX.toHexDigits(unit));
      }
    }
  }
}
