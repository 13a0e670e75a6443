package io.github.mirror4j.compare.files;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a snapshot. Rows of several processes with the same name add up, count by count.
 *
 * @param name what it counts
 * @param n how often; for a check, the informative triples
 * @param b for a check, triples in which only the candidate was worse
 * @param c for a check, triples in which only the baseline was worse
 * @param d for a check, triples in which both were worse
 */
public record EvidenceRow(Name name, long n, long b, long c, long d) {

  /**
   * What a row counts.
   *
   * @param kind the kind of row
   * @param endpoint the endpoint; null for all of them together
   * @param path what of it, if the kind has several
   * @param more what describes it beyond that; not counted
   */
  public record Name(
      RowKind kind, @Nullable String endpoint, @Nullable String path, Map<String, Object> more) {}

  /**
   * Returns a row with one count, for all endpoints together.
   *
   * @param kind the kind of row
   * @param n the count
   * @return the row
   */
  public static EvidenceRow of(RowKind kind, long n) {
    return of(kind, null, null, n);
  }

  /**
   * Returns a row with one count.
   *
   * @param kind the kind of row
   * @param endpoint the endpoint; null for all of them together
   * @param path what of it, if the kind has several
   * @param n the count
   * @return the row
   */
  public static EvidenceRow of(
      RowKind kind, @Nullable String endpoint, @Nullable String path, long n) {
    return new EvidenceRow(new Name(kind, endpoint, path, Map.of()), n, 0, 0, 0);
  }

  /** Returns whether there is nothing to count. */
  boolean isEmpty() {
    return n == 0 && b == 0 && c == 0 && d == 0;
  }
}
