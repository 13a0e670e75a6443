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

  /**
   * Reads all rows.
   *
   * @param rows takes each of them
   */
  public void forEach(Consumer<EvidenceRow> rows) {
    Cursor cursor = new Cursor();
    while (cursor.at < size) {
      rows.accept(
          new EvidenceRow(
              table.name((int) cursor.next()),
              cursor.next(),
              cursor.next(),
              cursor.next(),
              cursor.next()));
    }
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
