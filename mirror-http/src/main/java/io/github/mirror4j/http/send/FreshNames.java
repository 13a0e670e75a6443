package io.github.mirror4j.http.send;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hosts whose names were resolved a moment ago, so that the JVM's own cache still has them.
 *
 * <p>Goal: a copy moves to another thread only if its name may have to be resolved, because the
 * resolver may hang. The JVM keeps names for 30 s by default; they are fresh here for much less.
 */
final class FreshNames {

  static final long FRESH_NANOS = 5_000_000_000L;
  static final int MAX_NAMES = 1_000;

  private final Map<String, Long> resolvedAt = new ConcurrentHashMap<>();

  boolean contains(String host, long now) {
    Long then = resolvedAt.get(host);
    return then != null && now - then < FRESH_NANOS;
  }

  /** Beyond the limit all are forgotten: that costs a look-up in the JVM's cache. */
  void add(String host, long now) {
    if (resolvedAt.size() >= MAX_NAMES) {
      resolvedAt.clear();
    }
    resolvedAt.put(host, now);
  }
}
