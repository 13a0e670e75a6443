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
   * Returns the text in one line of limited length. Control characters must not forge lines in a
   * log, and a huge value must not flood it.
   *
   * @param text the text
   * @param limit the most characters that are kept
   * @return the text with escapes for control characters, and an ellipsis if it was longer
   */
  public static String oneLine(String text, int limit) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), limit); i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
    }
    return text.length() > limit ? out.append('…').toString() : out.toString();
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
