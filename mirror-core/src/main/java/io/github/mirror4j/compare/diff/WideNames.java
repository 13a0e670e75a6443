package io.github.mirror4j.compare.diff;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names of the fields of objects at one place that have so many that they may be keys of a map.
 * Those that come again and again are names of fields: a record of forty fields has the same ones
 * each time, a map of customers has others. Bounded. Thread-safe.
 */
final class WideNames {

  /** Names in as many objects, and in this share of them, are names of fields. */
  private static final int MIN_OBJECTS = 10;

  private static final int MIN_SHARE = 4;

  /** An object with more fields is a map, whatever their names are. */
  private static final int MAX_FIELDS = 256;

  /** What is remembered of a name takes so much beside its text. */
  private static final int ENTRY = 64;

  private final Places places;
  private final Map<String, Integer> seen = new HashMap<>();
  private int objects;
  private volatile Set<String> names = Set.of();

  WideNames(Places places) {
    this.places = places;
  }

  /** Returns whether a name is known to be one. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Notes the names of the fields of an object. */
  synchronized void saw(Collection<String> fields) {
    if (fields.size() > MAX_FIELDS) {
      return;
    }
    objects++;
    boolean found = false;
    for (String field : Set.copyOf(fields)) {
      if (!names.contains(field) && !MapKeys.isKey(field)) {
        found |= isName(count(field));
      }
    }
    if (found) {
      names =
          Set.copyOf(
              seen.entrySet().stream()
                  .filter(field -> names.contains(field.getKey()) || isName(field.getValue()))
                  .map(Map.Entry::getKey)
                  .toList());
    }
  }

  private boolean isName(int times) {
    return times >= MIN_OBJECTS && times * MIN_SHARE >= objects;
  }

  private int count(String field) {
    Integer times = seen.get(field);
    if (times == null && !hasRoom(field)) {
      return 0;
    }
    return seen.merge(field, 1, Integer::sum);
  }

  private boolean hasRoom(String field) {
    if (seen.size() >= MAX_FIELDS || !places.takes(size(field))) {
      forget();
      return seen.size() < MAX_FIELDS && places.takes(size(field));
    }
    return true;
  }

  /** Forgets the names that have come too seldom to become one soon. */
  private void forget() {
    seen.entrySet()
        .removeIf(
            field -> {
              boolean isRare =
                  !names.contains(field.getKey())
                      && (field.getValue() == 1 || field.getValue() * MIN_SHARE < objects);
              if (isRare) {
                places.gives(size(field.getKey()));
              }
              return isRare;
            });
  }

  private static int size(String field) {
    return ENTRY + 2 * field.length();
  }
}
