package io.github.mirror4j.select;

import io.github.mirror4j.rule.SamplingKey;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws the number from 0 to 999,999 that decides about all copies of a request. A mirror gets a
 * copy if its share in millionths is greater. A mirror of a greater share therefore gets every
 * request that a mirror of a smaller share gets.
 *
 * <p>A keyed draw must be the same in every process, JVM and version of this library: the hash
 * below is part of the library's contract and must not change.
 */
final class Draw {

  static final int RANGE = 1_000_000;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final SamplingKey.@Nullable Missing missing;
  private final @Nullable FactReader reader;

  Draw(@Nullable SamplingKey key) {
    missing = key == null ? null : key.missing();
    reader = key == null ? null : reader(key);
  }

  int of(RequestFacts facts, RandomGenerator random) {
    if (reader == null || missing == null) {
      return RandomNumbers.below(RANGE, random);
    }
    String key = reader.read(facts);
    if (key != null && !key.isEmpty()) {
      return ofKey(key);
    }
    return switch (missing) {
      case LAST -> RANGE - 1;
      case FIRST -> 0;
      case RANDOM -> RandomNumbers.below(RANGE, random);
    };
  }

  /**
   * Returns the draw of a key: FNV-1a over the UTF-16 units, finalised like MurmurHash3 and scaled
   * to the range.
   */
  static int ofKey(String key) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      hash = (hash ^ (c & 0xff)) * FNV_PRIME;
      hash = (hash ^ (c >>> 8)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (int) Math.unsignedMultiplyHigh(hash, RANGE);
  }

  private static FactReader reader(SamplingKey key) {
    return switch (key.from()) {
      case HEADER -> FactReader.firstHeader(key.name());
      case COOKIE -> FactReader.cookie(key.name());
      case QUERY_PARAMETER -> FactReader.queryParameter(key.name());
    };
  }
}
