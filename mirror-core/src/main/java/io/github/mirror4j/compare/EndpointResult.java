package io.github.mirror4j.compare;

import java.util.List;

/**
 * What was compared of one endpoint.
 *
 * @param name the endpoint
 * @param triples the triples that count
 * @param distinct the distinct requests among them
 * @param share its share of all triples, from 0 to 1
 * @param judged whether there are enough triples that say anything about it
 * @param note what else there is to know; may be empty
 * @param candidate how often each status of the primary met each status of the candidate
 * @param baseline how often each status of the primary met each status of the baseline
 * @since 0.1.0
 */
public record EndpointResult(
    String name,
    long triples,
    long distinct,
    double share,
    boolean judged,
    String note,
    List<StatusCount> candidate,
    List<StatusCount> baseline) {

  /** Copies the lists. */
  public EndpointResult {
    candidate = List.copyOf(candidate);
    baseline = List.copyOf(baseline);
  }

  /**
   * How often two statuses met.
   *
   * @param primary the primary's status; -1 for all those beyond the bound
   * @param copy the copy's status; 0 if no response came
   * @param count how often
   * @since 0.1.0
   */
  public record StatusCount(int primary, int copy, long count) {}
}
