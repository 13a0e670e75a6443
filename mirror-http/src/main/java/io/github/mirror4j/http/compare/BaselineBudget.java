package io.github.mirror4j.http.compare;

import io.github.mirror4j.http.guard.RequestRate;
import java.util.function.LongSupplier;

/**
 * The requests that a comparison may send to one service's old version, by itself.
 *
 * <p>A triple takes all that it may need when it starts, the requests of a confirmation included,
 * and gives back what it did not use. Lock-free; asked by callers.
 */
final class BaselineBudget {

  private final BaselineLimits limits;
  private final RequestRate rate;
  private final ServiceLoad load;
  private final boolean burdensPrimaries;
  private final LongSupplier nanoTime;

  /**
   * @param load the load of the service
   * @param burdensPrimaries whether baselines go to the deployment that serves the primaries; one
   *     of their own has no share to keep
   */
  BaselineBudget(
      BaselineLimits limits,
      RequestRate rate,
      ServiceLoad load,
      boolean burdensPrimaries,
      LongSupplier nanoTime) {
    this.limits = limits;
    this.rate = rate;
    this.load = load;
    this.burdensPrimaries = burdensPrimaries;
    this.nanoTime = nanoTime;
  }

  /** Counts a primary. */
  void primary() {
    load.primary(nanoTime.getAsLong());
  }

  /** Takes the right to send so many requests; returns false if it is used up at present. */
  boolean tryTake(int requests) {
    long now = nanoTime.getAsLong();
    if (load.isResting(now) || (burdensPrimaries && !load.tryTake(requests, limits.share()))) {
      return false;
    }
    if (rate.tryTake(requests, limits.perSecond(), limits.perSecond(), now)) {
      return true;
    }
    giveBackShare(requests);
    return false;
  }

  /**
   * Gives the right back to send requests that were not sent after all.
   *
   * @param takenAt when it was taken
   */
  void giveBack(int requests, long takenAt) {
    if (requests > 0) {
      giveBackShare(requests);
      double perSecond = limits.perSecond();
      rate.giveBack(requests, perSecond, perSecond, takenAt, nanoTime.getAsLong());
    }
  }

  boolean isResting() {
    return load.isResting(nanoTime.getAsLong());
  }

  /** Leaves the service alone for a minute: a baseline failed. */
  void rest() {
    load.rest(nanoTime.getAsLong());
  }

  /** A baseline ended: the deployment that serves the primaries gets a rest if it becomes slow. */
  void responded(boolean isSlow) {
    if (burdensPrimaries) {
      load.responded(isSlow, nanoTime.getAsLong());
    }
  }

  private void giveBackShare(int requests) {
    if (burdensPrimaries) {
      load.giveBack(requests);
    }
  }
}
