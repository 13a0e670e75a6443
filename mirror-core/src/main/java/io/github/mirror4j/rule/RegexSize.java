package io.github.mirror4j.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates the size of the program to which RE2/J compiles a pattern, before it does. RE2/J
 * unrolls counted repeats, so 30 characters of nested repeats would fill the memory. The time of a
 * match grows with the program. The estimate is an upper bound except for a few instructions per
 * repeat.
 */
final class RegexSize {

  /** The most instructions that counted repeats may add to those of the pattern's own length. */
  static final int MAX_ADDED = 2_000;

  /** Counting stops here: more than the longest pattern and all that repeats may add. */
  private static final int ENOUGH = Syntax.MAX_REGEX_LENGTH + MAX_ADDED + 1;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;
  private int at;

  private RegexSize(String pattern) {
    this.pattern = pattern;
  }

  /** Returns the size in instructions, exact enough up to {@link #ENOUGH}. */
  static long of(String pattern) {
    RegexSize size = new RegexSize(pattern);
    while (size.at < pattern.length() && size.sum + size.last <= ENOUGH) {
      size.step(pattern.charAt(size.at++));
    }
    return size.sum + size.last + size.outer.stream().mapToLong(Long::longValue).sum();
  }

  private void step(char c) {
    switch (c) {
      case '(' -> {
        atom(0);
        outer.push(sum);
        sum = 0;
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
        skipEscape();
        atom(1);
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

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; any other brace stands for itself. */
  private void repeat() {
    int end = pattern.indexOf('}', at);
    String counts = end < 0 ? "" : pattern.substring(at, end);
    if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      atom(1);
      return;
    }
    String[] bounds = counts.split(",", 2);
    int least = Integer.parseInt(bounds[0]);
    boolean isRange = bounds.length == 2;
    int most = isRange && !bounds[1].isEmpty() ? Integer.parseInt(bounds[1]) : least + 1;
    last = Math.max(least, isRange ? most : 1) * (last + (isRange ? 1 : 0));
    at = end + 1;
  }

  /** A character class is one instruction; {@code []a]} and {@code [[:alpha:]]} hold brackets. */
  private void skipClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
        at = pattern.indexOf(":]", at) + 1;
      } else if (pattern.charAt(at) == '\\') {
        skipEscape();
      }
      at++;
    }
    at++;
  }

  /** {@code \d}, <code>\p{Greek}</code> or <code>\x{10FFFF}</code>: one instruction. */
  private void skipEscape() {
    boolean isBraced = pattern.startsWith("p{", at) || pattern.startsWith("P{", at);
    int end = isBraced || pattern.startsWith("x{", at) ? pattern.indexOf('}', at) : -1;
    at = end < 0 ? at + 1 : end + 1;
  }
}
