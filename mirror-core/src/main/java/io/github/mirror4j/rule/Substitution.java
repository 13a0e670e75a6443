package io.github.mirror4j.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * The substitution of a regex rewrite: {@code \0} to {@code \9} are groups, all else stands for
 * itself and must be allowed in a raw path.
 */
final class Substitution {

  private static final String NOT_IN_A_PATH = "?#\"<>[]^`{|}";

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

  /** The text with every match of the pattern replaced; a group that took no part is empty. */
  static String replaceAll(Pattern pattern, String text, String substitution) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    Matcher matcher = pattern.matcher(text);
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
