package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.diff.Differences;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * At which paths the responses of one endpoint differ. Paths explain; they decide nothing. Each is
 * counted from after the triple in which it appeared first. Bounded. Guarded by the evidence's
 * lock.
 */
final class FieldCounts {

  private static final int PATHS = 200;

  /** How many triples it takes to call a path always noisy, and in which share it has to differ. */
  private static final int NOISY_TRIPLES = 20;

  private static final double NOISY_SHARE = 0.5;

  /** What a path has in place of the keys of a map. */
  private static final String ANY_FIELD = "{*}";

  /** A kind is kept as its place in this list. */
  private static final List<DifferenceKind> KINDS = List.of(DifferenceKind.values());

  private final Room room;
  private Map<String, Field> fields = Map.of();
  private Set<String> noisy = Set.of();
  private int triples;

  /** What differs at one path. There are thousands of these, so they are small. */
  static final class Field {
    private final String path;
    private final int from;
    private int kinds;
    private Severity severity = Severity.COSMETIC;
    private boolean counts;
    private int b;
    private int c;
    private int d;

    /** In how many triples the baseline's value differed. */
    private int differing;

    private Field(String path, int from) {
      this.path = path;
      this.from = from;
    }

    private void describe(Difference difference) {
      kinds |= 1 << KINDS.indexOf(difference.kind());
      counts |= difference.counts();
      if (difference.severity().compareTo(severity) < 0) {
        severity = difference.severity();
      }
    }

    private FieldCount count(long triples, boolean isNoisy) {
      long seen = triples - from;
      return new FieldCount(
          path, kinds(), severity, counts, isNoisy, new Counts(seen - d, b, c, d));
    }

    private Set<DifferenceKind> kinds() {
      return KINDS.stream()
          .filter(kind -> (kinds & (1 << KINDS.indexOf(kind))) != 0)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

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

  FieldCounts(Room room) {
    this.room = room;
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
    Set<Field> worse = fields(candidate);
    Set<Field> noise = fields(baseline);
    for (Field field : worse) {
      if (field.from < triples) {
        field.d += noise.contains(field) ? 1 : 0;
        field.b += noise.contains(field) ? 0 : 1;
      }
    }
    for (Field field : noise) {
      if (field.from < triples && !worse.contains(field)) {
        field.c++;
      }
    }
    learn(byValue);
  }

  private Set<Field> fields(Differences differences) {
    if (differences.all().isEmpty()) {
      return Set.of();
    }
    Set<Field> found = new HashSet<>();
    for (Difference difference : differences.all()) {
      Field field = field(difference.path());
      field.describe(difference);
      found.add(field);
    }
    return found;
  }

  private Field field(String path) {
    Field known = fields.get(path);
    if (known != null) {
      return known;
    }
    boolean isOther = path.equals(Difference.OTHER);
    if (!isOther && (fields.size() >= PATHS || !room.take())) {
      return field(Difference.OTHER);
    }
    Field created = new Field(path, triples);
    fields = fields.isEmpty() ? new HashMap<>() : fields;
    fields.put(path, created);
    return created;
  }

  /** Decides anew which paths are noisy: what is noise now need not stay so. */
  private void learn(Differences byValue) {
    Set<Field> differing = new HashSet<>();
    for (Difference difference : byValue.all()) {
      Field field = fields.get(difference.path());
      if (field != null && field.from < triples && differing.add(field)) {
        field.differing++;
      }
    }
    if (differing.isEmpty() && noisy.isEmpty()) {
      return;
    }
    Set<String> now = new HashSet<>(noisy);
    differing.forEach(field -> now.add(field.path));
    now.removeIf(path -> !isNoise(fields.get(path)));
    if (!now.equals(noisy)) {
      noisy = Set.copyOf(now);
    }
  }

  private boolean isNoise(@Nullable Field field) {
    return field != null
        && !isOfMany(field.path)
        && triples - field.from >= NOISY_TRIPLES
        && field.differing > NOISY_SHARE * triples;
  }

  /**
   * Returns whether a path stands for fields of different names. The noise of one of them must not
   * hide the others, so it makes ties until the settings ignore it by its name.
   */
  private static boolean isOfMany(String path) {
    return path.contains(ANY_FIELD) || path.equals(Difference.OTHER);
  }

  List<FieldCount> counts() {
    return fields.values().stream()
        .map(field -> field.count(triples, noisy.contains(field.path)))
        .toList();
  }
}
