package io.github.mirror4j.compare.evidence;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Which requests voted, so that the same request repeated is no more evidence than once. A request
 * may vote again after some time.
 *
 * <p>Remembers about 65,000 requests in half a megabyte: each as part of a salted hash with the
 * time of its vote. A request that finds no place, because all of those it could replace voted
 * lately, does not vote. Guarded by the evidence's lock.
 */
final class Votes {

  private static final int WAYS = 16;
  private static final int BUCKET_BITS = 12;
  private static final int TIME_BITS = 20;
  private static final long TIME_MASK = (1L << TIME_BITS) - 1;

  /** Marks a vote of a triple whose content could not be compared. */
  private static final long LOST = TIME_MASK + 1;

  private static final long TAG_MASK = -LOST << 1;

  private final InstantSource clock;
  private final long epochSecond;
  private final long repeatSeconds;
  private long @Nullable [] slots;

  /** What a request may do. */
  enum Vote {
    /** It votes, and was not seen before. */
    FIRST,
    /** It votes again. */
    AGAIN,
    /** It voted lately, but could not be compared then: only its content votes. */
    CONTENT,
    /** It voted lately. */
    REPEATED,
    /** Too many requests voted lately to tell. */
    FULL;

    boolean counts() {
      return this == FIRST || this == AGAIN || this == CONTENT;
    }
  }

  Votes(Duration repeatAfter, InstantSource clock) {
    this.clock = clock;
    this.epochSecond = clock.instant().getEpochSecond() - 1;
    this.repeatSeconds = Math.min(TIME_MASK / 2, Math.ceilDiv(repeatAfter.toMillis(), 1000));
  }

  /**
   * Asks whether a request may vote, and remembers that it did.
   *
   * @param fingerprint the salted hash of the request
   * @param isLost whether its content cannot be compared, so that it should vote on that later
   */
  Vote offer(long fingerprint, boolean isLost) {
    long[] all = slots();
    int bucket = (int) (fingerprint >>> (Long.SIZE - BUCKET_BITS)) * WAYS;
    long tag = fingerprint << (TIME_BITS + 1);
    long now = (clock.instant().getEpochSecond() - epochSecond) & TIME_MASK;
    long slot = tag | (isLost ? LOST : 0) | now;
    int oldest = bucket;
    long oldestAge = -1;
    for (int i = bucket; i < bucket + WAYS; i++) {
      if (all[i] == 0) {
        all[i] = slot;
        return Vote.FIRST;
      }
      long age = (now - all[i]) & TIME_MASK;
      if ((all[i] & TAG_MASK) == tag) {
        return again(all, i, age, slot);
      }
      if (age > oldestAge) {
        oldest = i;
        oldestAge = age;
      }
    }
    if (oldestAge < repeatSeconds) {
      return Vote.FULL;
    }
    all[oldest] = slot;
    return Vote.FIRST;
  }

  private Vote again(long[] all, int i, long age, long slot) {
    if (age >= repeatSeconds) {
      all[i] = slot;
      return Vote.AGAIN;
    }
    boolean wasLost = (all[i] & LOST) != 0;
    if (!wasLost || (slot & LOST) != 0) {
      return Vote.REPEATED;
    }
    all[i] &= ~LOST;
    return Vote.CONTENT;
  }

  private long[] slots() {
    if (slots == null) {
      slots = new long[WAYS << BUCKET_BITS];
    }
    return slots;
  }
}
