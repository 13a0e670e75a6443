package io.github.mirror4j.compare.names;

import org.jspecify.annotations.Nullable;

/**
 * Which names were seen in at least 20 distinct requests. Names seen less often may be those of a
 * person, so they are not shown. Names are never shown that look like e-mail addresses, encoded
 * text or tokens.
 *
 * <p>64 marks for each name distinguish requests. 20 marks take at least 20 requests, mostly 24.
 * Bounded: when full, the names that are not shown yet are forgotten. Guarded by the evidence's
 * lock.
 */
final class SeenNames {

  private static final int REQUESTS = 20;
  private static final int MAX_LENGTH = 32;
  private static final int CAPACITY = 512;

  private static final int SLOTS = 2 * CAPACITY;

  private @Nullable String[] names = new @Nullable String[0];
  private long[] marks = {};
  private int size;

  /**
   * Notes that a name was seen.
   *
   * @param fingerprint the hash of the request
   */
  void see(String name, long fingerprint) {
    if (!mayBeShown(name)) {
      return;
    }
    if (names.length == 0) {
      names = new @Nullable String[SLOTS];
      marks = new long[SLOTS];
    }
    int slot = slot(name);
    if (names[slot] == null) {
      if (size >= CAPACITY && !forget()) {
        return;
      }
      slot = put(name);
    }
    marks[slot] |= 1L << (fingerprint >>> 32);
  }

  private int put(String name) {
    int slot = slot(name);
    names[slot] = name;
    marks[slot] = 0;
    size++;
    return slot;
  }

  /** Forgets the names that are not shown yet. Returns whether there is room then. */
  private boolean forget() {
    @Nullable String[] allNames = names;
    long[] allMarks = marks;
    names = new @Nullable String[SLOTS];
    marks = new long[SLOTS];
    size = 0;
    for (int i = 0; i < SLOTS; i++) {
      String name = allNames[i];
      if (name != null && isEnough(allMarks[i])) {
        marks[put(name)] = allMarks[i];
      }
    }
    return size < CAPACITY;
  }

  /** Returns where a name is, or where it would be put. */
  private int slot(String name) {
    int hash = name.hashCode() * 0x9e3779b9;
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    while (names[slot] != null && !name.equals(names[slot])) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /** Returns whether a name may be shown. */
  boolean isShown(String name) {
    return names.length > 0 && isEnough(marks[slot(name)]);
  }

  private static boolean isEnough(long bits) {
    return Long.bitCount(bits) >= REQUESTS;
  }

  /** Returns whether a name may be shown once it was seen often enough. */
  static boolean mayBeShown(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && name.chars().allMatch(SeenNames::isPlain);
  }

  private static boolean isPlain(int c) {
    return c != '@' && c != '%' && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }
}
