package io.github.mirror4j.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a comparison that is being built says about the fields of bodies, and its checks. */
final class ComparedFields {

  private static final int MAX_PATHS = 200;
  private static final int MAX_NAME = 253;
  private static final String IGNORE = "ignore";
  private static final String UNORDERED = "unordered";

  final List<FieldPath> ignored = new ArrayList<>();
  final List<FieldPath> unordered = new ArrayList<>();
  final Map<FieldPath, String> keys = new LinkedHashMap<>();
  final Map<FieldPath, Set<Change>> expected = new LinkedHashMap<>();
  final List<FieldPath> shown = new ArrayList<>();

  /** What was wrong with a path by itself, so that it is not among those above. */
  private final List<Problem> unreadable = new ArrayList<>();

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Collection<FieldPath>> places = new LinkedHashMap<>();

  ComparedFields() {
    places.put(IGNORE, ignored);
    places.put(UNORDERED, unordered);
    places.put("keys", keys.keySet());
    places.put("expect", expected.keySet());
    places.put("show", shown);
  }

  void ignore(String path) {
    read(IGNORE, path, ignored::add);
  }

  void unordered(String path) {
    read(UNORDERED, path, unordered::add);
  }

  void key(String path, String field) {
    read("keys", path, array -> addKey(array, field));
  }

  void expect(String path, List<Change> changes) {
    read("expect", path, field -> addExpected(field, changes));
  }

  void show(String path) {
    read("show", path, shown::add);
  }

  private void read(String place, String text, Consumer<FieldPath> use) {
    FieldPathReader reader = new FieldPathReader(text);
    String wanted = reader.expected();
    if (wanted != null) {
      unreadable.add(Problem.ofText(place, text, wanted));
    } else {
      use.accept(FieldPath.of(reader.segments()));
    }
  }

  private void addKey(FieldPath path, String field) {
    if (keys.putIfAbsent(path, field) != null) {
      unreadable.add(Problem.ofText("keys", path.toString(), "each path once"));
    }
  }

  private void addExpected(FieldPath path, List<Change> changes) {
    Set<Change> known = expected.computeIfAbsent(path, p -> EnumSet.noneOf(Change.class));
    for (Change change : changes) {
      if (!known.add(change)) {
        unreadable.add(Problem.ofText("expect." + path, change.name(), "each change once"));
      }
    }
  }

  /** Returns the problems of single paths. */
  List<Problem> unreadable() {
    return unreadable;
  }

  /** Returns the problems of the paths together. */
  List<Problem> problems() {
    problems.clear();
    check();
    return problems;
  }

  private void check() {
    int paths = places.values().stream().mapToInt(Collection::size).sum();
    if (paths > MAX_PATHS) {
      String expected = "at most " + MAX_PATHS + " in all; a path may have *, [*] and **";
      problems.add(new Problem("paths", paths + " paths", expected));
      return;
    }
    places.forEach(this::checkOnce);
    checkNamed(IGNORE);
    checkNamed("expect");
    checkNamed("show");
    keys.forEach(this::checkKey);
    expected.forEach(this::checkChanges);
    checkUnhidden();
  }

  private void checkOnce(String place, Collection<FieldPath> paths) {
    List<FieldPath> seen = new ArrayList<>();
    for (FieldPath path : paths) {
      if (seen.contains(path)) {
        add(place, path, "each path once");
      }
      seen.add(path);
    }
  }

  /** A path of wildcards alone would hide, or show, every body by accident. */
  private void checkNamed(String place) {
    for (FieldPath path : paths(place)) {
      if (!path.isNamed()) {
        add(place, path, "a path with the name of a field, or $ for the body as a whole");
      }
    }
  }

  private void checkKey(FieldPath path, String field) {
    boolean isOneLine = field.chars().noneMatch(Character::isISOControl);
    if (field.isEmpty() || field.length() > MAX_NAME || !isOneLine) {
      String expected =
          "the name of a field, 1 to " + MAX_NAME + " characters, none of them a control character";
      problems.add(Problem.ofText("keys." + path, field, expected));
    }
    if (paths(UNORDERED).contains(path)) {
      add("keys", path, "a path that is not also unordered; a key implies that");
    }
  }

  private void checkChanges(FieldPath path, Set<Change> changes) {
    if (changes.isEmpty()) {
      add("expect", path, "at least one Change");
    }
  }

  /** A rule about a field that is ignored would never apply. */
  private void checkUnhidden() {
    places.forEach(
        (place, paths) -> {
          for (FieldPath path : paths) {
            checkUnhidden(place, path);
          }
        });
  }

  private void checkUnhidden(String place, FieldPath path) {
    for (FieldPath hiding : paths(IGNORE)) {
      boolean isItself = place.equals(IGNORE) && hiding.equals(path);
      if (!isItself && hiding.covers(path)) {
        add(place, path, "a path that is not ignored; ignore has " + hiding);
        return;
      }
    }
  }

  private Collection<FieldPath> paths(String place) {
    return places.getOrDefault(place, List.of());
  }

  private void add(String place, FieldPath path, String expected) {
    problems.add(Problem.ofText(place, path.toString(), expected));
  }
}
