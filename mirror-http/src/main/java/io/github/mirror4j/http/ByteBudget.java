package io.github.mirror4j.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that captured bodies may take, over all copies. Takes no lock. */
final class ByteBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  boolean tryReserve(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
