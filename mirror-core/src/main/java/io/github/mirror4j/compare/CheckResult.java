package io.github.mirror4j.compare;

import io.github.mirror4j.rule.Check;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one check counted, and what that proves. All fractions are from -1 to 1.
 *
 * @param endpoint the endpoint; null for the sum of all endpoints
 * @param check the check
 * @param threshold the time that {@link Check#SLOWER} is about; null for other checks
 * @param n informative triples: those in which not both copies were worse
 * @param b triples in which only the candidate was worse
 * @param c triples in which only the baseline was worse
 * @param d triples in which both were worse, which say nothing
 * @param lower how much more often the candidate is worse, at least
 * @param upper how much more often the candidate is worse, at most; lost copies count against it
 * @param margin how much more often it may be worse
 * @param state what is proven
 * @param more about how many more informative triples prove it fine; 0 if it is, and infinite if
 *     more traffic alone will not
 * @param note what else there is to know; may be empty
 * @since 0.1.0
 */
public record CheckResult(
    @Nullable String endpoint,
    Check check,
    @Nullable Duration threshold,
    long n,
    long b,
    long c,
    long d,
    double lower,
    double upper,
    double margin,
    CheckState state,
    double more,
    String note) {

  /**
   * Returns how much more often the candidate was worse than the baseline.
   *
   * @return a fraction from -1 to 1; 0 without triples
   */
  public double extra() {
    return n == 0 ? 0 : (double) (b - c) / n;
  }
}
