package io.github.mirror4j.http.body;

import io.github.mirror4j.http.stats.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is captured for its copies, while the wrapped client reads it.
 *
 * <p>Its methods run on the thread that publishes the body. None of them throws, except that {@link
 * #startCapture} may run out of memory.
 */
public interface CaptureTarget {

  /**
   * The wrapped client asked for the body's length.
   *
   * @param length the length that it gets; negative where it is not known
   */
  void declared(long length);

  /**
   * Starts over, for a new subscription.
   *
   * @return the capture; null where nothing is to be captured any more
   */
  @Nullable Capture startCapture();

  /**
   * Returns whether mirroring was switched off, so that nothing more is captured.
   *
   * @return true if the copies are to be dropped
   */
  boolean isSwitchedOff();

  /**
   * Takes the complete body for {@link #offer(CapturedBody)}, unless the copies are settled
   * already.
   *
   * @param complete the capture
   * @return the body; null where there is nothing to offer
   */
  @Nullable CapturedBody claim(Capture complete);

  /**
   * Offers the copies with the body that was claimed.
   *
   * @param body the body
   */
  void offer(CapturedBody body);

  /**
   * Drops the copies, unless they are settled.
   *
   * @param reason why
   */
  void drop(DropReason reason);
}
