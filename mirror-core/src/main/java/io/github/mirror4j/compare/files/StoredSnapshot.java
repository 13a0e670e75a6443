package io.github.mirror4j.compare.files;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A whole snapshot that was read. It takes some ten bytes for each row, so that those of a fleet
 * fit into a small heap.
 */
public final class StoredSnapshot {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private final SnapshotHead head;
  private final SnapshotStart start;
  private final RowTable table;
  private byte[] bytes = new byte[256];
  private int size;

  StoredSnapshot(SnapshotHead head, SnapshotStart start, RowTable table) {
    this.head = head;
    this.start = start;
    this.table = table;
  }

  /** {@return what all its rows have in common} */
  public SnapshotHead head() {
    return head;
  }

  /** {@return what it says before its counts} */
  public SnapshotStart start() {
    return start;
  }

  void add(EvidenceRow row) {
    add(table.number(row.name()), row.n(), row.b(), row.c(), row.d());
  }

  /** Adds a row whose name has a number in the table. */
  void add(int number, long n, long b, long c, long d) {
    write(number);
    write(n);
    write(b);
    write(c);
    write(d);
  }

  /** Gives away the room that is not needed. */
  void trim() {
    bytes = Arrays.copyOf(bytes, size);
  }

  /** Takes rows without making an object of each. */
  @FunctionalInterface
  public interface Rows {

    /**
     * Takes a row.
     *
     * @param number the number of its name, which is the same in all snapshots of a table
     * @param name what it counts
     * @param n how often; for a check, the informative triples
     * @param b for a check, triples in which only the candidate was worse
     * @param c for a check, triples in which only the baseline was worse
     * @param d for a check, triples in which both were worse
     */
    void row(int number, EvidenceRow.Name name, long n, long b, long c, long d);
  }

  /**
   * Reads all rows.
   *
   * @param rows takes each of them
   */
  public void forEach(Consumer<EvidenceRow> rows) {
    forEach((number, name, n, b, c, d) -> rows.accept(new EvidenceRow(name, n, b, c, d)));
  }

  /**
   * Reads all rows.
   *
   * @param rows takes each of them
   */
  public void forEach(Rows rows) {
    Cursor cursor = new Cursor();
    while (cursor.at < size) {
      int number = (int) cursor.next();
      rows.row(
          number, table.name(number), cursor.next(), cursor.next(), cursor.next(), cursor.next());
    }
  }

  /** {@return the table that numbers the names} */
  public RowTable table() {
    return table;
  }

  private void write(long count) {
    long rest = count;
    while (rest >= MORE) {
      write((byte) (rest | MORE));
      rest >>>= BITS;
    }
    write((byte) rest);
  }

  private void write(byte next) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = next;
  }

  private final class Cursor {
    private int at;

    long next() {
      long count = 0;
      for (int shift = 0; ; shift += BITS) {
        byte next = bytes[at++];
        count |= (long) (next & (MORE - 1)) << shift;
        if (next >= 0) {
          return count;
        }
      }
    }
  }
}
