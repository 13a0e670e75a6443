package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.MirrorId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of one mirror's comparison. Their labels are bounded: no path, and endpoints only if
 * they are asked for.
 */
final class ComparisonMeters implements MirrorMeters {

  private static final List<Check> CHECKS = List.of(Check.CONTENT, Check.PERSISTENT, Check.ERRORS);

  private final ComparisonCounts comparison;
  private final Meters meters;
  private final Supplier<Meters> later;
  private final Tags tags;
  private final Map<String, Meters> endpoints = new HashMap<>();

  /**
   * @param later makes room for meters that come later
   */
  ComparisonMeters(
      MirrorId id,
      ComparisonCounts comparison,
      Meters meters,
      Supplier<Meters> later,
      Tags common) {
    this.comparison = comparison;
    this.meters = meters;
    this.later = later;
    tags = common.and("rule", id.rule(), "mirror", id.mirror());
    try {
      counters();
      gauges();
      evidence(meters, "mirror4j.compare.evidence", ComparisonCounts.SUM, tags);
      CHECKS.forEach(this::bounds);
    } catch (Throwable e) {
      remove();
      throw e;
    }
  }

  /**
   * Registers endpoints that have come, and removes those that are gone.
   *
   * @param most the most endpoints that have meters
   */
  void followEndpoints(int most) {
    List<String> present = comparison.endpoints().stream().limit(most).toList();
    endpoints
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !present.contains(entry.getKey());
              if (isGone) {
                entry.getValue().remove();
              }
              return isGone;
            });
    for (String endpoint : present) {
      if (!endpoints.containsKey(endpoint)) {
        Meters own = later.get();
        endpoints.put(endpoint, own);
        evidence(
            own, "mirror4j.compare.endpoint.evidence", endpoint, tags.and("endpoint", endpoint));
      }
    }
  }

  @Override
  public void remove() {
    meters.remove();
    endpoints.values().forEach(Meters::remove);
    endpoints.clear();
  }

  private void evidence(Meters own, String name, String endpoint, Tags common) {
    for (Check check : CHECKS) {
      Tags checked = common.and("check", lower(check));
      triples(own, name, endpoint, check, checked.and("result", "candidate_worse"), CheckResult::b);
      triples(own, name, endpoint, check, checked.and("result", "baseline_worse"), CheckResult::c);
      triples(own, name, endpoint, check, checked.and("result", "both_worse"), CheckResult::d);
      triples(
          own,
          name,
          endpoint,
          check,
          checked.and("result", "alike"),
          counted -> counted.n() - counted.b() - counted.c());
    }
  }

  /** A gauge, since it is about the builds that are compared at present: others begin anew. */
  private void triples(
      Meters own,
      String name,
      String endpoint,
      Check check,
      Tags all,
      ToLongFunction<CheckResult> count) {
    own.add(
        Gauge.builder(
                    name,
                    comparison,
                    asked -> asked.check(endpoint, check).map(count::applyAsLong).orElse(0L))
                .description("Triples of responses that count, by which of the copies was worse")
                .tags(all)
            ::register);
  }

  private void bounds(Check check) {
    bound(check, "lower", CheckResult::lower);
    bound(check, "upper", CheckResult::upper);
    bound(check, "margin", CheckResult::margin);
  }

  private void bound(Check check, String bound, ToDoubleFunction<CheckResult> value) {
    meters.add(
        Gauge.builder(
                    "mirror4j.compare.bound",
                    comparison,
                    asked ->
                        asked
                            .check(ComparisonCounts.SUM, check)
                            .map(value::applyAsDouble)
                            .orElse(Double.NaN))
                .description("How much more often the new version is worse: proven, and allowed")
                .tags(tags.and("check", lower(check), "bound", bound))
            ::register);
  }

  private void counters() {
    String pairs = "mirror4j.compare.pairs";
    String ended = "Pairs of responses that ended, by outcome";
    counter(pairs, ended, "outcome", "compared", PairCounts::compared);
    counter(pairs, ended, "outcome", "lost", PairCounts::allLost);
    for (LossReason reason : LossReason.values()) {
      counter(
          "mirror4j.compare.lost",
          "Pairs of responses that could not be compared, by reason",
          "reason",
          lower(reason),
          counts -> counts.lost().getOrDefault(reason, 0L));
    }
  }

  private void counter(
      String name, String description, String tag, String value, ToLongFunction<PairCounts> count) {
    meters.add(
        FunctionCounter.builder(name, comparison, asked -> count.applyAsLong(asked.pairs()))
                .description(description)
                .tags(tags.and(tag, value))
            ::register);
  }

  private void gauges() {
    meters.add(
        Gauge.builder("mirror4j.compare.pending", comparison, asked -> asked.pairs().pending())
                .description("Pairs of responses that are not complete yet")
                .tags(tags)
            ::register);
    meters.add(
        Gauge.builder("mirror4j.compare.verdict", comparison, asked -> number(asked.verdict()))
                .description("0 if the new version is safe, 1 if it is not, 2 if that is undecided")
                .tags(tags)
            ::register);
  }

  private static int number(Verdict.State verdict) {
    return switch (verdict) {
      case SAFE -> 0;
      case NOT_SAFE -> 1;
      case UNDECIDED -> 2;
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
