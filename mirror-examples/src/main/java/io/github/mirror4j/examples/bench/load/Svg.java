package io.github.mirror4j.examples.bench.load;

import java.util.Locale;

/** A picture in the making; places are in pixels from its upper left corner. */
final class Svg {

  static final String INK = "#222222";

  private final StringBuilder text = new StringBuilder();

  /** An empty one: white, so that it can be read on a dark page too. */
  Svg(int width, int height, String title) {
    text.append("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ")
        .append(width + " " + height)
        .append("' font-family='sans-serif' fill='" + INK + "'>\n<title>")
        .append(escape(title))
        .append("</title>\n");
    rect(0, 0, width, height, "#ffffff");
  }

  void rect(double x, double y, double width, double height, String fill) {
    element("rect", "x", x, "y", y, "width", width, "height", height, "fill", fill);
    text.append("/>\n");
  }

  void line(double x1, double y1, double x2, double y2, String stroke) {
    element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke);
    text.append("/>\n");
  }

  /** A text that starts, ends or has its middle there. */
  void text(double x, double y, String anchor, int size, String content) {
    element("text", "x", x, "y", y, "text-anchor", anchor, "font-size", size);
    text.append('>').append(escape(content)).append("</text>\n");
  }

  /** A text that is read from below and has its middle there. */
  void upright(double x, double y, int size, String content) {
    String turn = "translate(" + number(x) + " " + number(y) + ") rotate(-90)";
    element("text", "transform", turn, "text-anchor", "middle", "font-size", size);
    text.append('>').append(escape(content)).append("</text>\n");
  }

  private void element(String name, Object... attributes) {
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      text.append(' ')
          .append(attributes[i])
          .append("='")
          .append(value instanceof Double number ? number(number) : value.toString())
          .append('\'');
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return text + "</svg>\n";
  }
}
