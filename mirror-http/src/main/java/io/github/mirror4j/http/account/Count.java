package io.github.mirror4j.http.account;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A number that many threads change, and that misses no change.
 *
 * <p>A {@link LongAdder} allocates cells where threads meet, and does not add where there is no
 * memory left for one: that change is kept beside it. Most numbers of most mirrors never change, so
 * the adder comes with the first change.
 */
final class Count {

  private static final VarHandle FAST;
  private static final VarHandle WITHOUT_MEMORY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      FAST = lookup.findVarHandle(Count.class, "fast", LongAdder.class);
      WITHOUT_MEMORY = lookup.findVarHandle(Count.class, "withoutMemory", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable LongAdder fast;
  private volatile long withoutMemory;

  void increment() {
    add(1);
  }

  void decrement() {
    add(-1);
  }

  void add(long number) {
    try {
      adder().add(number);
    } catch (OutOfMemoryError e) {
      var unused = (long) WITHOUT_MEMORY.getAndAdd(this, number);
    }
  }

  private LongAdder adder() {
    LongAdder now = fast;
    if (now != null) {
      return now;
    }
    LongAdder made = new LongAdder();
    LongAdder other = (LongAdder) FAST.compareAndExchange(this, null, made);
    return other == null ? made : other;
  }

  long sum() {
    LongAdder now = fast;
    return withoutMemory + (now == null ? 0 : now.sum());
  }
}
