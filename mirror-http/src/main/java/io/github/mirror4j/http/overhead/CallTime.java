package io.github.mirror4j.http.overhead;

import io.github.mirror4j.http.guard.Flag;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long one call takes, in the slice in which it began. Thread-safe. */
public final class CallTime {

  private final Slice slice;
  private final boolean seesHead;
  private final LongSupplier nanoTime;
  private final long start;
  private final Flag headCame = new Flag();
  private final Flag ended = new Flag();

  CallTime(Slice slice, boolean seesHead, LongSupplier nanoTime) {
    this.slice = slice;
    this.seesHead = seesHead && slice.isMeasured();
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
    slice.began();
  }

  /**
   * Returns whether copies of this call are sent.
   *
   * @return false if they are withheld for the measurement
   */
  public boolean isWithCopies() {
    return slice.isWithCopies();
  }

  /**
   * Returns a handler that notes when the response's head comes, and leaves all else to the
   * caller's.
   *
   * @param callers the caller's handler
   * @param <T> the type of the response body
   * @return the handler for the delegate; the caller's own where the head is not to be seen
   */
  public <T> BodyHandler<T> handler(BodyHandler<T> callers) {
    if (!seesHead) {
      return callers;
    }
    slice.headAwaited();
    return info -> {
      if (headCame.raise()) {
        slice.head(nanoTime.getAsLong() - start);
      }
      return callers.apply(info);
    };
  }

  /** Notes that the call has returned or thrown. Later calls of this method do nothing. */
  public void end() {
    if (slice.isMeasured() && ended.raise()) {
      slice.ended(nanoTime.getAsLong() - start);
    }
  }

  /**
   * Notes when the call ends.
   *
   * @param future what the delegate returned, which stays the caller's
   */
  public void await(@Nullable CompletableFuture<?> future) {
    if (future == null) {
      end();
    } else if (slice.isMeasured()) {
      var unused = future.whenComplete((response, failure) -> end());
    }
  }
}
