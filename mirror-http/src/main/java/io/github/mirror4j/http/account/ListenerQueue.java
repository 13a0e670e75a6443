package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.SingleDrainer;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies one listener, one call after the other, on its own platform thread. A slow or broken
 * listener affects nothing else.
 *
 * <p>Outcomes of copies that were sent wait one by one, up to a limit. Drops are kept as counters
 * per rule, mirror and reason, so that a further drop always has room; only the number of counters
 * is limited. Takes no lock that is held while the listener is called.
 */
final class ListenerQueue {

  private static final Logger LOG = LoggerFactory.getLogger(MirrorListener.class);
  private static final int MAX_OUTCOMES = 1024;
  private static final int MAX_NUMBERS = 1 << 16;

  private record Ended(MirrorId id, Outcome outcome, long nanos) {}

  private record Drops(MirrorId id, DropReason reason) {}

  /** A call to the listener. */
  @FunctionalInterface
  private interface Call {
    void on(MirrorListener listener);
  }

  private final MirrorListener listener;
  private final LongAdder missedNotifications;
  private final SingleDrainer turn;
  private final Queue<Ended> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Drops, Long> drops = new ConcurrentHashMap<>();
  private final AtomicBoolean otherRules = new AtomicBoolean();
  private final LongAdder lost = new LongAdder();
  private final OncePerMinute line;
  private final Flag failed = new Flag();
  private volatile boolean stopped;

  /**
   * @param missedNotifications counts missed notifications, here and elsewhere
   * @param nanoTime limits the lines in the log
   */
  ListenerQueue(MirrorListener listener, LongAdder missedNotifications, LongSupplier nanoTime) {
    this.listener = listener;
    this.missedNotifications = missedNotifications;
    line = new OncePerMinute(nanoTime);
    turn =
        new SingleDrainer(Threads.platform("mirror4j-listener-"), this::deliverAll, this::hasMore);
  }

  @SuppressWarnings("ReferenceEquality") // listeners may be records, and equal
  boolean isFor(MirrorListener other) {
    return listener == other;
  }

  /** Ends the notifications, apart from a call that is running. */
  void stop() {
    stopped = true;
    outcomes.clear();
    drops.clear();
  }

  void ended(MirrorId id, Outcome outcome, long nanos) {
    boolean isAdded = false;
    try {
      if (waiting.incrementAndGet() <= MAX_OUTCOMES) {
        outcomes.add(new Ended(id, outcome, nanos));
        isAdded = true;
      }
    } finally {
      if (!isAdded) { // Too many wait, or it is out of memory.
        waiting.decrementAndGet();
        lose(1);
      }
    }
    turn.wake();
  }

  /** Never on a caller's thread. */
  void dropped(MirrorId id, DropReason reason, long count) {
    Drops key = new Drops(id, reason);
    if (drops.size() < MAX_NUMBERS || drops.containsKey(key)) {
      drops.merge(key, count, Long::sum);
    } else {
      lose(count);
    }
    turn.wake();
  }

  void rulesReplaced() {
    otherRules.set(true);
    turn.wake();
  }

  /** Warns at once: a listener that hangs never comes to the end of what waits. */
  private void lose(long count) {
    lost.add(count);
    missedNotifications.add(count);
    if (line.isDue()) {
      boolean unused = LogLines.add(this::warn);
    }
  }

  private void warn() {
    LOG.warn(
        "The listener {} is too slow: it has missed {} notifications so far. At most {} outcomes wait"
            + " for it. Callers and copies are not affected",
        listener.getClass().getName(),
        lost.sum(),
        MAX_OUTCOMES);
  }

  private boolean hasMore() {
    return !stopped && (!outcomes.isEmpty() || !drops.isEmpty() || otherRules.get());
  }

  private void deliverAll() {
    while (hasMore()) {
      tellOtherRules();
      tellOutcomes();
      tellDrops();
    }
  }

  private void tellOtherRules() {
    if (otherRules.get() && otherRules.getAndSet(false)) {
      deliver(MirrorListener::rulesReplaced);
    }
  }

  /** No more than there is room for, so that drops get their turn. */
  private void tellOutcomes() {
    for (int i = 0; i < MAX_OUTCOMES; i++) {
      Ended next = outcomes.poll();
      if (next == null) {
        return;
      }
      waiting.decrementAndGet();
      tellOtherRules(); // before what their mirrors did
      Duration duration = Duration.ofNanos(next.nanos());
      deliver(to -> to.copyEnded(next.id(), next.outcome(), duration));
    }
  }

  private void tellDrops() {
    for (Drops key : List.copyOf(drops.keySet())) {
      Long count = drops.remove(key);
      if (count != null) {
        deliver(to -> to.copiesDropped(key.id(), key.reason(), count));
      }
    }
  }

  private void deliver(Call call) {
    if (stopped) {
      return;
    }
    try {
      call.on(listener);
    } catch (Throwable e) {
      if (failed.raise()) {
        LogLines.add(() -> warn(e));
      } else {
        LogLines.debug(LOG, "A listener failed", e);
      }
    }
  }

  private void warn(Throwable failure) {
    LOG.warn(
        "The listener {} failed. Callers and copies are not affected. Further failures of it are"
            + " logged at DEBUG",
        listener.getClass().getName(),
        failure);
  }
}
