package io.github.mirror4j.http.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Mutable state that is only touched under a lock, and whose changes can be waited for. */
final class AwaitableState<S> {

  private final S state;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  AwaitableState(S state) {
    this.state = state;
  }

  void change(Consumer<S> change) {
    lock.lock();
    try {
      change.accept(state);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  <R> R read(Function<S, R> question) {
    lock.lock();
    try {
      return question.apply(state);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the first result that is not null. The question is asked now and after each change.
   *
   * @throws AssertionError with the complaint about the state, if there is no result before the
   *     timeout
   */
  <R> R await(Function<S, @Nullable R> question, Duration timeout, Function<S, String> complaint)
      throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(timeout);
    lock.lockInterruptibly();
    try {
      while (true) {
        R result = question.apply(state);
        if (result != null) {
          return result;
        }
        if (left <= 0) {
          throw new AssertionError(complaint.apply(state));
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
