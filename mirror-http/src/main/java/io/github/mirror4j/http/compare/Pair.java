package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Triple;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the responses to one request: the primary's, the candidate's and, if one was drawn, the
 * baseline's.
 *
 * <p>Goal: every pair is handed on exactly once, complete or lost, and the memory of its responses
 * is given back exactly once, in whatever order and on whichever threads the legs end. Invariants:
 *
 * <ul>
 *   <li>{@code awaited} holds a bit for each leg that has not ended; a leg is stored before its bit
 *       is cleared, so a thread that sees the bit cleared sees the leg;
 *   <li>the thread that clears the last bit passes the pair on; the thread that moves {@code
 *       awaited} to LOST, which is possible while a bit is set, counts the loss and releases the
 *       legs that had ended;
 *   <li>a leg that ends after that releases itself;
 *   <li>nothing here waits, and nothing throws.
 * </ul>
 */
final class Pair {

  private static final int PRIMARY = 1;
  private static final int CANDIDATE = 2;
  private static final int BASELINE = 4;
  private static final int LOST = -1;

  private final Consumer<Pair> complete;
  private final BiConsumer<Pair, LossReason> lost;
  private final AtomicInteger awaited;
  private final boolean hasBaseline;
  private volatile @Nullable EndedLeg primary;
  private volatile @Nullable EndedLeg candidate;
  private volatile @Nullable EndedLeg baseline;

  /**
   * @param complete takes the pair once all legs have ended
   * @param lost counts the pair as lost
   */
  Pair(boolean hasBaseline, Consumer<Pair> complete, BiConsumer<Pair, LossReason> lost) {
    this.hasBaseline = hasBaseline;
    this.complete = complete;
    this.lost = lost;
    awaited = new AtomicInteger(PRIMARY | CANDIDATE | (hasBaseline ? BASELINE : 0));
  }

  boolean hasBaseline() {
    return hasBaseline;
  }

  /** Whether the pair was handed on or lost, so that nothing needs to be captured for it. */
  boolean isOver() {
    return awaited.get() <= 0;
  }

  boolean awaitsPrimary() {
    int bits = awaited.get();
    return bits > 0 && (bits & PRIMARY) != 0;
  }

  void primary(EndedLeg leg) {
    primary = leg;
    arrived(PRIMARY, leg);
  }

  void candidate(EndedLeg leg) {
    candidate = leg;
    arrived(CANDIDATE, leg);
  }

  void baseline(EndedLeg leg) {
    baseline = leg;
    arrived(BASELINE, leg);
  }

  /** The pair cannot be compared. */
  void lose(LossReason reason) {
    int bits = awaited.get();
    while (bits > 0) {
      int witness = awaited.compareAndExchange(bits, LOST);
      if (witness == bits) {
        releaseEnded(bits);
        lost.accept(this, reason);
        return;
      }
      bits = witness;
    }
  }

  /** The legs, once all have ended. */
  Triple triple(ComparedRequest request) {
    EndedLeg fromBaseline = baseline;
    return new Triple(
        request,
        legOf(primary),
        legOf(candidate),
        fromBaseline == null ? null : fromBaseline.leg());
  }

  /** Lets go of the responses, once they have been compared or will not be. */
  void release() {
    releaseEnded(0);
  }

  private void arrived(int bit, EndedLeg leg) {
    LossReason reason = leg.notSent();
    if (reason != null) {
      lose(bit == BASELINE ? ofBaseline(reason) : reason);
      return;
    }
    int bits = awaited.get();
    while (bits > 0) {
      int witness = awaited.compareAndExchange(bits, bits & ~bit);
      if (witness == bits) {
        if (bits == bit) {
          complete.accept(this);
        }
        return;
      }
      bits = witness;
    }
    leg.release();
  }

  /** A baseline that a full lane kept back says nothing about the mirror. */
  private static LossReason ofBaseline(LossReason reason) {
    return switch (reason) {
      case LANE_FULL, TOTAL_FULL, BACKED_OFF, RATE_LIMITED, COPY_DROPPED ->
          LossReason.BASELINE_DROPPED;
      default -> reason;
    };
  }

  private void releaseEnded(int awaitedStill) {
    release(awaitedStill, PRIMARY, primary);
    release(awaitedStill, CANDIDATE, candidate);
    release(awaitedStill, BASELINE, baseline);
  }

  private static void release(int awaitedStill, int bit, @Nullable EndedLeg leg) {
    if ((awaitedStill & bit) == 0 && leg != null) {
      leg.release();
    }
  }

  private static Leg legOf(@Nullable EndedLeg leg) {
    if (leg == null) {
      throw new IllegalStateException("a leg has not ended");
    }
    return leg.leg();
  }
}
