package io.github.mirror4j.compare.evidence;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each status of the primary met each status of a copy. Bounded; the rest is one row. */
final class StatusPairs {

  /** The copy's status where no response came. */
  static final int NONE = 0;

  private static final int ROWS = 24;

  /** Two statuses; both are -1 in the row of all others. */
  record Pair(int primary, int copy) implements Comparable<Pair> {

    static final Pair OTHER = new Pair(-1, -1);

    @Override
    public int compareTo(Pair other) {
      int byPrimary = Integer.compare(primary, other.primary);
      return byPrimary != 0 ? byPrimary : Integer.compare(copy, other.copy);
    }
  }

  private @Nullable Map<Pair, Integer> rows;

  void add(int primary, int copy) {
    Map<Pair, Integer> all = rows == null ? new TreeMap<>() : rows;
    Pair pair = new Pair(primary, copy);
    all.merge(all.size() < ROWS || all.containsKey(pair) ? pair : Pair.OTHER, 1, Integer::sum);
    rows = all;
  }

  Map<Pair, Integer> rows() {
    return rows == null ? Map.of() : Map.copyOf(rows);
  }
}
