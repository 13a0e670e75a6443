package io.github.mirror4j.http.guard;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls, for copies, what may block in a way that keeps the carrier of a virtual thread:
 * registries, proxy selectors and clients of the user's, look-ups of names.
 *
 * <p>There are at most {@value #MAX_THREADS} platform threads, and none while nothing is called. A
 * call that finds no free thread waits. Only copies call, so no more wait than there are permits.
 * For the copy, a call ends when the copy is interrupted, whatever the called code does.
 */
public final class ForeignCalls implements CallPlace {

  static final int MAX_THREADS = 8;

  private final ThreadPoolExecutor threads;

  /** Creates the place, without threads. */
  public ForeignCalls() {
    threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            SingleDrainer.LINGER.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            Threads.platform("mirror4j-call-"));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns where code of the user's is called for one copy.
   *
   * @param isDecorated whether a task decorator gave the copy's thread the caller's context. Code
   *     of the user's is then called on that thread, where it expects the context. No carrier is at
   *     risk: before JDK 24 that thread is a platform thread
   * @return the place
   */
  public CallPlace place(boolean isDecorated) {
    return isDecorated ? CallPlace.HERE : this;
  }

  /**
   * Calls on another thread, and waits; throws what the call throws.
   *
   * @throws InterruptedException if the calling thread is interrupted; so is the call
   */
  @Override
  public <T> T call(Supplier<T> task) throws InterruptedException {
    FutureTask<T> call = new FutureTask<>(task::get);
    threads.execute(call);
    try {
      return call.get();
    } catch (InterruptedException e) {
      call.cancel(true);
      threads.remove(call);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
