package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.rule.MirrorId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The meters of one mirror's comparison. Their labels are bounded: no endpoint and no path. */
final class ComparisonMeters implements MirrorMeters {

  private final ComparisonCounts comparison;
  private final Meters meters;
  private final Tags tags;

  ComparisonMeters(MirrorId id, ComparisonCounts comparison, Meters meters, Tags common) {
    this.comparison = comparison;
    this.meters = meters;
    tags = common.and("rule", id.rule(), "mirror", id.mirror());
    try {
      counters();
      gauges();
    } catch (Throwable e) {
      remove();
      throw e;
    }
  }

  @Override
  public void remove() {
    meters.remove();
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
          reason.name().toLowerCase(Locale.ROOT),
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
}
