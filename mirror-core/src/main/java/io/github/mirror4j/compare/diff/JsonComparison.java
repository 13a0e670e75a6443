package io.github.mirror4j.compare.diff;

import java.nio.charset.StandardCharsets;

/** Compares JSON, if Jackson is there to read it. */
final class JsonComparison {

  /** Whether Jackson is on the class path, or its module is resolved. */
  static final boolean AVAILABLE = isAvailable();

  private JsonComparison() {}

  private static boolean isAvailable() {
    try {
      return JsonTokens.isJson("{}".getBytes(StandardCharsets.UTF_8));
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Returns whether a body begins with a byte order mark. */
  static boolean isMarked(byte[] bytes) {
    return JsonTokens.hasByteOrderMark(bytes);
  }

  static boolean isReadable(byte[] bytes) {
    return JsonTokens.isJson(bytes);
  }

  /**
   * Compares two bodies.
   *
   * @throws MalformedBodyException if one of them is malformed
   */
  static void compare(byte[] a, byte[] b, Place place, DifferenceLog log) {
    new JsonLockstep(new JsonTokens(a), new JsonTokens(b), log).compare(place);
  }
}
