package io.github.mirror4j.http.guard;

import java.util.function.Supplier;

/** Where code of the user's is called for a copy. */
public interface CallPlace {

  /** On the copy's own thread. */
  CallPlace HERE =
      new CallPlace() {
        @Override
        public <T> T call(Supplier<T> task) {
          return task.get();
        }
      };

  /**
   * Calls it, and waits; throws what the call throws.
   *
   * @param <T> the type of the result
   * @param task the call
   * @return its result
   * @throws InterruptedException if the copy's time is over, or the engine is closed
   */
  <T> T call(Supplier<T> task) throws InterruptedException;
}
