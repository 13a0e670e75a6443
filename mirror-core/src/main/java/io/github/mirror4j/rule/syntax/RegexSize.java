package io.github.mirror4j.rule.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates the size of the program to which RE2/J compiles a pattern, before it does. RE2/J
 * unrolls counted repeats, so 30 characters of nested repeats would fill the memory. The time of a
 * match grows with the program. The estimate is an upper bound except for a few instructions per
 * repeat.
 *
 * <p>Therefore this class must see every repeat that RE2/J sees. It follows RE2/J's parser where
 * that takes a character literally: in classes, in their ranges and between {@code \Q} and {@code
 * \E}. What RE2/J refuses may have any size.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class RegexSize {

  /** The most instructions that counted repeats may add to those of the pattern's own length. */
  public static final int MAX_ADDED = 2_000;

  /** Counting stops here: more than the longest pattern and all that repeats may add. */
  private static final int ENOUGH = Syntax.MAX_REGEX_LENGTH + MAX_ADDED + 1;

  /** RE2/J takes {@code {01}} literally. */
  private static final Pattern REPEAT =
      Pattern.compile("\\{(0|[1-9][0-9]{0,3})(,(0|[1-9][0-9]{0,3})?)?}");

  /** {@code (?i)}: flags from here on, without a group. */
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[imsU-]*\\)");

  /** What stands for several characters, so that it cannot begin a range: {@code \d}. */
  private static final String CLASS_ESCAPES = "dDsSwWpP";

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;
  private int at;

  private RegexSize(String pattern) {
    this.pattern = pattern;
  }

  /** Returns the size in instructions, exact enough up to {@link #ENOUGH}. */
  public static long of(String pattern) {
    RegexSize size = new RegexSize(pattern);
    while (size.at < pattern.length() && size.sum + size.last <= ENOUGH) {
      size.step(pattern.charAt(size.at++));
    }
    return size.sum + size.last + size.outer.stream().mapToLong(Long::longValue).sum();
  }

  private void step(char c) {
    switch (c) {
      case '(' -> {
        if (!skips(FLAGS)) {
          atom(0);
          outer.push(sum);
          sum = 0;
        }
      }
      case ')' -> {
        last += sum + 2;
        sum = outer.isEmpty() ? 0 : outer.pop();
      }
      case '[' -> {
        skipClass();
        atom(1);
      }
      case '\\' -> {
        if (pattern.startsWith("Q", at)) {
          quoted();
        } else {
          skipEscape();
          atom(1);
        }
      }
      case '{' -> repeat();
      case '*', '+', '?' -> last++;
      default -> atom(1);
    }
  }

  private void atom(long size) {
    sum += last;
    last = size;
  }

  /** Skips what matches from the current character on; {@code at} is already behind that. */
  private boolean skips(Pattern syntax) {
    Matcher matcher = syntax.matcher(pattern).region(at - 1, pattern.length());
    boolean found = matcher.lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; any other brace stands for itself. */
  private void repeat() {
    int from = at;
    if (!skips(REPEAT)) {
      atom(1);
      return;
    }
    String[] bounds = pattern.substring(from, at - 1).split(",", 2);
    int least = Integer.parseInt(bounds[0]);
    boolean isRange = bounds.length == 2;
    int most = isRange && !bounds[1].isEmpty() ? Integer.parseInt(bounds[1]) : least + 1;
    last = Math.max(least, isRange ? most : 1) * (last + (isRange ? 1 : 0));
  }

  /** Between {@code \Q} and {@code \E}, or the end, every character stands for itself. */
  private void quoted() {
    int end = pattern.indexOf("\\E", at);
    int behind = end < 0 ? pattern.length() : end;
    for (at++; at < behind; at++) {
      atom(1);
    }
    at = end < 0 ? behind : end + 2;
  }

  /** A character class is one instruction; {@code []a]} and {@code [[:alpha:]]} hold brackets. */
  private void skipClass() {
    if (pattern.startsWith("^", at)) {
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      int name = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
      if (name >= 0) {
        at = name + 2;
      } else {
        skipRange();
      }
    }
    at++;
  }

  /** One character of a class, or a range of them, whose ends may be brackets. */
  private void skipRange() {
    boolean mayBegin =
        pattern.charAt(at) != '\\'
            || at + 1 == pattern.length()
            || CLASS_ESCAPES.indexOf(pattern.charAt(at + 1)) < 0;
    skipCharacter();
    if (mayBegin && pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
      at++;
      skipCharacter();
    }
  }

  private void skipCharacter() {
    if (at >= pattern.length()) {
      return;
    }
    int character = pattern.codePointAt(at);
    at += Character.charCount(character);
    if (character == '\\') {
      skipEscape();
    }
  }

  /** {@code \d}, <code>\p{Greek}</code> or <code>\x{10FFFF}</code>: one instruction. */
  private void skipEscape() {
    boolean isBraced = pattern.startsWith("p{", at) || pattern.startsWith("P{", at);
    int end = isBraced || pattern.startsWith("x{", at) ? pattern.indexOf('}', at) : -1;
    at = end < 0 ? at + 1 : end + 1;
  }
}
