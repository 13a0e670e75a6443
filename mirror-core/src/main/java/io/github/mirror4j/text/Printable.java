package io.github.mirror4j.text;

/** Which characters may go to a terminal or into JSON as they are. */
public final class Printable {

  private Printable() {}

  /**
   * Replaces what could move the cursor, colour a terminal or begin a line.
   *
   * @param text the text
   * @return the text with {@code ?} for each such character
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().forEach(c -> printable.appendCodePoint(is(c) ? c : '?'));
    return printable.toString();
  }

  /**
   * Returns whether a character may stand as it is. Half a surrogate pair, which no encoding can
   * carry, may not, nor may a code point that is never a character, which XML refuses.
   *
   * @param codePoint the character
   * @return whether it is printable
   */
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.UNASSIGNED -> !isNeverCharacter(codePoint);
      default -> true;
    };
  }

  private static boolean isNeverCharacter(int codePoint) {
    return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
  }
}
