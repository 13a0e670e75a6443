package io.github.mirror4j.compare.evidence;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each status of the primary met each status of a copy. Bounded; the rest is one row.
 * There are hundreds of these, so the rows are two arrays.
 */
final class StatusPairs {

  /** The copy's status where no response came. */
  static final int NONE = 0;

  private static final int ROWS = 16;
  private static final int[] EMPTY = {};

  /** Two statuses; both are -1 in the row of all others. */
  record Pair(int primary, int copy) implements Comparable<Pair> {

    static final Pair OTHER = new Pair(-1, -1);

    /** Both statuses in one number: they have three digits. */
    private int packed() {
      return primary << Short.SIZE | (copy & 0xffff);
    }

    private static Pair of(int packed) {
      return new Pair(packed >> Short.SIZE, (short) packed);
    }

    @Override
    public int compareTo(Pair other) {
      int byPrimary = Integer.compare(primary, other.primary);
      return byPrimary != 0 ? byPrimary : Integer.compare(copy, other.copy);
    }
  }

  private int[] pairs = EMPTY;
  private int[] counts = EMPTY;

  void add(int primary, int copy) {
    int row = row(new Pair(primary, copy)); // which may replace the arrays
    counts[row]++;
  }

  private int row(Pair pair) {
    int packed = pair.packed();
    for (int row = 0; row < pairs.length; row++) {
      if (pairs[row] == packed) {
        return row;
      }
    }
    if (pairs.length >= ROWS && !pair.equals(Pair.OTHER)) {
      return row(Pair.OTHER);
    }
    int added = pairs.length;
    pairs = Arrays.copyOf(pairs, added + 1);
    counts = Arrays.copyOf(counts, added + 1);
    pairs[added] = packed;
    return added;
  }

  /** Returns the counts, in the order of the statuses. */
  Map<Pair, Integer> rows() {
    Map<Pair, Integer> rows = new TreeMap<>();
    for (int row = 0; row < pairs.length; row++) {
      rows.put(Pair.of(pairs[row]), counts[row]);
    }
    return rows;
  }
}
