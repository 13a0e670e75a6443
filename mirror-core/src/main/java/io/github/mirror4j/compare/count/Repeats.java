package io.github.mirror4j.compare.count;

import io.github.mirror4j.compare.bound.Counts;

/**
 * What requests showed when they were repeated too soon to vote again: a new version may respond
 * well the first time and not from its cache. Each request counts once for each of its votes, by
 * what it has shown since then. Guarded by the evidence's lock.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Repeats {

  /** The marks of a vote whose request was repeated, and what it has shown since. */
  private static final int SEEN = 2;

  private static final int WORSE = 4;
  private static final int BETTER = 8;

  private long n;
  private long b;
  private long c;
  private long d;

  /** Creates counts of no request. */
  public Repeats() {}

  /** Counts what a request shows, and returns the marks of its vote from now on. */
  int seen(int marks, boolean worse, boolean better) {
    if ((marks & SEEN) != 0) {
      count(marks, -1);
    }
    int now = (marks & (WORSE | BETTER)) | SEEN | (worse ? WORSE : 0) | (better ? BETTER : 0);
    count(now, 1);
    return now;
  }

  private void count(int marks, int change) {
    boolean worse = (marks & WORSE) != 0;
    boolean better = (marks & BETTER) != 0;
    if (worse && better) {
      d += change;
      return;
    }
    n += change;
    b += worse ? change : 0;
    c += better ? change : 0;
  }

  public Counts counts() {
    return new Counts(n, b, c, d);
  }
}
