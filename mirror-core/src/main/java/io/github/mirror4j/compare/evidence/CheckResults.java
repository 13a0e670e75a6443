package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.CheckState;
import io.github.mirror4j.compare.bound.Bounds;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Forecast;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.evidence.Limits.Limit;
import io.github.mirror4j.compare.evidence.ScopeCounts.Counted;
import io.github.mirror4j.compare.evidence.ScopeCounts.StepCounts;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out what each check proves. */
final class CheckResults {

  private final Comparison settings;
  private final Limits limits;

  CheckResults(Comparison settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /** Returns the checks of all endpoints together, then those of each endpoint. */
  List<CheckResult> of(KeyCounts key) {
    List<CheckResult> results = new ArrayList<>();
    add(key.sum(), null, key.unsent(), results);
    for (ScopeCounts endpoint : key.endpoints()) {
      add(endpoint, endpoint.name(), 0, results);
    }
    return results;
  }

  private void add(
      ScopeCounts scope, @Nullable String endpoint, long unsent, List<CheckResult> results) {
    for (Check check : checks()) {
      Counted counted = scope.check(check);
      results.add(result(check, null, endpoint, counted, unsent, limits.alarmLevel(scope.rank())));
    }
    for (StepCounts step : scope.liveSteps()) {
      double level = limits.alarmLevel(scope.rank()) * Limits.weight(step.rank());
      results.add(result(Check.SLOWER, step.threshold(), endpoint, step.counted(), unsent, level));
    }
  }

  private List<Check> checks() {
    return limits.hasBaseline()
        ? List.of(Check.ERRORS, Check.CONTENT, Check.PERSISTENT)
        : List.of(Check.ERRORS, Check.CONTENT);
  }

  private CheckResult result(
      Check check,
      @Nullable Duration threshold,
      @Nullable String endpoint,
      Counted counted,
      long unsent,
      double alarmLevel) {
    Limit limit = limits.of(check);
    Counts counts = counted.counts();
    Counts worst = counted.worst().plusWorse(unsent);
    Bounds bounds = Bounds.of(counts, worst, alarmLevel, limits.level());
    boolean isTimed = check == Check.SLOWER;
    CheckState state = state(isTimed, counted, worst, limit);
    double more =
        isTimed || counts.isInformative()
            ? Forecast.untilFine(worst, limit.margin(), limits.level())
            : Forecast.NEVER;
    return new CheckResult(
        endpoint,
        check,
        threshold,
        counts.n(),
        counts.b(),
        counts.c(),
        counts.d(),
        bounds.lower(),
        bounds.upper(),
        limit.margin(),
        state,
        more,
        note(check, counted, bounds, state));
  }

  private CheckState state(boolean isTimed, Counted counted, Counts worst, Limit limit) {
    if (counted.alarm() != null) {
      return CheckState.WORSE;
    }
    boolean isFine =
        (isTimed || counted.counts().isInformative()) && limit.keptBy(worst, limits.level());
    return isFine ? CheckState.FINE : CheckState.OPEN;
  }

  private String note(Check check, Counted counted, Bounds bounds, CheckState state) {
    Tally.Alarm alarm = counted.alarm();
    if (alarm != null) {
      return "proven at %s by %s of %s triples"
          .formatted(
              TimeText.of(alarm.at()),
              Percent.count(alarm.counts().b()),
              Percent.count(alarm.counts().n()));
    }
    if (!counted.counts().isInformative() && state != CheckState.FINE) {
      return check == Check.SLOWER
          ? "most copies of both take longer"
          : "the baseline differs, too";
    }
    boolean isExplanation = check == Check.SLOWER && settings.margin(check).isEmpty();
    if (bounds.lower() > 0) {
      return state == CheckState.FINE || isExplanation
          ? "measurably worse by at least " + Percent.of(bounds.lower())
          : "measurably worse, not proven to be more than allowed";
    }
    return "";
  }
}
