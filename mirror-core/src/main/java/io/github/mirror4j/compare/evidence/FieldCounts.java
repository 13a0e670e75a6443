package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.Capacity;
import io.github.mirror4j.compare.count.PathTable;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.names.FieldNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * At which paths the responses of one endpoint differ. Paths explain; they decide nothing. Each is
 * counted from the triple after its first appearance. Bounded. Guarded by the evidence's lock.
 */
final class FieldCounts {

  private static final int PATHS = 200;

  /** How many triples it takes to call a path always noisy, and in which share it has to differ. */
  private static final int NOISY_TRIPLES = 20;

  private static final double NOISY_SHARE = 0.5;

  /**
   * The share for times. The baseline follows its primary so closely that coarse times differ only
   * now and then, and the candidate's differ more often. A stored time hardly ever changes between
   * the two. A path is known from its first difference on, and the share applies at once: among the
   * first triples the second difference is enough.
   */
  private static final double MOVING_SHARE = 0.05;

  /** What a path has in place of the keys of a map. */
  private static final String ANY_FIELD = "{*}";

  private static final List<DifferenceKind> KINDS = List.of(DifferenceKind.values());
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final int GRAVITY = KINDS.size();
  private static final int COUNTS = GRAVITY + SEVERITIES.size();

  private final PathTable paths;
  private Set<String> noisy = Set.of();
  private int triples;

  /** How many of the triples belong to the warm-up, which counts nothing. */
  private int uncounted;

  /**
   * What was counted at one path.
   *
   * @param path the path
   * @param kinds how the candidate's responses, or the baseline's, differ there
   * @param severity the gravest of it
   * @param counts whether that makes responses differ
   * @param noisy whether only shapes are compared there
   * @param count the counts since the path appeared
   */
  record FieldCount(
      String path,
      Set<DifferenceKind> kinds,
      Severity severity,
      boolean counts,
      boolean noisy,
      Counts count) {

    /** Returns the counts with the path as it may be shown. */
    FieldCount shown(FieldNames names) {
      return new FieldCount(names.shown(path), kinds, severity, counts, noisy, count);
    }
  }

  FieldCounts(Capacity capacity) {
    paths = new PathTable(PATHS, capacity);
  }

  /** Returns the paths of which only shapes are compared from now on. Immutable. */
  Set<String> noisy() {
    return noisy;
  }

  /**
   * Adds a triple.
   *
   * @param candidate how the candidate differs from the primary
   * @param baseline how the baseline does
   * @param byValue how the baseline does where values are compared, at noisy paths, too
   */
  void add(Differences candidate, Differences baseline, Differences byValue) {
    triples++;
    BitSet worse = rows(candidate);
    BitSet noise = rows(baseline);
    for (int row = worse.nextSetBit(0); row >= 0; row = worse.nextSetBit(row + 1)) {
      count(row, noise.get(row) ? PathTable.D : PathTable.B);
    }
    noise.andNot(worse);
    for (int row = noise.nextSetBit(0); row >= 0; row = noise.nextSetBit(row + 1)) {
      count(row, PathTable.C);
    }
    learn(byValue);
  }

  /**
   * Learns from a triple of the warm-up which paths are noisy.
   *
   * @param byValue how the baseline differs from the primary
   */
  void learnFrom(Differences byValue) {
    triples++;
    uncounted = triples;
    rows(byValue);
    learn(byValue);
  }

  private void count(int row, int column) {
    if (paths.get(row, PathTable.FROM) < triples) {
      paths.add(row, column, 1);
    }
  }

  private BitSet rows(Differences differences) {
    BitSet found = new BitSet();
    for (Difference difference : differences.all()) {
      int row = row(difference.path());
      paths.mark(row, marks(difference));
      found.set(row);
    }
    return found;
  }

  /** The kind, the severity and whether it counts, as bits. */
  private static int marks(Difference difference) {
    return 1 << KINDS.indexOf(difference.kind())
        | 1 << (GRAVITY + SEVERITIES.indexOf(difference.severity()))
        | (difference.counts() ? 1 << COUNTS : 0);
  }

  private int row(String path) {
    int known = paths.find(path);
    if (known >= 0) {
      return known;
    }
    boolean fits = path.equals(Difference.OTHER) || paths.hasRoom(path);
    return fits ? paths.put(path, triples) : row(Difference.OTHER);
  }

  /** Decides again which paths are noisy, because a path may stop differing. */
  private void learn(Differences byValue) {
    BitSet differing = new BitSet();
    for (Difference difference : byValue.all()) {
      int row = paths.find(difference.path());
      if (row >= 0 && paths.get(row, PathTable.FROM) < triples && !differing.get(row)) {
        differing.set(row);
        paths.add(row, PathTable.DIFFERING, 1);
        paths.add(row, PathTable.DIFFERING_TIMES, difference.kind() == DifferenceKind.TIME ? 1 : 0);
      }
    }
    if (differing.isEmpty() && noisy.isEmpty()) {
      return;
    }
    Set<String> now = new HashSet<>(noisy);
    differing.stream().mapToObj(paths::path).forEach(now::add);
    now.removeIf(path -> !isNoise(paths.find(path)));
    if (!now.equals(noisy)) {
      noisy = Set.copyOf(now);
    }
  }

  private boolean isNoise(int row) {
    return row >= 0
        && !isOfMany(paths.path(row))
        && (isMoving(row)
            || (triples - paths.get(row, PathTable.FROM) >= NOISY_TRIPLES
                && paths.get(row, PathTable.DIFFERING) > NOISY_SHARE * triples));
  }

  private boolean isMoving(int row) {
    return paths.get(row, PathTable.DIFFERING_TIMES) > MOVING_SHARE * triples;
  }

  /**
   * Returns whether a path stands for fields of different names. The noise of one of them must not
   * hide the others, so it makes ties until the settings ignore it by its name.
   */
  private static boolean isOfMany(String path) {
    return path.contains(ANY_FIELD) || path.equals(Difference.OTHER);
  }

  /**
   * Returns what was counted at each path. One that differed only in the warm-up, and is not
   * compared by its shape because of that, explains nothing and is left out.
   */
  List<FieldCount> counts() {
    List<FieldCount> all = new ArrayList<>();
    for (int row = 0; row < paths.size(); row++) {
      if (!isOfWarmUpAlone(row)) {
        all.add(count(row));
      }
    }
    return all;
  }

  private boolean isOfWarmUpAlone(int row) {
    return paths.get(row, PathTable.FROM) <= uncounted
        && paths.get(row, PathTable.B) == 0
        && paths.get(row, PathTable.C) == 0
        && paths.get(row, PathTable.D) == 0
        && !noisy.contains(paths.path(row));
  }

  private FieldCount count(int row) {
    int marks = paths.get(row, PathTable.MARKS);
    int d = paths.get(row, PathTable.D);
    long informative = (long) triples - Math.max(uncounted, paths.get(row, PathTable.FROM)) - d;
    return new FieldCount(
        paths.path(row),
        KINDS.stream()
            .filter(kind -> (marks & 1 << KINDS.indexOf(kind)) != 0)
            .collect(Collectors.toUnmodifiableSet()),
        SEVERITIES.get(Integer.numberOfTrailingZeros(marks >> GRAVITY)),
        (marks & 1 << COUNTS) != 0,
        noisy.contains(paths.path(row)),
        new Counts(informative, paths.get(row, PathTable.B), paths.get(row, PathTable.C), d));
  }
}
