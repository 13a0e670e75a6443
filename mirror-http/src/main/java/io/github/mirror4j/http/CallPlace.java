package io.github.mirror4j.http;

import java.util.function.Supplier;

/** Where code of the user's is called for a copy. */
interface CallPlace {

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
   * @throws InterruptedException if the copy's time is over, or the engine is closed
   */
  <T> T call(Supplier<T> task) throws InterruptedException;
}
