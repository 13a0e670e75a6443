package io.github.mirror4j.compare.bound;

import io.github.mirror4j.rule.CheckReturnValue;

/**
 * What a check counted. Immutable; counts of several processes add up.
 *
 * @param n informative triples: those in which not both the candidate and the baseline were worse
 * @param b triples in which only the candidate was worse
 * @param c triples in which only the baseline was worse
 * @param d triples in which both were worse; they say nothing and are not in {@code n}
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record Counts(long n, long b, long c, long d) {

  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** How much more often the candidate was worse than the baseline was. */
  public double rate() {
    return n == 0 ? 0 : (double) (b - c) / n;
  }

  public long triples() {
    return n + d;
  }

  /** Whether at least half of the triples say anything. */
  public boolean isInformative() {
    return n >= d;
  }

  public double log(Mixture mixture) {
    return mixture.logEvidence((double) b, (double) c, (double) (n - b - c));
  }

  @CheckReturnValue
  public Counts plus(Counts other) {
    return new Counts(n + other.n, b + other.b, c + other.c, d + other.d);
  }

  /** These counts with triples more in which only the candidate was worse. */
  @CheckReturnValue
  public Counts plusWorse(long more) {
    return new Counts(n + more, b + more, c, d);
  }
}
