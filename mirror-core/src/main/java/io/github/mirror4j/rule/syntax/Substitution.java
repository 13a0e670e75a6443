package io.github.mirror4j.rule.syntax;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * The substitution of a regex rewrite: {@code \0} to {@code \9} are groups. Any other text stands
 * for itself and must be allowed in a raw path.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Substitution {

  private static final String NOT_IN_A_PATH = "?#\"<>[]^`{|}";

  /**
   * The most characters that are read for one path, divided by the number of the pattern's
   * instructions.
   */
  private static final int MAX_WORK = 300_000;

  /**
   * A text with a limit on how often its characters are read. If matches could be longer than they
   * turn out to be, RE2/J may read to the end of the text for every one of many matches.
   */
  private static final class LimitedText implements CharSequence {

    private final String text;
    private int left;

    LimitedText(String text, Pattern pattern) {
      this.text = text;
      left = MAX_WORK / pattern.programSize();
    }

    @Override
    public char charAt(int index) {
      if (left-- <= 0) {
        throw new IllegalArgumentException("the path rewrite takes too much work for this path");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private Substitution() {}

  public static boolean isValid(String pattern, String substitution) {
    int groups = Pattern.compile(pattern).groupCount();
    for (int i = 0; i < substitution.length(); i++) {
      char c = substitution.charAt(i);
      if (c <= 0x20 || c >= 0x7f || NOT_IN_A_PATH.indexOf(c) >= 0) {
        return false;
      }
      if (c == '\\') {
        i++;
        char next = i < substitution.length() ? substitution.charAt(i) : ' ';
        if (next < '0' || next > '9' || next - '0' > groups) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Returns the text with every match of the pattern replaced; a group that took no part is empty.
   *
   * @throws IllegalArgumentException if that takes too much work for this text
   */
  public static String replaceAll(Pattern pattern, String text, String substitution) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    Matcher matcher = pattern.matcher(new LimitedText(text, pattern));
    while (matcher.find()) {
      out.append(text, copied, matcher.start());
      expand(substitution, matcher, out);
      copied = matcher.end();
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static void expand(String substitution, Matcher matcher, StringBuilder out) {
    for (int i = 0; i < substitution.length(); i++) {
      char c = substitution.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else {
        String group = matcher.group(substitution.charAt(++i) - '0');
        out.append(group == null ? "" : group);
      }
    }
  }
}
