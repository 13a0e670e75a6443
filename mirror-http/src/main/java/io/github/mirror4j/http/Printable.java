package io.github.mirror4j.http;

/** Which characters may go to a terminal or into JSON as they are. */
final class Printable {

  private Printable() {}

  /** Nothing that comes from a rule may move the cursor, colour a terminal or begin a line. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().forEach(c -> printable.appendCodePoint(is(c) ? c : '?'));
    return printable.toString();
  }

  /** Half a surrogate pair, which no encoding can carry, is one of the surrogates here. */
  static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
