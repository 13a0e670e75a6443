package io.github.mirror4j.compare.count;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Which requests voted, so that the same request repeated is no more evidence than once. A request
 * may vote again after some time.
 *
 * <p>Remembers about 65,000 requests in 400 KB: each as part of a salted hash with the time of its
 * vote. A request that finds no place, because all of those it could replace voted lately, does not
 * vote. Guarded by the evidence's lock.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Votes {

  private static final int WAYS = 16;
  private static final int BUCKET_BITS = 12;

  /** Times go round after so many units; 0 marks a free slot. */
  private static final int TIMES = (1 << Short.SIZE) - 1;

  /** A request votes again after so many units at most, so that few are taken for newer ones. */
  private static final int UNITS = 600;

  /** Marks a vote of a triple whose content could not be compared. */
  private static final int LOST = 1;

  /** So many bits of a tag are marks. */
  private static final int MARKS = 4;

  private static final int ALL_MARKS = (1 << MARKS) - 1;

  private final InstantSource clock;
  private final long epochSecond;
  private final long unitSeconds;
  private final long repeatUnits;
  private int @Nullable [] tags;
  private short[] times = {};

  /** What a request may do. */
  public enum Vote {
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

    public boolean counts() {
      return this == FIRST || this == AGAIN || this == CONTENT;
    }
  }

  public Votes(Duration repeatAfter, InstantSource clock) {
    this.clock = clock;
    this.epochSecond = clock.instant().getEpochSecond();
    long repeatSeconds = Math.ceilDiv(repeatAfter.toMillis(), 1000);
    this.unitSeconds = Math.ceilDiv(repeatSeconds, UNITS);
    this.repeatUnits = Math.ceilDiv(repeatSeconds, unitSeconds) + (unitSeconds > 1 ? 1 : 0);
  }

  /**
   * Asks whether a request may vote, and remembers that it did.
   *
   * @param fingerprint the salted hash of the request
   * @param isLost whether its content cannot be compared, so that it should vote on that later
   */
  public Vote offer(long fingerprint, boolean isLost) {
    int[] all = tags();
    int bucket = bucket(fingerprint);
    int tag = (int) fingerprint << MARKS | (isLost ? LOST : 0);
    int oldest = bucket;
    int oldestAge = -1;
    for (int i = bucket; i < bucket + WAYS; i++) {
      if (times[i] == 0) {
        return first(i, tag, all);
      }
      int age = age(i);
      if (isOf(tag, all[i])) {
        return again(i, age, tag, all);
      }
      if (age > oldestAge) {
        oldest = i;
        oldestAge = age;
      }
    }
    return oldestAge < repeatUnits ? Vote.FULL : first(oldest, tag, all);
  }

  private Vote first(int i, int tag, int[] all) {
    all[i] = tag;
    times[i] = (short) (now() + 1);
    return Vote.FIRST;
  }

  private Vote again(int i, int age, int tag, int[] all) {
    if (age >= repeatUnits) {
      first(i, tag, all);
      return Vote.AGAIN;
    }
    boolean wasLost = (all[i] & LOST) != 0;
    if (!wasLost || (tag & LOST) != 0) {
      return Vote.REPEATED;
    }
    all[i] &= ~LOST;
    return Vote.CONTENT;
  }

  private static boolean isOf(int tag, int known) {
    return (known & ~ALL_MARKS) == (tag & ~ALL_MARKS);
  }

  /**
   * Notes what a request showed that voted lately.
   *
   * @param worse whether the candidate alone was worse
   * @param better whether the baseline alone was worse
   * @param repeats where the request counts once, until it votes again
   */
  public void repeat(long fingerprint, boolean worse, boolean better, Repeats repeats) {
    int[] all = tags();
    int bucket = bucket(fingerprint);
    for (int i = bucket; i < bucket + WAYS; i++) {
      if (times[i] != 0 && isOf((int) fingerprint << MARKS, all[i])) {
        all[i] |= repeats.seen(all[i], worse, better);
        return;
      }
    }
  }

  private static int bucket(long fingerprint) {
    return (int) (fingerprint >>> (Long.SIZE - BUCKET_BITS)) * WAYS;
  }

  private int age(int i) {
    return Math.floorMod(now() + 1 - Short.toUnsignedInt(times[i]), TIMES);
  }

  /** The time in units, from 0 to less than {@code TIMES}. */
  private int now() {
    long seconds = clock.instant().getEpochSecond() - epochSecond;
    return (int) Math.floorMod(Math.floorDiv(seconds, unitSeconds), (long) TIMES);
  }

  private int[] tags() {
    if (tags == null) {
      tags = new int[WAYS << BUCKET_BITS];
      times = new short[WAYS << BUCKET_BITS];
    }
    return tags;
  }
}
