package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Share;
import io.github.mirror4j.text.ConnectionHeaders;
import io.github.mirror4j.text.HttpText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks one {@link Mirror}. */
final class MirrorValidator {

  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
  private static final long MAX_BODY = 1L << 30;

  private final String path;
  private final List<Problem> problems = new ArrayList<>();

  private MirrorValidator(String path) {
    this.path = path;
  }

  static List<Problem> problems(Mirror mirror, String path) {
    MirrorValidator validator = new MirrorValidator(path);
    EditValidator ofEdits = new EditValidator(path, validator.problems);
    validator.problems.addAll(mirror.target().problems(path));
    validator.checkName(mirror.name());
    validator.checkShare(mirror.share());
    mirror.sortedMethods().forEach(validator::checkMethod);
    for (int i = 0; i < mirror.headerEdits().size(); i++) {
      HeaderEdit edit = mirror.headerEdits().get(i);
      ofEdits.header(edit, "headerEdits[" + i + "]", ConnectionHeaders.ALL, "Mirror.host");
    }
    mirror.pathRewrite().ifPresent(ofEdits::rewrite);
    mirror.timeout().ifPresent(validator::checkTimeout);
    mirror.bodyLimit().ifPresent(validator::checkBodyLimit);
    mirror.rateLimit().ifPresent(validator::checkRateLimit);
    mirror
        .primaryOutcome()
        .ifPresent(new PrimaryOutcomeValidator(path + ".onlyAfter", validator.problems)::check);
    if (mirror.hasPrimaryHeaders() && !mirror.isAfterResponse()) {
      String expected = "a mirror with afterResponse or onlyAfter";
      validator.problems.add(new Problem(path + ".primaryHeaders", "true", expected));
    }
    mirror
        .comparison()
        .ifPresent(c -> new MirrorComparisonValidator(mirror, c, path, validator.problems).check());
    return validator.problems;
  }

  private void checkName(String name) {
    boolean printable = name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (name.isEmpty() || name.length() > 253 || !printable) {
      add("name", name, "1 to 253 printable ASCII characters without blanks (Mirror.name)");
    }
  }

  private void checkShare(Share share) {
    if (share.expected() != null) {
      problems.add(new Problem(path + ".percentage", share.text(), share.expected()));
    }
  }

  private void checkMethod(String method) {
    if (!HttpText.isToken(method) || method.equals("CONNECT")) {
      add("methods", method, "HTTP methods other than CONNECT, such as \"GET\"");
    }
  }

  private void checkTimeout(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      problems.add(new Problem(path + ".timeout", timeout.toString(), "PT0.001S to PT1H"));
    }
  }

  private void checkBodyLimit(long bytes) {
    if (bytes < 0 || bytes > MAX_BODY) {
      problems.add(new Problem(path + ".bodyLimit", bytes + " bytes", "0 to " + MAX_BODY));
    }
  }

  private void checkRateLimit(RateLimit limit) {
    double rate = limit.perSecond();
    if (!(rate >= RateLimit.MIN && rate <= RateLimit.MAX)) { // Neither is NaN.
      String expected = RateLimit.MIN + " to " + RateLimit.MAX;
      problems.add(new Problem(path + ".maxPerSecond", RateLimit.number(rate), expected));
    } else if (limit.burst() < 1 || limit.burst() > RateLimit.MAX) {
      String expected = "1 to " + RateLimit.MAX;
      problems.add(new Problem(path + ".maxPerSecond.burst", "" + limit.burst(), expected));
    }
  }

  private void add(String place, String text, String expected) {
    problems.add(Problem.ofText(path + "." + place, text, expected));
  }
}
