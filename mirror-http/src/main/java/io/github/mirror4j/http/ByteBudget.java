package io.github.mirror4j.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that captured bodies may take, over all copies; never exceeded. Takes no lock. */
final class ByteBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  boolean tryReserve(long bytes) {
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

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  long limit() {
    return limit;
  }

  long held() {
    return held.get();
  }
}
