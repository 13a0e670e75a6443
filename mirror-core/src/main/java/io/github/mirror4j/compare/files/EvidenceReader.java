package io.github.mirror4j.compare.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole snapshots of a file. It leaves out and reports what is torn, of another version
 * or no evidence at all. It never fails because of a file's content.
 */
public final class EvidenceReader {

  private static final int MAX_ROWS = 200_000;
  private static final int MAX_PROBLEMS = 5;

  /**
   * The length of a row in bytes, but for the first of a snapshot, which has the settings. The name
   * of a row is kept as long as the evidence, and the library writes far shorter names.
   */
  private static final int MAX_ROW_LENGTH = 16_384;

  private final RowTable table;
  private final Consumer<StoredSnapshot> snapshots;
  private final List<String> problems = new ArrayList<>();
  private final SplitRow cut = new SplitRow();
  private KnownRows.@Nullable Known lastKnown;
  private long moreProblems;
  private @Nullable StoredSnapshot open;
  private @Nullable RowBeginning beginning;
  private long openRows;
  private long openedAt;
  private long expectedRows;

  private EvidenceReader(RowTable table, Consumer<StoredSnapshot> snapshots) {
    this.table = table;
    this.snapshots = snapshots;
  }

  /**
   * Reads a file.
   *
   * @param in the file
   * @param table keeps the names of the rows
   * @param snapshots takes each snapshot that is whole
   * @return what was left out, in sentences; at most six of them
   * @throws IOException if the file cannot be read
   */
  public static List<String> read(
      InputStream in, RowTable table, Consumer<StoredSnapshot> snapshots) throws IOException {
    EvidenceReader reader = new EvidenceReader(table, snapshots);
    new Lines(in).forEach(reader::line);
    reader.tear();
    if (reader.moreProblems > 0) {
      reader.problems.add("and " + reader.moreProblems + " more problems");
    }
    return reader.problems;
  }

  private void line(long number, byte[] bytes, int start, int length) {
    RowBeginning begun = beginning;
    if (length < 0) {
      notARow(number);
    } else if (begun != null && begun.isOf(bytes, start, length)) {
      rest(number, bytes, start, length, begun);
    } else {
      FileRow row = JsonRows.read(bytes, start, length);
      boolean isFirst = row != null && row.kind() == RowKind.BEGIN;
      if (!isFirst && length > MAX_ROW_LENGTH) {
        tooLong(number);
        return;
      }
      row(number, row, false);
      if (isFirst) {
        beginning = open == null ? null : RowBeginning.of(open.head(), bytes, start, length);
      }
    }
  }

  /** Reads a line that begins as all rows of its snapshot do. */
  private void rest(long number, byte[] bytes, int start, int length, RowBeginning begun) {
    if (length > MAX_ROW_LENGTH) {
      tooLong(number);
      return;
    }
    int from = start + begun.length();
    int to = start + length;
    KnownRows.Known known = lastKnown == null ? null : lastKnown.next(cut, bytes, from, to);
    if (known == null) {
      boolean isCut = cut.cut(bytes, from, to);
      known = isCut ? table.known().find(cut) : null;
      if (known == null) {
        row(number, begun.readRest(bytes, start, length), isCut);
        return;
      }
      if (lastKnown != null) {
        lastKnown.isFollowedBy(known);
      }
    }
    lastKnown = known;
    add(number, known);
  }

  private void row(long number, @Nullable FileRow row, boolean isCut) {
    if (row == null) {
      notARow(number);
    } else if (!row.isOfThisVersion()) {
      otherVersion(number, row.version);
    } else if (row.kind() == RowKind.BEGIN) {
      begin(number, row);
    } else if (row.kind() == RowKind.END) {
      end(row);
    } else {
      add(number, row, isCut);
    }
  }

  /** Reports a line that is no row, but only one problem for each torn snapshot. */
  private void notARow(long number) {
    if (open == null) {
      problem("line " + number + " is not a row of evidence");
    }
    tear();
  }

  private void tooLong(long number) {
    if (open != null) {
      problem("line %d is longer than %d bytes".formatted(number, MAX_ROW_LENGTH));
    }
    open = null;
  }

  private void otherVersion(long number, long version) {
    problem(
        "line %d has version %d of the format (expected: %d)"
            .formatted(number, version, SnapshotText.VERSION));
    tear();
  }

  private void begin(long number, FileRow row) {
    tear();
    SnapshotHead head = row.head();
    SnapshotStart start = row.start();
    if (head == null || start == null || !row.isCount() || row.n > MAX_ROWS) {
      problem("line " + number + " begins no snapshot: a field is missing or wrong");
      return;
    }
    open = new StoredSnapshot(head, start, table);
    openedAt = number;
    openRows = 0;
    expectedRows = row.n;
  }

  private void add(long number, FileRow row, boolean isCut) {
    if (open == null) {
      return; // Its snapshot was reported.
    }
    EvidenceRow counted = row.row();
    if (!row.isOf(open.head())) {
      tear();
    } else if (!row.isCount()) {
      wrongCounts(number);
    } else {
      openRows++;
      if (counted != null) {
        open.add(counted);
      }
      if (counted != null && isCut) {
        table.known().learn(cut, counted, table);
      }
    }
  }

  /** Adds the row that was cut, of which all but the counts is known. */
  private void add(long number, KnownRows.Known known) {
    if (open == null) {
      return; // Its snapshot was reported.
    }
    if (FileRow.isCount(known.kind(), cut.n, cut.b, cut.c, cut.d)) {
      openRows++;
      open.add(known.number(), cut.n, cut.b, cut.c, cut.d);
    } else {
      wrongCounts(number);
    }
  }

  private void wrongCounts(long number) {
    problem("line " + number + " has counts that cannot be");
    open = null;
  }

  private void end(FileRow row) {
    StoredSnapshot snapshot = open;
    boolean isWhole = openRows == expectedRows && row.n == expectedRows;
    if (snapshot == null || !row.isOf(snapshot.head()) || !isWhole) {
      tear();
      return;
    }
    open = null;
    snapshot.trim();
    snapshots.accept(snapshot);
  }

  /** Leaves out the snapshot that is open, if one is. */
  private void tear() {
    if (open != null) {
      problem(
          "the snapshot that begins at line %d is not complete: %d of %d rows"
              .formatted(openedAt, openRows, expectedRows));
      open = null;
    }
  }

  private void problem(String text) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(text);
    } else {
      moreProblems++;
    }
  }
}
