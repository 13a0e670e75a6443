package io.github.mirror4j.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Work that comes in bits, done by one thread at most and by none while there is nothing to do.
 *
 * <p>Goal: nothing is left lying. Whoever adds work calls {@link #wake} afterwards, which starts a
 * thread unless one is running; a thread that has done its work, or failed to, gives up its turn
 * first and then looks again. Takes no lock.
 */
final class Turn {

  private final ThreadFactory threads;
  private final Runnable work;
  private final BooleanSupplier hasMore;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * @param work does what there is to do; what makes it throw must not be there again
   * @param hasMore whether something has come since
   */
  Turn(ThreadFactory threads, Runnable work, BooleanSupplier hasMore) {
    this.threads = threads;
    this.work = work;
    this.hasMore = hasMore;
  }

  void wake() {
    if (taken.get() || !taken.compareAndSet(false, true)) {
      return;
    }
    try {
      threads.newThread(this::run).start();
    } catch (Throwable e) {
      taken.set(false);
      throw e;
    }
  }

  @SuppressWarnings("EmptyCatch") // a broken log, or out of memory: there is nobody left to tell
  private void run() {
    do {
      try {
        work.run();
      } catch (Throwable e) {
        // What was not done is done in the next round.
      }
      taken.set(false);
    } while (hasMore.getAsBoolean() && taken.compareAndSet(false, true));
  }
}
