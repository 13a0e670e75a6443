package io.github.mirror4j.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what a comparison says about the fields of bodies. */
final class ComparedFields {

  private static final int MAX_PATHS = 200;
  private static final int MAX_NAME = 253;
  private static final String IGNORE = "ignore";
  private static final String UNORDERED = "unordered";

  private final Map<FieldPath, String> keys;
  private final Map<FieldPath, Set<Change>> expected;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Collection<FieldPath>> places = new LinkedHashMap<>();

  ComparedFields(
      List<FieldPath> ignored,
      List<FieldPath> unordered,
      Map<FieldPath, String> keys,
      Map<FieldPath, Set<Change>> expected,
      List<FieldPath> shown) {
    this.keys = keys;
    this.expected = expected;
    places.put(IGNORE, ignored);
    places.put(UNORDERED, unordered);
    places.put("keys", keys.keySet());
    places.put("expect", expected.keySet());
    places.put("show", shown);
  }

  List<Problem> problems() {
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
