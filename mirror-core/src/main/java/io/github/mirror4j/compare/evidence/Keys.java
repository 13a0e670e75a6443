package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Capacity;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mirror's evidence. A key that is seen again goes on where it stood, its alarm
 * included. Bounded. Guarded by the evidence's lock.
 */
final class Keys {

  private static final int KEYS = 8;

  /** Endpoints of all keys together. */
  private static final int ENDPOINTS = 300;

  /** Paths of all endpoints and keys together. */
  private static final int PATHS = 5_000;

  /** What they may take: some forty characters each, on average. */
  private static final int PATHS_BYTES = 400_000;

  private final Comparison settings;
  private final Limits limits;
  private final KeyScopes.Capacities capacities =
      new KeyScopes.Capacities(new Capacity(ENDPOINTS), new Capacity(PATHS, PATHS_BYTES));
  private final List<KeyEvidence> all = new ArrayList<>();
  private @Nullable KeyEvidence current;
  private long pairs;
  private String lastV1 = "";
  private String lastV2 = "";

  Keys(Comparison settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /** Starts a new key, for a version that does not name its build. */
  void label(String label) {
    String v2 = BuildKey.id(label);
    if (!v2.equals(lastV2)) {
      lastV2 = v2;
      current = null;
      pairs += settings.warmUpPairs() + 1L; // None of those before is one of the last.
    }
  }

  /** Returns the label of the new version of which there was no pair yet; empty if there was. */
  String awaited() {
    return current == null ? lastV2 : "";
  }

  /**
   * Returns the evidence for the builds that a triple names. A failed copy names none. It belongs
   * to the build seen last, so that failures count for the build that causes them.
   */
  KeyEvidence of(@Nullable String v1, @Nullable String v2, String rule, Instant now) {
    lastV1 = v1 == null ? lastV1 : v1;
    lastV2 = v2 == null ? lastV2 : v2;
    BuildKey key = new BuildKey(lastV1, lastV2, rule);
    current = evidence(key, now);
    current.lastPair(++pairs);
    return current;
  }

  private KeyEvidence evidence(BuildKey key, Instant now) {
    KeyEvidence known = find(key);
    if (known != null) {
      return known;
    }
    if (all.size() < KEYS) {
      return start(key, now);
    }
    KeyEvidence other = find(BuildKey.OTHER);
    return other == null ? start(BuildKey.OTHER, now) : other;
  }

  private @Nullable KeyEvidence find(BuildKey key) {
    for (KeyEvidence evidence : all) {
      if (evidence.key().equals(key)) {
        return evidence;
      }
    }
    return null;
  }

  private KeyEvidence start(BuildKey key, Instant now) {
    KeyEvidence started = new KeyEvidence(key, all.size(), now, settings, limits, capacities);
    all.add(started);
    return started;
  }

  List<KeyEvidence> all() {
    return List.copyOf(all);
  }

  /** Returns the key of the last pair. */
  @Nullable KeyEvidence current() {
    return current;
  }

  /**
   * Returns whether a key had one of the last pairs: builds may alternate while one replaces
   * another.
   */
  boolean isCurrent(KeyEvidence key) {
    return pairs - key.lastPair() < Math.max(1, settings.warmUpPairs());
  }
}
