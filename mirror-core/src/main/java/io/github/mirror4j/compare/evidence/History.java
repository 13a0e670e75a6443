package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.rule.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was counted by when: a row a minute at most. When there are too many, every second one goes,
 * and rows come half as often from then on. Guarded by the evidence's lock.
 */
final class History {

  private static final int MAX_ROWS = 64;
  private static final int COLUMNS = 5;
  private static final long MINUTE = 60;

  private final long start;
  private final int[] rows = new int[MAX_ROWS * COLUMNS];
  private int size;
  private long spacing = MINUTE;

  History(Instant start) {
    this.start = start.getEpochSecond();
  }

  /** Notes what was counted so far, if it is time to. */
  void note(Instant now, Scope sum) {
    long seconds = now.getEpochSecond() - start;
    if (size > 0 && seconds < rows[(size - 1) * COLUMNS] + spacing) {
      return;
    }
    if (size == MAX_ROWS) {
      thin();
    }
    Counts content = sum.tally(Check.CONTENT).counts();
    int at = size++ * COLUMNS;
    rows[at] = Math.clamp(seconds, 0, Integer.MAX_VALUE);
    rows[at + 1] = Math.clamp(content.n(), 0, Integer.MAX_VALUE);
    rows[at + 2] = Math.clamp(content.b(), 0, Integer.MAX_VALUE);
    rows[at + 3] = Math.clamp(content.c(), 0, Integer.MAX_VALUE);
    rows[at + 4] = Math.clamp(sum.tally(Check.ERRORS).counts().b(), 0, Integer.MAX_VALUE);
  }

  private void thin() {
    for (int row = 0; row < MAX_ROWS / 2; row++) {
      System.arraycopy(rows, 2 * row * COLUMNS, rows, row * COLUMNS, COLUMNS);
    }
    size = MAX_ROWS / 2;
    spacing *= 2;
  }

  /** Returns the rows, and what was counted by now as the last one. */
  List<HistoryPoint> points(Instant now, Scope sum) {
    List<HistoryPoint> points = new ArrayList<>();
    for (int at = 0; at < size * COLUMNS; at += COLUMNS) {
      points.add(
          new HistoryPoint(
              Instant.ofEpochSecond(start + rows[at]),
              rows[at + 1],
              rows[at + 2],
              rows[at + 3],
              rows[at + 4]));
    }
    Counts content = sum.tally(Check.CONTENT).counts();
    long failed = sum.tally(Check.ERRORS).counts().b();
    if (size > 0) {
      points.add(new HistoryPoint(now, content.n(), content.b(), content.c(), failed));
    }
    return points;
  }
}
