package io.github.mirror4j.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML that is well-formed XML, too. Every text and every value of an attribute is escaped
 * here, and nowhere else. Names of elements and attributes, and style sheets, are constants.
 */
public final class HtmlBuilder {

  private static final int MAX_CHARACTERS = 1_000;

  /** Elements after which a line feed makes the source readable and changes nothing. */
  private static final Set<String> ENDS_LINE =
      Set.of("head", "header", "section", "details", "tr", "script", "html");

  private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();
  private int bytes = out.length();

  /** Starts a document. */
  public HtmlBuilder() {}

  /**
   * Begins an element.
   *
   * @param name the element's name
   * @param attributes names and values of attributes, in turn
   * @return this
   */
  public HtmlBuilder open(String name, String... attributes) {
    tag(name, attributes);
    open.push(name);
    return markup(">");
  }

  /**
   * Ends the element that was begun last.
   *
   * @return this
   */
  public HtmlBuilder close() {
    String name = open.pop();
    return markup("</" + name + (ENDS_LINE.contains(name) ? ">\n" : ">"));
  }

  /**
   * Writes an element that holds nothing but text.
   *
   * @param name the element's name
   * @param text the text
   * @param attributes names and values of attributes, in turn
   * @return this
   */
  public HtmlBuilder element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  /**
   * Writes an element that has no end tag in HTML, or that is a shape of SVG.
   *
   * @param name the element's name
   * @param attributes names and values of attributes, in turn
   * @return this
   */
  public HtmlBuilder empty(String name, String... attributes) {
    tag(name, attributes);
    return markup("/>");
  }

  /**
   * Writes text. What could hide or reorder other text is written as its code point.
   *
   * @param text the text, of which at most 1,000 characters are written
   * @return this
   */
  public HtmlBuilder text(String text) {
    return markup(escaped(shortened(text, MAX_CHARACTERS)));
  }

  /**
   * Writes a style sheet.
   *
   * @param css a constant, without {@code <} and {@code &}
   * @return this
   */
  public HtmlBuilder style(String css) {
    return open("style").markup(css).close();
  }

  /**
   * Writes JSON as a block of data, which a browser does not run. No text in it can end the block.
   *
   * @param id the block's id
   * @param json the JSON text
   * @return this
   */
  public HtmlBuilder json(String id, String json) {
    return open("script", "type", "application/json", "id", id).markup(dataOf(json)).close();
  }

  /**
   * Returns JSON without the characters that mean something in HTML or XML. They occur in strings
   * only, where JSON has other forms for them.
   *
   * @param json the JSON text
   * @return JSON of the same value
   */
  public static String dataOf(String json) {
    return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
  }

  /**
   * Returns a text that is cut to a number of characters.
   *
   * @param text the text
   * @param most how many characters it may have
   * @return the text, ended by an ellipsis if it was cut
   */
  public static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }

  /**
   * Returns how much was written.
   *
   * @return the number of bytes in UTF-8
   */
  public int size() {
    return bytes;
  }

  /** Returns what was written. */
  @Override
  public String toString() {
    return out.toString();
  }

  private void tag(String name, String... attributes) {
    markup("<" + name);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = escaped(shortened(attributes[i + 1], MAX_CHARACTERS));
      markup(" " + attributes[i] + "=\"" + value + "\"");
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escape(c, escaped));
    return escaped.toString();
  }

  private static void escape(int c, StringBuilder escaped) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> {
        if (Printable.is(c)) {
          escaped.appendCodePoint(c);
        } else {
          escaped.append("[U+%04X]".formatted(c));
        }
      }
    }
  }

  private HtmlBuilder markup(String markup) {
    out.append(markup);
    bytes += markup.codePoints().map(HtmlBuilder::utf8Length).sum();
    return this;
  }

  private static int utf8Length(int c) {
    if (c < 0x80) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return Character.isSupplementaryCodePoint(c) ? 4 : 3;
  }
}
