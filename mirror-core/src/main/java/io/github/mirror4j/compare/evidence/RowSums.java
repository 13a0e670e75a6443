package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.files.EvidenceRow.Name;
import io.github.mirror4j.compare.files.RowTable;
import io.github.mirror4j.compare.files.StoredSnapshot;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the rows of several snapshots, by the numbers of their names. A fleet has millions of
 * rows, but thousands of names. Not thread-safe.
 */
final class RowSums {

  private static final int COUNTS = 4;
  private static final int ROOM = 1 << 10;

  private @Nullable RowTable table;
  private @Nullable Name[] names = new @Nullable Name[ROOM];
  private long[] counts = new long[COUNTS * ROOM];

  /** Fails for a snapshot whose names have other numbers than those of the first one. */
  void check(StoredSnapshot snapshot) {
    table = table == null ? snapshot.table() : table;
    if (snapshot.table() != table) {
      throw new IllegalArgumentException("snapshot: of another table (expected: all of one)");
    }
  }

  void add(int number, Name name, long n, long b, long c, long d) {
    if (number >= names.length) {
      int room = Math.max(number + 1, 2 * names.length);
      names = Arrays.copyOf(names, room);
      counts = Arrays.copyOf(counts, COUNTS * room);
    }
    names[number] = name;
    int at = COUNTS * number;
    counts[at] += n;
    counts[at + 1] += b;
    counts[at + 2] += c;
    counts[at + 3] += d;
  }

  void forEach(BiConsumer<Name, Counts> sums) {
    for (int number = 0; number < names.length; number++) {
      Name name = names[number];
      if (name != null) {
        int at = COUNTS * number;
        sums.accept(name, new Counts(counts[at], counts[at + 1], counts[at + 2], counts[at + 3]));
      }
    }
  }
}
