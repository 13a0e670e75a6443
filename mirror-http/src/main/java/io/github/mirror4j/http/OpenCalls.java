package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.SingleDrainer;
import io.github.mirror4j.http.guard.WatchList;
import io.github.mirror4j.http.stats.DropReason;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * The calls whose body is not complete yet and whose end may never be reported: described ones,
 * which their caller may forget, and asynchronous ones, whose client may die. Each is kept for a
 * limited time.
 *
 * <p>Nearly all bodies come soon. So calls only put themselves on a list, which is checked once a
 * second while it is not empty. Bounded: when the list is full, a described call that comes is
 * given up at once, and an asynchronous one is not watched. After the end all are given up.
 *
 * <p>A client that lives reports the end of its calls. So an asynchronous call starts no thread,
 * which its caller would pay for. The list is looked at when a later call finds others on it that
 * may be old, and when somebody asks what is in flight.
 */
final class OpenCalls {

  static final Duration MAX_OPEN = Duration.ofMinutes(5);

  private static final int MAX_CALLS = 10_000;
  private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

  private final WatchList<PrimaryCall> calls = new WatchList<>();
  private final SingleDrainer watcher;
  private volatile boolean closed;
  private volatile long lookedAt = System.nanoTime();

  OpenCalls(ThreadFactory threads) {
    watcher = new SingleDrainer(threads, this::look, () -> !calls.isEmpty());
  }

  /** Adds a call, which is given up when its time is over. */
  void add(PrimaryCall call, Duration time) {
    if (calls.size() >= MAX_CALLS) {
      call.drop(DropReason.MEMORY_FULL);
      return;
    }
    put(call, time, true);
  }

  /**
   * Adds a call that a client has accepted, and whose end it reports if it lives. It is given up
   * some time after its timeout, so that a living client comes first.
   */
  void watch(PrimaryCall call, HttpRequest primary) {
    if (calls.size() >= MAX_CALLS) {
      return;
    }
    boolean mayBeOld = System.nanoTime() - lookedAt > 2 * BETWEEN_LOOKS && !calls.isEmpty();
    Duration time = timeout(primary);
    put(call, time.compareTo(MAX_OPEN) < 0 ? time.plusNanos(BETWEEN_LOOKS) : MAX_OPEN, mayBeOld);
  }

  /** Has the calls looked at soon, if there are any. */
  void lookSoon() {
    if (!calls.isEmpty()) {
      watcher.wake();
    }
  }

  /** A request of the caller's own class may return or throw anything. */
  @SuppressWarnings("ConstantValue")
  private static Duration timeout(HttpRequest request) {
    try {
      Optional<Duration> own = request.timeout();
      return own == null ? MAX_OPEN : own.orElse(MAX_OPEN);
    } catch (RuntimeException e) {
      return MAX_OPEN;
    }
  }

  private void put(PrimaryCall call, Duration time, boolean isLookedAt) {
    long nanos = time.compareTo(MAX_OPEN) < 0 ? time.toNanos() : MAX_OPEN.toNanos();
    calls.add(call, System.nanoTime() + nanos);
    if (closed) {
      giveUp(call, DropReason.CLOSED);
    } else if (isLookedAt) {
      watcher.wake();
    }
  }

  /** A call whose end could not be taken stays, and is given up when its time is over. */
  void removeIfSettled(PrimaryCall call) {
    if (call.isSettled()) {
      remove(call);
    }
  }

  private void remove(PrimaryCall call) {
    boolean unused = calls.remove(call);
  }

  /** Mirroring has ended. */
  void close() {
    closed = true;
    for (PrimaryCall call : calls.all()) {
      giveUp(call, DropReason.CLOSED);
    }
  }

  private void giveUp(PrimaryCall call, DropReason reason) {
    if (calls.remove(call)) {
      call.drop(reason);
    }
  }

  private void look() {
    LockSupport.parkNanos(this, BETWEEN_LOOKS);
    lookAtAll();
  }

  /** Removes the calls that are settled, and gives those up whose time is over. */
  void lookAtAll() {
    long now = System.nanoTime();
    lookedAt = now;
    for (Map.Entry<PrimaryCall, Long> entry : calls.entries()) {
      look(entry.getKey(), now - entry.getValue() >= 0);
    }
  }

  private void look(PrimaryCall call, boolean isLate) {
    if (call.isSettled()) {
      remove(call);
    } else if (isLate) {
      giveUp(call, DropReason.BODY_INCOMPLETE);
    }
  }
}
