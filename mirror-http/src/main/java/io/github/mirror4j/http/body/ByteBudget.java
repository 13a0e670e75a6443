package io.github.mirror4j.http.body;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that captured bodies may take, over all copies; never exceeded. Takes no lock. */
public final class ByteBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /**
   * Creates a budget of which nothing is taken.
   *
   * @param limit the limit in bytes
   */
  public ByteBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Takes memory, if there is so much left.
   *
   * @param bytes how many bytes
   * @return whether they were taken
   */
  public boolean tryReserve(long bytes) {
    long now = held.get();
    while (bytes <= limit - now) {
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
