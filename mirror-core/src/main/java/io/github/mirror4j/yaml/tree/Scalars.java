package io.github.mirror4j.yaml.tree;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values. A wrong value is reported as a problem, and null is returned. */
@SuppressWarnings("doclint:missing") // for this module only
public final class Scalars {

  /** A number of YAML 1.2's core schema; those of JSON are among them. */
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]{1,40}|[0-9]{1,40}(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?");

  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,8}");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,11}");
  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,9}(\\.[0-9]{1,9})?(h|ms|m|s|us|ns)){1,6}");
  private static final Pattern PART = Pattern.compile("([0-9.]+)(h|ms|m|s|us|ns)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})(KiB|MiB|GiB)?");
  private static final String DURATION_TEXT = "a duration with its unit, such as 2s or 500ms";

  private Scalars() {}

  /** Returns whether the parser has already reported this node, such as an alias. */
  public static boolean isUnreadable(Node node) {
    return node instanceof Node.Text text && text.kind() == Node.Text.Kind.UNREADABLE;
  }

  private static void problem(Node node, String expected, Findings findings) {
    if (!isUnreadable(node)) {
      findings.problem(node, expected);
    }
  }

  public static @Nullable String text(Node node, Findings findings) {
    if (node instanceof Node.Text text) {
      if (text.kind() == Node.Text.Kind.STRING) {
        return text.text();
      }
      String quoted = '"' + Node.printable(text.text()) + '"';
      problem(node, "a text; in quotes: " + quoted, findings);
      return null;
    }
    problem(node, "a text", findings);
    return null;
  }

  public static @Nullable Integer integer(Node node, int least, int most, Findings findings) {
    BigDecimal number = number(node);
    if (number != null
        && number.stripTrailingZeros().scale() <= 0
        && isBetween(number, least, most)) {
      return number.intValue();
    }
    problem(node, "a whole number, " + least + " to " + most + ", without quotes", findings);
    return null;
  }

  public static @Nullable Double decimal(Node node, double least, double most, Findings findings) {
    BigDecimal number = number(node);
    if (number != null && isBetween(number, least, most)) {
      return number.doubleValue();
    }
    problem(node, "a number, " + text(least) + " to " + text(most) + spelling(node), findings);
    return null;
  }

  private static boolean isBetween(BigDecimal number, double least, double most) {
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  /** The number that every reader of YAML takes a value for; null where there is none. */
  private static @Nullable BigDecimal number(Node node) {
    if (!(node instanceof Node.Text text) || text.kind() != Node.Text.Kind.NUMBER) {
      return null;
    }
    String digits = text.text();
    if (HEX.matcher(digits).matches()) {
      return BigDecimal.valueOf(Long.parseLong(digits.substring(2), 16));
    }
    if (OCTAL.matcher(digits).matches()) {
      return BigDecimal.valueOf(Long.parseLong(digits.substring(2), 8));
    }
    boolean isSure = DECIMAL.matcher(digits).matches() && !isOctal(digits);
    return isSure ? new BigDecimal(digits) : null;
  }

  /** Kubernetes reads 010 as eight, YAML 1.2 as ten. */
  private static boolean isOctal(String text) {
    return text.matches("[-+]?0[0-9].*");
  }

  private static String spelling(Node node) {
    boolean isOctal = node instanceof Node.Text text && isOctal(text.text());
    return ", without quotes" + (isOctal ? " and leading zeros, which some read as octal" : "");
  }

  private static String text(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  static boolean bool(Node node, Findings findings) {
    if (node instanceof Node.Text text
        && text.kind() == Node.Text.Kind.BOOL
        && text.text().matches("true|false")) {
      return text.text().equals("true");
    }
    problem(node, "true or false, without quotes", findings);
    return false;
  }

  public static @Nullable Duration duration(Node node, Findings findings) {
    if (node instanceof Node.Text text && text.kind() == Node.Text.Kind.STRING) {
      Duration duration = duration(text.text());
      if (duration != null) {
        return duration;
      }
    }
    problem(node, DURATION_TEXT, findings);
    return null;
  }

  /** A duration such as {@code 1m30s}, {@code 1.5s} or {@code 500ms}; null where it is none. */
  public static @Nullable Duration duration(String text) {
    if (!DURATION.matcher(text).matches()) {
      return null;
    }
    Duration total = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long unit =
          switch (part.group(2)) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "us" -> 1_000L;
            default -> 1L;
          };
      var nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit));
      total = total.plusSeconds(seconds(nanos)).plusNanos(rest(nanos));
    }
    return total;
  }

  /** A number of bytes, such as {@code 65536} or {@code 64KiB}. */
  public static @Nullable Long bytes(Node value, Findings findings) {
    Matcher matcher = SIZE.matcher(value instanceof Node.Text text ? text.text() : "");
    if (!matcher.matches()) {
      findings.problem(value, "a number of bytes, such as \"65536\", \"64KiB\" or \"1MiB\"");
      return null;
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2);
    int shift =
        switch (unit) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> 0;
        };
    long number = Long.parseLong(matcher.group(1));
    return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
  }

  private static long seconds(BigDecimal nanos) {
    return nanos.movePointLeft(9).longValue();
  }

  private static long rest(BigDecimal nanos) {
    return nanos.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue();
  }
}
