package io.github.mirror4j.http;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Samples what callers' threads do, for as long as it is open, and complains about each one that
 * stands still inside the library: blocked or waiting, with a frame of the library on top of the
 * stack that has not called the delegate.
 */
final class FaultWatchdog implements AutoCloseable {

  private static final String OURS = "io.github.mirror4j.";
  private static final String TESTS = "io.github.mirror4j.http.Fault";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long[] ids;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final Thread sampler = Thread.ofPlatform().daemon().unstarted(this::sample);
  private final CountDownLatch looked = new CountDownLatch(1);
  private volatile boolean stopped;

  FaultWatchdog(List<Thread> watched) {
    ids = watched.stream().mapToLong(Thread::threadId).toArray();
    sampler.start();
  }

  /** Ends the watch; gives what was seen. */
  List<String> stop() throws InterruptedException {
    stopped = true;
    sampler.join();
    return List.copyOf(complaints);
  }

  /** Waits until the watch has begun. */
  boolean awaitFirstLook() throws InterruptedException {
    return looked.await(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    stopped = true;
  }

  private void sample() {
    while (!stopped) {
      // State and stack of each thread are taken at the same moment.
      for (ThreadInfo info : threads.getThreadInfo(ids, 256)) {
        if (info != null) {
          judge(info);
          looked.countDown();
        }
      }
      Thread.onSpinWait();
    }
  }

  private void judge(ThreadInfo info) {
    boolean still =
        switch (info.getThreadState()) {
          case BLOCKED, WAITING, TIMED_WAITING -> true;
          default -> false;
        };
    if (still && standsInOurs(info.getStackTrace())) {
      complaints.add(info.getThreadState() + " " + List.of(info.getStackTrace()));
    }
  }

  /** Whether the topmost frame of ours was not left for the delegate, nor for a class to load. */
  static boolean standsInOurs(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      String type = stack[i].getClassName();
      if (type.startsWith(TESTS)) {
        return false;
      }
      if (type.startsWith(OURS)) {
        return i == 0 || !isAllowed(stack[i - 1].getClassName());
      }
    }
    return false;
  }

  private static boolean isAllowed(String type) {
    return type.startsWith("jdk.internal.net.http.")
        || type.startsWith("java.net.http.")
        || type.startsWith("java.lang.invoke.")
        || type.startsWith("java.lang.ClassLoader")
        || type.startsWith("jdk.internal.loader.");
  }
}
