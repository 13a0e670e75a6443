package io.github.mirror4j.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * The substitution of a regex rewrite: {@code \0} to {@code \9} are groups, all else stands for
 * itself and must be allowed in a raw path.
 */
final class Substitution {

  private static final String NOT_IN_A_PATH = "?#\"<>[]^`{|}";

  /** How many characters may be read for one path, for each instruction of the pattern. */
  private static final int MOST_WORK = 300_000;

  /**
   * A text that is read up to a limit. Where a match may be longer than what it turns out to be,
   * every one of many matches may be looked for up to the end of the text.
   */
  private static final class LimitedText implements CharSequence {

    private final String text;
    private int left;

    LimitedText(String text, Pattern pattern) {
      this.text = text;
      left = MOST_WORK / pattern.programSize();
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

  static boolean isValid(String pattern, String substitution) {
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
   * The text with every match of the pattern replaced; a group that took no part is empty.
   *
   * @throws IllegalArgumentException if that takes too much work for this text
   */
  static String replaceAll(Pattern pattern, String text, String substitution) {
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
