package io.github.mirror4j.compare.diff;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of fields are that were read ahead: those of an object, and of the objects
 * around it, whose fields come first. Used by one thread.
 */
final class FieldSpans {

  private static final int FIRST = 16;

  /** More fields of one object are found by their hashes. */
  private static final int FEW = 32;

  private @Nullable String[] names = new @Nullable String[FIRST];
  private int[] starts = new int[FIRST];
  private int[] ends = new int[FIRST];
  private int size;

  int size() {
    return size;
  }

  void add(String name, int start, int end) {
    if (size == starts.length) {
      names = Arrays.copyOf(names, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    names[size] = name;
    starts[size] = start;
    ends[size++] = end;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** Returns the name of a field, null if it was taken. */
  @Nullable String name(int index) {
    return names[index];
  }

  /** Takes a field, so that it is not found again. */
  void take(int index) {
    names[index] = null;
  }

  /** Forgets the fields from an index on. */
  void truncate(int newSize) {
    Arrays.fill(names, newSize, size, null);
    size = newSize;
  }

  /** Returns where the fields from an index on are; nothing if they are few. */
  Map<String, Integer> index(int first) {
    if (size - first <= FEW) {
      return Map.of();
    }
    Map<String, Integer> index = new HashMap<>();
    for (int i = first; i < size; i++) {
      index.put(names[i], i);
    }
    return index;
  }

  /**
   * Returns where a field is, -1 if there is none or it was taken.
   *
   * @param first where the fields of the object start
   * @param likely where it is if the order is that of the objects before
   * @param index where the fields are, if they are many
   */
  int find(String name, int first, int likely, Map<String, Integer> index) {
    if (likely < size && name.equals(names[likely])) {
      return likely;
    }
    if (size - first > FEW) {
      int found = index.getOrDefault(name, -1);
      return found >= 0 && names[found] != null ? found : -1;
    }
    int found = sameString(name, first);
    for (int i = first; i < size && found < 0; i++) {
      found = name.equals(names[i]) ? i : -1;
    }
    return found;
  }

  /** Names are nearly always the same strings, which is found out sooner. */
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  private int sameString(String name, int first) {
    for (int i = first; i < size; i++) {
      if (names[i] == name) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether a name of the fields from an index on comes twice, or among other names. */
  boolean repeats(int first, List<String> others, Map<String, Integer> index) {
    if (size - first > FEW) {
      return index.size() < size - first || others.stream().anyMatch(index::containsKey);
    }
    long seen = 0;
    for (int i = first; i < size; i++) {
      String name = requireNonNull(names[i]);
      if ((seen & bit(name)) != 0 && find(name, first, size, index) < i) {
        return true;
      }
      seen |= bit(name);
    }
    for (String other : others) {
      if ((seen & bit(other)) != 0 && find(other, first, size, index) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static long bit(String name) {
    return 1L << ((name.hashCode() * 0x9e3779b9) >>> 26);
  }
}
