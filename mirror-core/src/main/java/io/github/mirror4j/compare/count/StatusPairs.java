package io.github.mirror4j.compare.count;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often each status of the primary met each status of a copy. Bounded; the rest is one row.
 * There are hundreds of these, so the rows are two arrays.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class StatusPairs {

  /** The copy's status where no response came. */
  public static final int NONE = 0;

  private static final int ROWS = 16;
  private static final int[] EMPTY = {};

  /** Two statuses; both are -1 in the row of all others. */
  public record Pair(int primary, int copy) implements Comparable<Pair> {

    public static final Pair OTHER = new Pair(-1, -1);

    private static final Pattern TEXT = Pattern.compile("(-1|\\d{1,3}) (-1|\\d{1,3})");

    /** Both statuses in one number: they have three digits. */
    private int packed() {
      return primary << Short.SIZE | (copy & 0xffff);
    }

    private static Pair of(int packed) {
      return new Pair(packed >> Short.SIZE, (short) packed);
    }

    /** Returns the pair of a text; null if it is none. */
    public static @Nullable Pair of(String text) {
      Matcher matcher = TEXT.matcher(text);
      return matcher.matches()
          ? new Pair(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
          : null;
    }

    /** Returns both statuses with a blank between them. */
    public String text() {
      return primary + " " + copy;
    }

    @Override
    public int compareTo(Pair other) {
      int byPrimary = Integer.compare(primary, other.primary);
      return byPrimary != 0 ? byPrimary : Integer.compare(copy, other.copy);
    }
  }

  private int[] pairs = EMPTY;
  private int[] counts = EMPTY;

  public void add(int primary, int copy) {
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
  public Map<Pair, Integer> rows() {
    Map<Pair, Integer> rows = new TreeMap<>();
    for (int row = 0; row < pairs.length; row++) {
      rows.put(Pair.of(pairs[row]), counts[row]);
    }
    return rows;
  }
}
