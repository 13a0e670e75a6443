package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Share;
import io.github.mirror4j.text.HttpText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks the settings of one comparison. */
final class ComparisonValidator {

  private static final int MAX_THRESHOLDS = 32;

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ComparisonDraft comparison;
  private final List<Problem> problems;

  private ComparisonValidator(ComparisonDraft comparison) {
    this.comparison = comparison;
    problems = new ArrayList<>(comparison.fields.unreadable());
  }

  static List<Problem> problems(ComparisonDraft comparison) {
    ComparisonValidator validator = new ComparisonValidator(comparison);
    validator.checkShares();
    comparison.methods.forEach(validator::checkMethod);
    EndpointTemplates.check(comparison.endpoints, validator.problems);
    validator.problems.addAll(comparison.fields.problems());
    validator.problems.addAll(comparison.headers.problems());
    comparison.margins.forEach(validator::checkMargin);
    validator.checkThresholds();
    validator.checkMinimums();
    validator.checkTimes();
    validator.checkNumber("responseLimit", comparison.responseLimit, 1024, 16 * 1024 * 1024);
    return validator.problems;
  }

  private void checkShares() {
    checkShare("percentage", comparison.share, "leave the comparison out to compare nothing");
    if (comparison.baselineShare != null) {
      String instead = "Comparison.withoutBaseline() for none";
      checkShare("baseline.percentage", comparison.baselineShare, instead);
    }
    if (comparison.baselineTarget != null) {
      problems.addAll(comparison.baselineTarget.problems("baseline"));
    }
  }

  private void checkShare(String place, Share share, String instead) {
    if (share.millionths() == 0) {
      problems.add(new Problem(place, share.text(), "0.0001 to 100; " + instead));
    }
  }

  private void checkMethod(String method) {
    if (!HttpText.isToken(method) || method.equals("CONNECT")) {
      String expected = "HTTP methods other than CONNECT, such as \"POST\"";
      problems.add(Problem.ofText("methods", method, expected));
    }
  }

  private void checkMargin(Check check, double percent) {
    String place = "margins." + check;
    if (!(percent > 0 && percent < 100)) {
      problems.add(new Problem(place, text(percent), "more than 0, less than 100"));
    }
    if (needsBaseline(check) && comparison.baselineShare == null) {
      String expected = "no margin, since there is no baseline that this check needs";
      problems.add(new Problem(place, text(percent), expected));
    }
  }

  private void checkThresholds() {
    List<Duration> all = comparison.slowerThan;
    if (all.size() > MAX_THRESHOLDS) {
      String expected = "at most " + MAX_THRESHOLDS;
      problems.add(new Problem("slowerThan", all.size() + " entries", expected));
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      checkTime("slowerThan", all.get(i), MILLISECOND, HOUR);
      if (all.indexOf(all.get(i)) < i) {
        problems.add(new Problem("slowerThan", all.get(i).toString(), "each time once"));
      }
    }
    if (!all.isEmpty() && comparison.baselineShare == null) {
      String expected = "no time, since there is no baseline to be slower than";
      problems.add(new Problem("slowerThan", all.toString(), expected));
    }
  }

  private void checkMinimums() {
    checkPercent("level", comparison.level, 0.01, 20);
    checkNumber("minimums.requests", comparison.minimumRequests, 1, 65_536);
    checkTime("minimums.span", comparison.minimumSpan, Duration.ZERO, Duration.ofDays(30));
    checkPercent("minimums.compared", comparison.minimumCompared, 0, 100);
    checkPercent("minimums.judged", comparison.minimumJudged, 0, 100);
  }

  private void checkTimes() {
    checkTime("warmUp.time", comparison.warmUpTime, Duration.ZERO, HOUR);
    checkNumber("warmUp.pairs", comparison.warmUpPairs, 0, 100_000);
    checkTime("repeatAfter", comparison.repeatAfter, SECOND, Duration.ofHours(24));
    Duration tenth = Duration.ofMillis(100);
    Duration minute = Duration.ofMinutes(1);
    checkTime("confirmAfter.min", comparison.confirmAfterMin, tenth, minute);
    checkTime("confirmAfter.max", comparison.confirmAfterMax, tenth, minute);
    if (comparison.confirmAfterMax.compareTo(comparison.confirmAfterMin) < 0) {
      String expected = "at least confirmAfter.min, " + comparison.confirmAfterMin;
      String max = comparison.confirmAfterMax.toString();
      problems.add(new Problem("confirmAfter.max", max, expected));
    }
    checkTime("maxCopyTime", comparison.maxCopyTime, SECOND, HOUR);
  }

  private void checkTime(String place, Duration time, Duration least, Duration most) {
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      problems.add(new Problem(place, time.toString(), least + " to " + most));
    }
  }

  private void checkNumber(String place, int number, int least, int most) {
    if (number < least || number > most) {
      problems.add(new Problem(place, Integer.toString(number), least + " to " + most));
    }
  }

  private void checkPercent(String place, double percent, double least, double most) {
    if (!(percent >= least && percent <= most)) {
      problems.add(new Problem(place, text(percent), text(least) + " to " + text(most)));
    }
  }

  private static boolean needsBaseline(Check check) {
    return check == Check.PERSISTENT || check == Check.SLOWER;
  }

  /** Returns the number as people write it: {@code 20} and not {@code 20.0}. */
  private static String text(double number) {
    String text = Double.toString(number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
