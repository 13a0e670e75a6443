package io.github.mirror4j.rule;

import io.github.mirror4j.rule.PrimaryResult.Failure;
import io.github.mirror4j.text.ConstantText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and writes the text of a {@link PrimaryOutcome}. */
final class PrimaryOutcomeReader {

  /** More than anyone needs, and few enough for the stack. */
  static final int MAX_DEPTH = 20;

  static final String EXPECTED =
      "\"5xx\", \"404\", \"500-503\", \"failed\", \"failed:timed-out,connect\" or"
          + " \"slower:500ms\", joined by and, or, not and parentheses";

  private static final Pattern TOKEN = Pattern.compile("[()]|[^()\\s]+");
  private static final Pattern STATUS = Pattern.compile("([1-9][0-9]{2})(?:-([1-9][0-9]{2}))?");
  private static final Pattern STATUS_CLASS = Pattern.compile("([1-5])xx");
  private static final Pattern TIME = Pattern.compile("slower:([0-9]{1,15})(ns|ms|s|m|h)");

  private final List<String> tokens;
  private int next;
  private int depth;

  PrimaryOutcomeReader(String text) {
    tokens = TOKEN.matcher(text).results().map(found -> found.group()).toList();
  }

  /**
   * Reads the whole text.
   *
   * @throws IllegalArgumentException if it is not a condition
   */
  PrimaryOutcome read() {
    PrimaryOutcome all = any();
    if (next < tokens.size()) {
      throw unexpected();
    }
    return all;
  }

  private PrimaryOutcome any() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep();
    }
    List<PrimaryOutcome> any = new ArrayList<>(List.of(all()));
    while (isNext("or")) {
      any.add(all());
    }
    depth--;
    return any.size() == 1 ? any.get(0) : new PrimaryOutcome.AnyOf(any);
  }

  private PrimaryOutcome all() {
    List<PrimaryOutcome> all = new ArrayList<>(List.of(single()));
    while (isNext("and")) {
      all.add(single());
    }
    return all.size() == 1 ? all.get(0) : new PrimaryOutcome.AllOf(all);
  }

  private PrimaryOutcome single() {
    if (isNext("not")) {
      if (++depth > MAX_DEPTH) {
        throw tooDeep();
      }
      PrimaryOutcome negated = new PrimaryOutcome.Not(single());
      depth--;
      return negated;
    }
    if (!isNext("(")) {
      return term();
    }
    PrimaryOutcome inside = any();
    if (!isNext(")")) {
      throw unexpected();
    }
    return inside;
  }

  private static IllegalArgumentException tooDeep() {
    return new IllegalArgumentException("conditions at most " + MAX_DEPTH + " deep");
  }

  private PrimaryOutcome term() {
    if (next == tokens.size()) {
      throw unexpected();
    }
    String token = tokens.get(next);
    Matcher statusClass = STATUS_CLASS.matcher(token);
    Matcher status = STATUS.matcher(token);
    Matcher time = TIME.matcher(token);
    PrimaryOutcome term;
    if (statusClass.matches()) {
      term = PrimaryOutcome.statusClass(Integer.parseInt(statusClass.group(1)));
    } else if (status.matches()) {
      int from = Integer.parseInt(status.group(1));
      term =
          PrimaryOutcome.status(
              from, status.group(2) == null ? from : Integer.parseInt(status.group(2)));
    } else if (time.matches()) {
      term = PrimaryOutcome.slowerThan(duration(Long.parseLong(time.group(1)), time.group(2)));
    } else if (token.equals("failed")) {
      term = PrimaryOutcome.failed();
    } else if (token.startsWith("failed:")) {
      term = new PrimaryOutcome.Failed(kinds(token.substring(7)));
    } else {
      throw unexpected();
    }
    next++;
    return term;
  }

  private Set<Failure> kinds(String names) {
    Set<Failure> kinds = EnumSet.noneOf(Failure.class);
    for (String name : names.split(",", -1)) {
      Failure kind = null;
      for (Failure each : Failure.values()) {
        kind = text(each).equals(name) ? each : kind;
      }
      if (kind == null) {
        throw unexpected();
      }
      kinds.add(kind);
    }
    return kinds;
  }

  private Duration duration(long number, String unit) {
    try {
      return switch (unit) {
        case "ns" -> Duration.ofNanos(number);
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    } catch (ArithmeticException e) {
      throw unexpected();
    }
  }

  private boolean isNext(String token) {
    boolean is = next < tokens.size() && tokens.get(next).equals(token);
    next += is ? 1 : 0;
    return is;
  }

  private IllegalArgumentException unexpected() {
    String found = next < tokens.size() ? '"' + tokens.get(next) + '"' : "the end";
    return new IllegalArgumentException(EXPECTED + ", not " + found);
  }

  static String text(Failure kind) {
    return ConstantText.hyphenated(kind);
  }

  /** A duration in the largest unit that holds it without a fraction. */
  static String text(Duration time) {
    int nanos = time.toNanosPart();
    if (nanos == 0) {
      return time.toSeconds() + "s";
    }
    // Messages show any duration, and the nanoseconds of a long one are more than a long.
    BigDecimal seconds = BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(nanos, 9));
    return nanos % 1_000_000 == 0
        ? seconds.movePointRight(3).toBigInteger() + "ms"
        : seconds.movePointRight(9).toBigInteger() + "ns";
  }

  /** The texts, in parentheses where the parts would come apart without. */
  static String joined(List<PrimaryOutcome> parts, String word) {
    return parts.stream().map(part -> inside(part, word)).collect(Collectors.joining(word));
  }

  private static String inside(PrimaryOutcome part, String word) {
    boolean isJoined =
        part instanceof PrimaryOutcome.AnyOf
            || (part instanceof PrimaryOutcome.AllOf && !word.equals(" or "));
    return isJoined ? "(" + part + ")" : part.toString();
  }
}
