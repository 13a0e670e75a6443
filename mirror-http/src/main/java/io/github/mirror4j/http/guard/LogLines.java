package io.github.mirror4j.http.guard;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the library's log lines one after the other, on a platform thread of its own.
 *
 * <p>Goal: an appender that blocks delays only other log lines, and no caller, copy or carrier of
 * virtual threads. The process has one such thread, however many engines there are, and none while
 * nothing is logged. While the log is slow, lines wait up to a limit; how many were lost beyond it
 * is logged when the log goes on.
 *
 * <p>Only calls of the builder and of an operator log on their own threads.
 */
public final class LogLines {

  static final int MAX_WAITING = 1_000;

  /** The logger for operators. Its name is that of the class that users know. */
  public static final Logger MIRRORING =
      LoggerFactory.getLogger("io.github.mirror4j.http.MirroringHttpClient");

  private static final Queue<Runnable> WAITING = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final AtomicLong LOST = new AtomicLong();
  private static final SingleDrainer TURN =
      new SingleDrainer(
          Threads.platform("mirror4j-log-"), LogLines::writeAll, () -> !WAITING.isEmpty());

  private LogLines() {}

  /**
   * Writes a line where the logger wants it. Never throws.
   *
   * @param log the logger
   * @param text the line
   * @param failure what is logged with it
   */
  @SuppressWarnings("EmptyCatch") // a broken log, or out of memory: there is nobody left to tell
  public static void debug(Logger log, String text, Throwable failure) {
    try {
      if (log.isDebugEnabled()) {
        add(() -> log.debug(text, failure));
      }
    } catch (Throwable e) {
      // It must not reach the caller.
    }
  }

  /**
   * Has something logged.
   *
   * @param line writes the line, on the thread of the log
   * @return false where it is lost, because too much waits
   */
  public static boolean add(Runnable line) {
    boolean hasRoom = COUNT.incrementAndGet() <= MAX_WAITING;
    boolean isAdded = false;
    try {
      isAdded = hasRoom && WAITING.add(line);
    } finally {
      if (!isAdded) { // Too much waits, or it is out of memory.
        COUNT.decrementAndGet();
      }
    }
    if (!hasRoom) {
      LOST.incrementAndGet();
    }
    TURN.wake();
    return isAdded;
  }

  private static void writeAll() {
    for (Runnable line = WAITING.poll(); line != null; line = WAITING.poll()) {
      COUNT.decrementAndGet();
      line.run();
    }
    long lost = LOST.getAndSet(0);
    if (lost > 0) {
      MIRRORING.warn("{} log lines were lost, because the log is slow", lost);
    }
  }
}
