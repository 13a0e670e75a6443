package io.github.mirror4j.compare.files;

import io.github.mirror4j.compare.files.SnapshotHead.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How evidence grew: the counts of the check of content at one time a minute. Bounded: when it is
 * full, every second time is forgotten, and the steps are twice as long from then on. Not
 * thread-safe.
 */
public final class History {

  private static final int MAX_TIMES = 240;
  private static final int MAX_SOURCES = 100;
  private static final Duration STEP = Duration.ofMinutes(1);

  private final Map<Source, Course> courses = new HashMap<>();

  private static final class Course {
    private List<EvidenceRow> rows = new ArrayList<>();
    private Duration step = STEP;
    private Instant next = Instant.MIN;

    private void add(EvidenceRow row, Instant at) {
      if (at.isBefore(next)) {
        return;
      }
      rows.add(row);
      if (rows.size() == MAX_TIMES) {
        List<EvidenceRow> fewer = new ArrayList<>();
        for (int i = 1; i < rows.size(); i += 2) {
          fewer.add(rows.get(i));
        }
        rows = fewer;
        step = step.multipliedBy(2);
      }
      next = at.plus(step);
    }
  }

  /** Creates a history without times. */
  public History() {}

  /**
   * Notes the counts of a snapshot.
   *
   * @param snapshot the snapshot
   * @return the snapshot with the rows of its history
   */
  public Snapshot with(Snapshot snapshot) {
    Source source = snapshot.head().source();
    Instant at = snapshot.head().at();
    for (EvidenceRow row : snapshot.rows()) {
      if (isCheckOfContent(row.name()) && mayKeep(source)) {
        Course course = courses.computeIfAbsent(source, s -> new Course());
        course.add(at(row, at), at);
      }
    }
    Course course = courses.get(source);
    if (course == null) {
      return snapshot;
    }
    List<EvidenceRow> rows = new ArrayList<>(snapshot.rows());
    rows.addAll(course.rows);
    return new Snapshot(snapshot.head(), snapshot.start(), rows);
  }

  private boolean mayKeep(Source source) {
    return courses.containsKey(source) || courses.size() < MAX_SOURCES;
  }

  private static boolean isCheckOfContent(EvidenceRow.Name name) {
    return name.kind() == RowKind.CONTENT && name.endpoint() == null && name.path() == null;
  }

  private static EvidenceRow at(EvidenceRow row, Instant at) {
    EvidenceRow.Name name = new EvidenceRow.Name(RowKind.HISTORY, null, at.toString(), Map.of());
    return new EvidenceRow(name, row.n(), row.b(), row.c(), row.d());
  }
}
