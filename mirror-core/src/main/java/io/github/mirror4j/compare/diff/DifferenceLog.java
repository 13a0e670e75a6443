package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what differs while two responses are compared. What was found since a mark can be taken
 * back, which arrays need: only at their ends is it known whether the same elements came in another
 * order. Used by one thread.
 */
final class DifferenceLog {

  /** What only one response has. */
  private static final Sample ABSENT = Sample.of("absent");

  private static final int ENTRIES_LIMIT = 1_000;
  private static final int VALUE_LENGTH = 200;

  private final boolean countsAdditions;
  private final Set<String> noisy;
  private final TimeWindow window;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private final List<Entry> journal = new ArrayList<>();
  private final Set<PathSetting> applied = new HashSet<>();
  private int touches;

  private record Key(
      String path, DifferenceKind kind, Severity severity, @Nullable PathSetting passing) {}

  /** All differences of a kind at a path. */
  private static final class Entry {
    final Place place;
    final Key key;
    int times;
    String before = "";
    String after = "";

    Entry(Place place, Key key) {
      this.place = place;
      this.key = key;
    }

    boolean isReal() {
      return key.passing() == null && key.kind() != DifferenceKind.REPRESENTATION;
    }
  }

  DifferenceLog(boolean countsAdditions, Set<String> noisy, TimeWindow window) {
    this.countsAdditions = countsAdditions;
    this.noisy = noisy;
    this.window = window;
  }

  /** Adds something that both responses have. */
  void add(Place place, DifferenceKind kind, Severity severity, Sample before, Sample after) {
    add(place, kind, severity, before, after, false);
  }

  /** Adds something that only the primary has. */
  void missing(Place place, Sample before) {
    boolean isNull = before instanceof Node node && node.type() == ValueType.NULL;
    if (isNull) {
      add(place, DifferenceKind.NULL_OR_ABSENT, Severity.COMPATIBLE, before, ABSENT, false);
    } else {
      add(place, DifferenceKind.MISSING, Severity.BREAKING, before, ABSENT, false);
    }
  }

  /** Adds something that the primary does not have. */
  void extra(Place place, Severity severity, Sample after) {
    boolean isNull = after instanceof Node node && node.type() == ValueType.NULL;
    DifferenceKind kind = isNull ? DifferenceKind.NULL_OR_ABSENT : DifferenceKind.EXTRA;
    add(place, kind, severity, ABSENT, after, true);
  }

  private void add(
      Place place,
      DifferenceKind kind,
      Severity severity,
      Sample before,
      Sample after,
      boolean added) {
    touches++;
    if (isNoisy(place)) {
      if (!before.shape().comparedAs().equals(after.shape().comparedAs())) {
        add(
            place,
            DifferenceKind.SHAPE,
            Severity.CHANGED,
            before,
            after,
            passing(place, kind, added));
      }
    } else {
      add(place, kind, severity, before, after, passing(place, kind, added));
    }
  }

  private static @Nullable PathSetting passing(Place place, DifferenceKind kind, boolean added) {
    return place.settings().passing(kind, added);
  }

  private void add(
      Place place,
      DifferenceKind kind,
      Severity severity,
      Sample before,
      Sample after,
      @Nullable PathSetting passing) {
    Entry entry = entry(place, new Key(place.text(), kind, severity, passing));
    if (entry.times++ == 0) {
      entry.before = describe(place, before);
      entry.after = describe(place, after);
    }
    journal.add(entry);
  }

  private Entry entry(Place place, Key key) {
    Entry known = entries.get(key);
    if (known != null) {
      return known;
    }
    Key bounded =
        entries.size() < ENTRIES_LIMIT
            ? key
            : new Key(Difference.OTHER, DifferenceKind.VALUE, key.severity(), key.passing());
    return entries.computeIfAbsent(bounded, k -> new Entry(place, k));
  }

  private static String describe(Place place, Sample sample) {
    if (!place.settings().shown()) {
      return sample.shape().text();
    }
    String value = sample.value();
    return value.length() <= VALUE_LENGTH ? value : value.substring(0, VALUE_LENGTH) + "…";
  }

  /** Notes that a setting let something pass that is no difference of a single place. */
  void applied(PathSetting setting) {
    applied.add(setting);
    touch();
  }

  /** Notes that something differed which is not added, or not yet. */
  void touch() {
    touches++;
  }

  /** Returns whether values at a place are compared by their shape. */
  boolean isNoisy(Place place) {
    return !noisy.isEmpty() && noisy.contains(place.text());
  }

  /** Notes two values that differ but count as the same: the times of the responses. */
  void same() {
    touches++;
  }

  /** Returns when the responses were made. */
  TimeWindow window() {
    return window;
  }

  /** Returns how often anything differed, also what was let pass or taken back. */
  int touches() {
    return touches;
  }

  int mark() {
    return journal.size();
  }

  /** Returns whether there were differences since a mark that make the values unequal. */
  boolean differsSince(int mark) {
    for (int i = mark; i < journal.size(); i++) {
      if (journal.get(i).isReal()) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether one of some fields of an object differed since a mark. */
  boolean differsSince(int mark, Place object, Collection<String> fields) {
    for (int i = mark; i < journal.size(); i++) {
      Entry entry = journal.get(i);
      if (entry.isReal() && entry.place.isFieldOf(object, fields)) {
        return true;
      }
    }
    return false;
  }

  /** Takes back what was added since a mark. */
  void rollback(int mark) {
    while (journal.size() > mark) {
      journal.remove(journal.size() - 1).times--;
    }
  }

  /** Moves what was added since a mark to where it belongs, once an object has become a map. */
  void collapse(int mark, Place object) {
    for (int i = mark; i < journal.size(); i++) {
      Entry entry = journal.get(i);
      Place place = entry.place.in(object);
      if (place != entry.place && !entry.key.path().equals(Difference.OTHER)) {
        Key key = entry.key;
        Entry moved =
            entry(place, new Key(place.text(), key.kind(), key.severity(), key.passing()));
        entry.times--;
        if (moved.times++ == 0) {
          moved.before = entry.before;
          moved.after = entry.after;
        }
        journal.set(i, moved);
      }
    }
  }

  Differences differences() {
    List<Difference> all = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.times > 0 && entry.key.passing() != null) {
        applied.add(entry.key.passing());
      } else if (entry.times > 0) {
        all.add(difference(entry));
      }
    }
    all.sort(
        Comparator.comparing((Difference d) -> d.path().equals(Difference.OTHER))
            .thenComparing(d -> !d.counts())
            .thenComparing(Difference::severity));
    return new Differences(bounded(all), applied);
  }

  private Difference difference(Entry entry) {
    Key key = entry.key;
    return new Difference(
        key.path(), key.kind(), key.severity(), counts(key.severity()), entry.before, entry.after);
  }

  private boolean counts(Severity severity) {
    return switch (severity) {
      case BREAKING, CHANGED -> true;
      case COMPATIBLE -> countsAdditions;
      case COSMETIC -> false;
    };
  }

  private static List<Difference> bounded(List<Difference> all) {
    boolean fits =
        all.size() <= Differences.LIMIT && all.stream().noneMatch(DifferenceLog::isOther);
    if (fits) {
      return all;
    }
    int listed = (int) all.stream().filter(d -> !isOther(d)).limit(Differences.LIMIT).count();
    List<Difference> rest = all.subList(listed, all.size());
    Severity gravest =
        rest.stream().map(Difference::severity).min(Comparator.naturalOrder()).orElseThrow();
    boolean counts = rest.stream().anyMatch(Difference::counts);
    List<Difference> bounded = new ArrayList<>(all.subList(0, listed));
    bounded.add(new Difference(Difference.OTHER, DifferenceKind.VALUE, gravest, counts, "", ""));
    return bounded;
  }

  private static boolean isOther(Difference difference) {
    return difference.path().equals(Difference.OTHER);
  }
}
