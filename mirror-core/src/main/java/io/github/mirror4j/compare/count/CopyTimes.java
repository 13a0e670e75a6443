package io.github.mirror4j.compare.count;

import io.github.mirror4j.compare.LatencyQuantile;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.rule.CheckReturnValue;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How long the copies of both versions took.
 *
 * @param candidate the copies to the new version
 * @param baseline the copies to the old version
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record CopyTimes(LatencyHistogram candidate, LatencyHistogram baseline) {

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  /** Returns times of no copy. */
  public static CopyTimes none() {
    return new CopyTimes(new LatencyHistogram(), new LatencyHistogram());
  }

  public void add(Observation.Times times) {
    candidate.add(times.candidate());
    baseline.add(times.baseline());
  }

  @CheckReturnValue
  public CopyTimes copy() {
    return new CopyTimes(candidate.copy(), baseline.copy());
  }

  /** Returns quantiles of both; none if there are no times. */
  public List<LatencyQuantile> quantiles() {
    if (candidate.total() == 0) {
      return List.of();
    }
    return DoubleStream.of(QUANTILES)
        .mapToObj(
            share ->
                new LatencyQuantile(share, candidate.quantile(share), baseline.quantile(share)))
        .toList();
  }
}
