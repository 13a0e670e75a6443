package io.github.mirror4j.http.micrometer;

import static java.util.Objects.requireNonNullElse;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.EndpointResult;
import io.github.mirror4j.compare.KeyReport;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The comparison of one mirror; its last one if the library has forgotten it. */
final class ComparisonCounts {

  /** In place of an endpoint's name: all endpoints together. */
  static final String SUM = "";

  /** To make a report takes some milliseconds, and one scrape asks for many of its numbers. */
  private static final long REPORT_AGE = Duration.ofSeconds(1).toNanos();

  private final MirrorEngine engine;
  private final LongSupplier nanoTime;
  private volatile MirrorComparison last;
  private volatile @Nullable Look lastLook;

  /** What a report says, by endpoint. */
  private record Look(
      long nanos, Map<String, Map<Check, CheckResult>> checks, List<String> endpoints) {}

  ComparisonCounts(MirrorEngine engine, MirrorComparison first, LongSupplier nanoTime) {
    this.engine = engine;
    this.nanoTime = nanoTime;
    last = first;
  }

  PairCounts pairs() {
    return now().pairs();
  }

  /** At most a second old, so that scraping costs next to nothing. */
  Verdict.State verdict() {
    return now().verdict().state();
  }

  /**
   * Returns what a check counted and proves, at most a second old.
   *
   * @param endpoint the endpoint, or {@link #SUM}
   * @param check the check; not {@link Check#SLOWER}, which has a result for each threshold
   * @return the result; empty without a baseline, where a check does not exist, and for an endpoint
   *     that is not there
   */
  Optional<CheckResult> check(String endpoint, Check check) {
    return Optional.ofNullable(look().checks().getOrDefault(endpoint, Map.of()).get(check));
  }

  /** Returns the names of the endpoints, by first appearance, at most a second old. */
  List<String> endpoints() {
    return look().endpoints();
  }

  private Look look() {
    long nanos = nanoTime.getAsLong();
    Look look = lastLook;
    if (look == null || nanos - look.nanos() >= REPORT_AGE) {
      look = look(now().report().key(), nanos);
      lastLook = look;
    }
    return look;
  }

  private static Look look(KeyReport report, long nanos) {
    Map<String, Map<Check, CheckResult>> checks = new HashMap<>();
    for (CheckResult result : report.checks()) {
      if (result.check() != Check.SLOWER) {
        String endpoint = requireNonNullElse(result.endpoint(), SUM);
        checks
            .computeIfAbsent(endpoint, name -> new EnumMap<>(Check.class))
            .put(result.check(), result);
      }
    }
    return new Look(nanos, checks, report.endpoints().stream().map(EndpointResult::name).toList());
  }

  /** Other settings begin another comparison, with counts of its own. */
  private MirrorComparison now() {
    engine.comparisons().stream()
        .filter(comparison -> comparison.id().equals(last.id()))
        .forEach(comparison -> last = comparison);
    return last;
  }
}
