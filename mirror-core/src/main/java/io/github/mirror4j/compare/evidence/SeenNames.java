package io.github.mirror4j.compare.evidence;

import java.util.HashMap;
import java.util.Map;

/**
 * Which names were seen in at least 20 distinct requests. Names seen less often may be somebody's:
 * they are not shown. Neither are names that look like e-mail addresses, encoded text or tokens.
 *
 * <p>Requests are told apart by 64 marks for each name. 20 marks take at least 20 requests, mostly
 * 24. Bounded: when full, the names that are not shown yet are forgotten. Guarded by the evidence's
 * lock.
 */
final class SeenNames {

  private static final int REQUESTS = 20;
  private static final int LONGEST = 32;
  private static final int CAPACITY = 512;

  private final Map<String, Long> marks = new HashMap<>();

  /**
   * Notes that a name was seen.
   *
   * @param fingerprint the hash of the request
   */
  void see(String name, long fingerprint) {
    if (!mayBeShown(name)) {
      return;
    }
    Long seen = marks.get(name);
    if (seen == null && marks.size() >= CAPACITY) {
      marks.values().removeIf(bits -> !isEnough(bits));
      if (marks.size() >= CAPACITY) {
        return;
      }
    }
    long all = (seen == null ? 0 : seen) | 1L << (fingerprint >>> 32);
    if (seen == null || all != seen) {
      marks.put(name, all);
    }
  }

  /** Returns whether a name may be shown. */
  boolean isShown(String name) {
    Long seen = marks.get(name);
    return seen != null && isEnough(seen);
  }

  private static boolean isEnough(long bits) {
    return Long.bitCount(bits) >= REQUESTS;
  }

  /** Returns whether a name may be shown once it was seen often enough. */
  static boolean mayBeShown(String name) {
    return !name.isEmpty() && name.length() <= LONGEST && name.chars().allMatch(SeenNames::isPlain);
  }

  private static boolean isPlain(int c) {
    return c != '@' && c != '%' && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }
}
