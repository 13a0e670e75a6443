package io.github.mirror4j.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known about one pair of builds under one rule.
 *
 * @param v1 the old version's build; empty if it is not known
 * @param v2 the new version's build; empty if it is not known
 * @param verdict what is proven about it
 * @param since when its first pair ended
 * @param span the time between the first and the last pair that counts
 * @param pairs the pairs that ended, warm-up included
 * @param triples the triples that count
 * @param distinct the distinct requests among them
 * @param repeated the triples that do not count, since the same request had counted lately
 * @param coverage the share of the pairs that were compared, after the warm-up
 * @param checks the checks: of all endpoints together first, then of each endpoint
 * @param endpoints the endpoints, by first appearance
 * @param fields the paths at which responses differ, those that are most likely worse first
 * @param latency quantiles of the copies' times
 * @param examples examples of differences
 * @param history what was counted by when, oldest first; the spacing grows with the span
 * @since 0.1.0
 */
public record KeyReport(
    String v1,
    String v2,
    Verdict verdict,
    Instant since,
    Duration span,
    long pairs,
    long triples,
    long distinct,
    long repeated,
    double coverage,
    List<CheckResult> checks,
    List<EndpointResult> endpoints,
    List<FieldResult> fields,
    List<LatencyQuantile> latency,
    List<ExampleResult> examples,
    List<HistoryPoint> history) {

  /** Copies the lists. */
  public KeyReport {
    checks = List.copyOf(checks);
    endpoints = List.copyOf(endpoints);
    fields = List.copyOf(fields);
    latency = List.copyOf(latency);
    examples = List.copyOf(examples);
    history = List.copyOf(history);
  }
}
