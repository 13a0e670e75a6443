package io.github.mirror4j.compare.files;

import java.util.List;

/**
 * What one process knows of one pair of builds at one moment, as a file holds it.
 *
 * @param head what all its rows have in common
 * @param start what it says before its counts
 * @param rows its counts
 */
public record Snapshot(SnapshotHead head, SnapshotStart start, List<EvidenceRow> rows) {

  /** Copies the list. Rows without counts are left out. */
  public Snapshot {
    rows = rows.stream().filter(row -> !row.isEmpty()).toList();
  }
}
