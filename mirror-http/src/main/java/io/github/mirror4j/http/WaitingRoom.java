package io.github.mirror4j.http;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.SingleDrainer;
import io.github.mirror4j.http.guard.WatchList;
import io.github.mirror4j.http.stats.DropReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the copies of one engine wait for the end of their primaries.
 *
 * <p>Goal: what waits is bounded in number, memory and time, although a primary may never end. The
 * memory of waiting bodies gives way to that of copies that are sent: {@link ByteBudget}. Nearly
 * all primaries end long before their time is over, and report it. So guests only put themselves on
 * a list, which is checked once a second while it is not empty. Invariants:
 *
 * <ul>
 *   <li>each copy enters once and leaves once;
 *   <li>a guest on the list is looked at again, or is given up at the end of mirroring;
 *   <li>a guest that comes after the end is given up at once.
 * </ul>
 *
 * <p>If no thread can be started to look, because memory is exhausted, the next guest starts one.
 *
 * <p>It knows no client that is wrapped, so that waiting keeps none alive.
 */
final class WaitingRoom {

  private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

  /** The waiting copies of one primary. */
  interface Guest {

    /** Sends the copies if the primary has ended and they were not notified. Never throws. */
    void look();

    /** Drops the copies, because they must not wait any longer. Never throws. */
    void giveUp(DropReason reason);
  }

  private final int limit;
  private final long longest;
  private final ByteBudget memory;
  private final AtomicInteger copies = new AtomicInteger();
  private final WatchList<Guest> guests = new WatchList<>();
  private final SingleDrainer watcher;
  private volatile boolean closed;

  /**
   * @param limit how many copies may wait
   * @param longest how long
   * @param memory the part of the memory for bodies that gives way
   * @param threads makes the thread that looks
   */
  WaitingRoom(int limit, Duration longest, ByteBudget memory, ThreadFactory threads) {
    this.limit = limit;
    this.longest = longest.toNanos();
    this.memory = memory;
    watcher = new SingleDrainer(threads, this::look, () -> !guests.isEmpty());
  }

  /**
   * Counts a copy that is going to wait; returns false if there are too many. It must leave in
   * either case.
   */
  boolean enter() {
    return copies.incrementAndGet() <= limit;
  }

  void leave() {
    copies.decrementAndGet();
  }

  /** Whether a body may wait; {@link #letGo} follows if so. */
  boolean tryHold(CapturedBody body) {
    return memory.tryAdopt(body.memory());
  }

  void letGo(CapturedBody body) {
    memory.disown(body.memory());
  }

  /** Adds a guest, which is looked at from now on. */
  void add(Guest guest) {
    guests.add(guest, System.nanoTime() + longest);
    if (closed) {
      guest.giveUp(DropReason.CLOSED);
    } else {
      watcher.wake();
    }
  }

  void remove(Guest guest) {
    boolean unused = guests.remove(guest);
  }

  /** Mirroring has ended. */
  void close() {
    closed = true;
    for (Guest guest : guests.all()) {
      guest.giveUp(DropReason.CLOSED);
    }
  }

  private void look() {
    LockSupport.parkNanos(this, Math.min(longest, BETWEEN_LOOKS));
    lookAtAll();
  }

  /** Looks at each guest, and gives those up whose time is over. */
  void lookAtAll() {
    long now = System.nanoTime();
    for (Map.Entry<Guest, Long> entry : guests.entries()) {
      look(entry.getKey(), now - entry.getValue() >= 0);
    }
  }

  private void look(Guest guest, boolean isLate) {
    try {
      guest.look();
    } finally {
      if (isLate) {
        guest.giveUp(DropReason.PRIMARY_UNFINISHED);
        remove(guest); // Also if that failed, which was counted as an internal error.
      }
    }
  }
}
