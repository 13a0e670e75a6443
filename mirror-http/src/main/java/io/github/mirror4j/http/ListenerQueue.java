package io.github.mirror4j.http;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, without letting it slow or break anything.
 *
 * <p>Goal: no thread while there is nothing to tell, one thread at most, and no outcome left in the
 * queue. Whoever adds an outcome starts a thread unless one is running; a thread that found the
 * queue empty gives up its turn first and then looks again. Callers take no lock.
 */
final class ListenerQueue {

  private static final Logger LOG = LoggerFactory.getLogger(MirrorListener.class);
  private static final int CAPACITY = 1024;

  private record Event(String rule, String mirror, Outcome outcome, long nanos) {}

  private final @Nullable MirrorListener listener;
  private final ThreadFactory threads;
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final LongAdder lost = new LongAdder();

  ListenerQueue(@Nullable MirrorListener listener, ThreadFactory threads) {
    this.listener = listener;
    this.threads = threads;
  }

  void tell(String rule, String mirror, Outcome outcome, long nanos) {
    if (listener == null) {
      return;
    }
    if (waiting.incrementAndGet() <= CAPACITY) {
      events.add(new Event(rule, mirror, outcome, nanos));
    } else {
      waiting.decrementAndGet();
      lost.increment();
    }
    if (!running.get() && running.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    try {
      threads.newThread(this::tellAll).start();
    } catch (Throwable e) {
      running.set(false);
      throw e;
    }
  }

  private void tellAll() {
    do {
      for (Event event = events.poll(); event != null; event = events.poll()) {
        waiting.decrementAndGet();
        tellOne(event);
      }
      long untold = lost.sumThenReset();
      if (untold > 0) {
        LOG.warn("{} outcomes were not told to the listener, because it is slow", untold);
      }
      running.set(false);
    } while (!events.isEmpty() && running.compareAndSet(false, true));
  }

  private void tellOne(Event event) {
    try {
      if (listener != null) {
        Duration duration = Duration.ofNanos(event.nanos());
        listener.copyEnded(event.rule(), event.mirror(), event.outcome(), duration);
      }
    } catch (Throwable e) {
      if (failed.compareAndSet(false, true)) {
        LOG.warn("The listener failed. Further failures are logged at DEBUG", e);
      } else {
        LOG.debug("The listener failed", e);
      }
    }
  }
}
