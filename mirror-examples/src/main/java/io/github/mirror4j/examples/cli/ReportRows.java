package io.github.mirror4j.examples.cli;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words that reports for pipelines have for checks. */
final class ReportRows {

  private ReportRows() {}

  /** Returns what a check is called, with its threshold. */
  static String check(CheckResult check) {
    Duration threshold = check.threshold();
    return check.check() == Check.SLOWER && threshold != null
        ? "slower than " + threshold.toMillis() + " ms"
        : check.check().name().toLowerCase(Locale.ROOT);
  }

  static String endpoint(@Nullable String endpoint) {
    return endpoint == null ? "all endpoints" : endpoint;
  }

  /** Returns what a check has found, in one line. */
  static String found(CheckResult check) {
    return "%s: at least %s and at most %s more, %s allowed; %s triples, v2 worse in %s, v1 in %s"
        .formatted(
            check.state(),
            percent(check.lower()),
            percent(check.upper()),
            percent(check.margin()),
            count(check.n()),
            count(check.b()),
            count(check.c()));
  }

  /** Returns a fraction in percent; a dash if it may be anything. */
  static String percent(double fraction) {
    return Math.abs(fraction) >= 1 ? "-" : String.format(Locale.ROOT, "%.3f %%", 100 * fraction);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
