package io.github.mirror4j.examples.bench.load;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis from bottom to top.
 *
 * @param least the value at the bottom
 * @param most the value at the top
 * @param top where the top is
 * @param bottom where the bottom is
 */
record LogAxis(double least, double most, double top, double bottom) {

  private static final double[] STEPS = {1, 2, 5};
  private static final double HEADROOM = 1.3;

  /** One that shows all these, and 1. */
  static LogAxis around(List<Spread> values, double top, double bottom) {
    double least = values.stream().filter(Spread::isKnown).mapToDouble(Spread::low).min().orElse(1);
    double most = values.stream().filter(Spread::isKnown).mapToDouble(Spread::high).max().orElse(1);
    return new LogAxis(
        Math.max(0.01, Math.min(0.7, least / HEADROOM)), Math.max(2, most * HEADROOM), top, bottom);
  }

  double y(double value) {
    double share = Math.log(value / least) / Math.log(most / least);
    return bottom - (bottom - top) * Math.clamp(share, 0, 1);
  }

  /** A tick's number, without zeros that say nothing. */
  static String label(double tick) {
    return BigDecimal.valueOf(tick).stripTrailingZeros().toPlainString();
  }

  /** Round numbers on it; only powers of ten where there is much to show. */
  double[] ticks() {
    boolean isLong = most / least > 500;
    return DoubleStream.iterate(0.01, decade -> decade <= most, decade -> decade * 10)
        .flatMap(
            decade -> DoubleStream.of(STEPS).map(step -> Math.round(decade * step * 100) / 100.0))
        .filter(tick -> tick >= least && tick <= most)
        .filter(tick -> !isLong || Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) < 1e-9)
        .toArray();
  }
}
