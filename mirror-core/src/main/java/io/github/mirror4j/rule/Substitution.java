package io.github.mirror4j.rule;

import com.google.re2j.Pattern;

/**
 * The substitution of a regex rewrite: {@code \0} to {@code \9} are groups, {@code \\} a backslash.
 */
final class Substitution {

  private Substitution() {}

  static boolean isValid(String pattern, String substitution) {
    int groups = Pattern.compile(pattern).groupCount();
    for (int i = 0; i < substitution.length(); i++) {
      char c = substitution.charAt(i);
      if (c <= 0x20 || c >= 0x7f || c == '?' || c == '#') {
        return false;
      }
      if (c == '\\') {
        i++;
        char next = i < substitution.length() ? substitution.charAt(i) : ' ';
        if (next != '\\' && (next < '0' || next > '9' || next - '0' > groups)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The same in the notation of {@code Matcher.replaceAll}: groups as {@code $1}. */
  static String toReplacement(String substitution) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < substitution.length(); i++) {
      char c = substitution.charAt(i);
      if (c == '$') {
        out.append("\\$");
      } else if (c != '\\') {
        out.append(c);
      } else if (substitution.charAt(++i) == '\\') {
        out.append("\\\\");
      } else {
        out.append("${").append(substitution.charAt(i)).append('}');
      }
    }
    return out.toString();
  }
}
