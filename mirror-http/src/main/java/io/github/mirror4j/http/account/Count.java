package io.github.mirror4j.http.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A number that many threads change, and that misses no change.
 *
 * <p>A {@link LongAdder} allocates cells where threads meet, and does not add where there is no
 * memory left for one: that change is kept beside it. The class of a cell fails to load for good if
 * memory is exhausted when it is first needed, which is a {@link LinkageError} from then on.
 */
final class Count {

  private final LongAdder fast = new LongAdder();
  private final AtomicLong withoutMemory = new AtomicLong();

  void increment() {
    add(1);
  }

  void decrement() {
    add(-1);
  }

  void add(long number) {
    try {
      fast.add(number);
    } catch (OutOfMemoryError | LinkageError e) {
      withoutMemory.addAndGet(number);
    }
  }

  long sum() {
    return fast.sum() + withoutMemory.get();
  }
}
