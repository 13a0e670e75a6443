package io.github.mirror4j.http.account;

import io.github.mirror4j.http.guard.SingleDrainer;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The listeners that are notified how copies ended, each with a queue of its own.
 *
 * <p>Goal: a drop, perhaps on a caller's thread, costs an increment. So drops are added up by their
 * lanes and handed to the queues by a thread that lingers for a while after each round; during that
 * time drops start no thread and allocate nothing. That thread is a virtual one, since a caller may
 * start it; it runs no foreign code. What was dropped while there was no listener is not added up,
 * and a listener that is added is not notified of anything before.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class Listeners {

  private static final Duration WHILE = Duration.ofMillis(100);

  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private final Queue<DropTally> due = new ConcurrentLinkedQueue<>();
  private final LongAdder missedNotifications = new LongAdder();
  private final ReentrantLock handingOver = new ReentrantLock();
  private final LongSupplier nanoTime;
  private final SingleDrainer turn;

  /**
   * @param nanoTime limits the lines in the log
   */
  public Listeners(Collection<MirrorListener> listeners, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    turn =
        new SingleDrainer(
            Threads.virtual("mirror4j-drops-"), this::handOverAndLinger, () -> !due.isEmpty());
    listeners.forEach(this::add);
  }

  public void add(MirrorListener listener) {
    handingOver.lock();
    try {
      handOver();
      if (queues.stream().noneMatch(queue -> queue.isFor(listener))) {
        queues.add(new ListenerQueue(listener, missedNotifications, nanoTime));
      }
    } finally {
      handingOver.unlock();
    }
  }

  public void remove(MirrorListener listener) {
    queues.stream().filter(queue -> queue.isFor(listener)).forEach(ListenerQueue::stop);
    queues.removeIf(queue -> queue.isFor(listener));
  }

  /** Outcomes that a listener missed because it was slow. */
  public long missedNotifications() {
    return missedNotifications.sum();
  }

  public void dropped(DropTally tally, DropReason reason) {
    if (queues.isEmpty()) {
      return;
    }
    if (tally.add(reason)) {
      boolean isKept = false;
      try {
        due.add(tally);
        isKept = true;
      } finally {
        if (!isKept) {
          tally.isNotKept();
        }
      }
    }
    turn.wake();
  }

  public void ended(MirrorId id, Outcome outcome, long nanos) {
    if (!queues.isEmpty()) {
      queues.forEach(queue -> queue.ended(id, outcome, nanos));
    }
  }

  public void rulesReplaced() {
    queues.forEach(ListenerQueue::rulesReplaced);
  }

  private void handOverAndLinger() {
    handingOver.lock();
    try {
      handOver();
    } finally {
      handingOver.unlock();
    }
    try {
      Thread.sleep(WHILE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver() {
    for (DropTally tally = due.poll(); tally != null; tally = due.poll()) {
      tally.take((id, reason, count) -> queues.forEach(queue -> queue.dropped(id, reason, count)));
    }
  }
}
