package io.github.mirror4j.compare.count;

import java.util.Arrays;

/**
 * Paths, each with some numbers. There are thousands, so they are rows of arrays: 40 bytes each
 * beside the text. Guarded by the evidence's lock.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class PathTable {

  /** The triple in which a path appeared. */
  public static final int FROM = 0;

  /** How responses differ there, as bits. */
  public static final int MARKS = 1;

  /** Triples in which only the candidate differs. */
  public static final int B = 2;

  /** Triples in which only the baseline differs. */
  public static final int C = 3;

  /** Triples in which both differ. */
  public static final int D = 4;

  /** Triples in which the baseline's value differs. */
  public static final int DIFFERING = 5;

  /** Those of them in which it is another time. */
  public static final int DIFFERING_TIMES = 6;

  private static final int COLUMNS = 7;
  private static final int FIRST_ROWS = 4;
  private static final String[] NO_PATHS = {};
  private static final int[] NO_NUMBERS = {};
  private static final short[] NO_INDEX = {};

  private final int most;
  private final Capacity capacity;
  private String[] paths = NO_PATHS;
  private int[] numbers = NO_NUMBERS;

  /** A hash table of the rows, each plus one. At most half full. */
  private short[] index = NO_INDEX;

  private int size;

  /**
   * Creates an empty table.
   *
   * @param most how many paths there may be here
   * @param capacity how many more there may be in all tables
   */
  public PathTable(int most, Capacity capacity) {
    this.most = most;
    this.capacity = capacity;
  }

  public int size() {
    return size;
  }

  public String path(int row) {
    return paths[row];
  }

  public int get(int row, int column) {
    return numbers[row * COLUMNS + column];
  }

  public void add(int row, int column, int more) {
    numbers[row * COLUMNS + column] += more;
  }

  /** Adds bits to the marks of a row. */
  public void mark(int row, int bits) {
    numbers[row * COLUMNS + MARKS] |= bits;
  }

  /** Returns the row of a path, -1 if there is none. */
  public int find(String path) {
    if (index.length == 0) {
      return -1;
    }
    int slot = slot(path);
    return index[slot] - 1;
  }

  /** Returns whether another path may be kept, and takes the room for it. */
  public boolean hasRoom(String path) {
    return size < most && capacity.take(path);
  }

  /** Adds the row of a path that has none. */
  public int put(String path, int from) {
    if (size == paths.length) {
      grow(Math.max(FIRST_ROWS, size + size / 4 + 1));
    }
    paths[size] = path;
    numbers[size * COLUMNS + FROM] = from;
    index[slot(path)] = (short) (size + 1);
    return size++;
  }

  private void grow(int rows) {
    paths = Arrays.copyOf(paths, rows);
    numbers = Arrays.copyOf(numbers, rows * COLUMNS);
    if (index.length < 2 * rows) {
      index = new short[Integer.highestOneBit(2 * rows - 1) << 1];
      for (int row = 0; row < size; row++) {
        index[slot(paths[row])] = (short) (row + 1);
      }
    }
  }

  /** Returns where the path is, or where it would be put. */
  private int slot(String path) {
    int hash = path.hashCode() * 0x9e3779b9;
    int slot = (hash ^ hash >>> 16) & (index.length - 1);
    while (index[slot] > 0 && !paths[index[slot] - 1].equals(path)) {
      slot = (slot + 1) & (index.length - 1);
    }
    return slot;
  }
}
