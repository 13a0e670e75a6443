package io.github.mirror4j.compare.files;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were parsed before, by their bytes without the counts. Processes of a fleet count the
 * same things, so that nearly all of their rows differ in their counts alone and need no parser.
 * Thread-safe.
 */
final class KnownRows {

  private static final int MAX_ROWS = 50_000;

  private final Map<SplitRow, Known> rows = new ConcurrentHashMap<>();

  /** A row that is known. */
  static final class Known {
    private final SplitRow cut;
    private final RowKind kind;
    private final int number;

    /**
     * The row that followed it last. Readers of several files may race, because it is only a guess.
     */
    private @Nullable Known next;

    private Known(SplitRow cut, RowKind kind, int number) {
      this.cut = cut;
      this.kind = kind;
      this.number = number;
    }

    RowKind kind() {
      return kind;
    }

    /** {@return its number in the table of all names} */
    int number() {
      return number;
    }

    /** Returns the row that a line is likely to be, if it is; its counts are cut then. */
    @Nullable Known next(SplitRow cut, byte[] line, int from, int to) {
      Known guess = next;
      return guess != null && cut.cutLike(guess.cut, line, from, to) ? guess : null;
    }

    void isFollowedBy(Known other) {
      next = other;
    }
  }

  @Nullable Known find(SplitRow cut) {
    return rows.get(cut);
  }

  /** Remembers a row that was parsed, if parsing it with other counts changes nothing else. */
  void learn(SplitRow cut, EvidenceRow row, RowTable table) {
    EvidenceRow.Name name = row.name();
    if (name.kind().isOfOneProcess() || rows.size() >= MAX_ROWS) {
      return;
    }
    FileRow other = parse(cut.withCounts(cut.n + 1, cut.b + 2, cut.c + 3, cut.d + 4));
    if (other != null
        && new EvidenceRow(name, cut.n + 1, cut.b + 2, cut.c + 3, cut.d + 4).equals(other.row())
        && new EvidenceRow(name, cut.n, cut.b, cut.c, cut.d).equals(row)
        && !other.hasWrongCount
        && other.hasNoHead()) {
      SplitRow copy = cut.copy();
      rows.putIfAbsent(copy, new Known(copy, name.kind(), table.number(name)));
    }
  }

  private static @Nullable FileRow parse(byte[] line) {
    line[0] = '{';
    return JsonRows.read(line, 0, line.length);
  }
}
