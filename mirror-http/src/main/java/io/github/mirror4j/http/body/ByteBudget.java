package io.github.mirror4j.http.body;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that captured bodies may take, over all copies; never exceeded. Takes no lock.
 *
 * <p>Captured responses, and bodies of copies that wait for the end of their primaries, have a
 * budget of their own within it, and give way to copies that are sent: they hold at most half of
 * the memory, and take nothing of its last quarter. So however many responses are captured and
 * however many copies wait, those that are sent have half of the memory at least, and the others
 * stop growing before copies are dropped because it is used up.
 */
public final class ByteBudget {

  private final long limit;
  private final @Nullable ByteBudget whole;
  private final AtomicLong held = new AtomicLong();

  /**
   * Creates a budget of which nothing is taken.
   *
   * @param limit the limit in bytes
   */
  public ByteBudget(long limit) {
    this(limit, null);
  }

  private ByteBudget(long limit, @Nullable ByteBudget whole) {
    this.limit = limit;
    this.whole = whole;
  }

  /**
   * Creates the part of this budget that gives way, for captured responses and waiting bodies. What
   * they hold counts in both.
   *
   * @return the part, of which nothing is taken
   */
  public ByteBudget givingWay() {
    return new ByteBudget(limit / 2, this);
  }

  /**
   * Takes memory, if there is so much left.
   *
   * @param bytes how many bytes
   * @return whether they were taken
   */
  public boolean tryReserve(long bytes) {
    if (!tryHold(bytes, limit)) {
      return false;
    }
    if (whole == null || whole.tryHold(bytes, whole.limit - whole.limit / 4)) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  private boolean tryHold(long bytes, long most) {
    long now = held.get();
    while (bytes <= most - now) {
      long seen = held.compareAndExchange(now, now + bytes);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  /**
   * Gives memory back.
   *
   * @param bytes how many bytes
   */
  public void release(long bytes) {
    held.addAndGet(-bytes);
    if (whole != null) {
      whole.release(bytes);
    }
  }

  /**
   * Counts memory as this part's that is taken of the whole already, if there is so much left.
   *
   * @param bytes how many bytes
   * @return whether they count
   */
  public boolean tryAdopt(long bytes) {
    return bytes == 0
        || whole == null
        || (whole.held() <= whole.limit - whole.limit / 4 && tryHold(bytes, limit));
  }

  /**
   * Counts memory no longer as this part's; it stays taken of the whole.
   *
   * @param bytes how many bytes
   */
  public void disown(long bytes) {
    if (whole != null) {
      held.addAndGet(-bytes);
    }
  }

  /** {@return the limit in bytes} */
  public long limit() {
    return limit;
  }

  /** {@return the number of bytes taken at present} */
  public long held() {
    return held.get();
  }
}
