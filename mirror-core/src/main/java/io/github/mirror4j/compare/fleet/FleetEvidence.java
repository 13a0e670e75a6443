package io.github.mirror4j.compare.fleet;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.files.EvidenceReader;
import io.github.mirror4j.compare.files.RowTable;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.StoredSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the processes of a fleet wrote about their comparisons. Files may be late, double, torn or
 * of another version: the last whole snapshot of each process counts, and what is left out is
 * reported. Needs {@code tools.jackson.core}. Thread-safe: several threads may add files at once.
 *
 * @since 0.1.0
 */
public final class FleetEvidence {

  private static final int MAX_PROBLEMS = 100;

  private final RowTable table = new RowTable();
  private final Map<Kept, StoredSnapshot> latest = new ConcurrentHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final AtomicLong files = new AtomicLong();

  /** Creates evidence of no process. */
  public FleetEvidence() {}

  /**
   * Adds a file. What cannot be used of its content is reported as a problem.
   *
   * @param name names the file in the report
   * @param in the file; it is read to its end and not closed
   * @throws IOException if it cannot be read
   */
  public void add(String name, InputStream in) throws IOException {
    requireNonNull(name, "name");
    files.incrementAndGet();
    List<String> found = EvidenceReader.read(in, table, this::keepLatest);
    found.forEach(problem -> addProblem(name, problem));
  }

  /**
   * Adds what is wrong with a file, such as that it cannot be read, to the problems of the report.
   *
   * @param name names the file in the report
   * @param problem what is wrong
   */
  public synchronized void addProblem(String name, String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(name + ": " + problem);
    } else if (problems.size() == MAX_PROBLEMS) {
      problems.add("and more");
    }
  }

  private synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * The key under which one snapshot is kept. Every snapshot of all builds together is kept,
   * because the one counts that a process wrote with its last snapshots of the builds.
   *
   * @param seq 0 for that of one pair of builds, of which the last is kept
   */
  private record Kept(SnapshotHead.Source source, long seq) {

    private static Kept of(SnapshotHead head) {
      boolean isOfAllBuilds = head.key().equals(SnapshotHead.ALL_BUILDS);
      return new Kept(head.source(), isOfAllBuilds ? head.seq() : 0);
    }
  }

  private void keepLatest(StoredSnapshot snapshot) {
    latest.merge(
        Kept.of(snapshot.head()),
        snapshot,
        (one, other) -> other.head().seq() > one.head().seq() ? other : one);
  }

  /**
   * Decides about the sum of what was added.
   *
   * @param question which evidence is judged, and by which margins
   * @param now the time of the report if no evidence is judged. Otherwise the report has the time
   *     of the newest evidence
   * @return the report
   * @throws io.github.mirror4j.rule.InvalidConfigurationException if the margins are wrong for the
   *     comparisons in the files
   */
  public FleetReport report(FleetQuestion question, Instant now) {
    List<StoredSnapshot> all = List.copyOf(latest.values());
    return new FleetDecision(question, all, files.get(), problems()).report(now);
  }
}
