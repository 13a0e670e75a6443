package io.github.mirror4j.http.guard;

import java.util.concurrent.ThreadFactory;

/**
 * Makes the library's threads, which inherit nothing from the thread that starts them.
 *
 * <p>Before JDK 24 a virtual thread that blocks in a monitor keeps its carrier, and one carrier for
 * each CPU is all there are. So foreign code (listeners, log appenders, registries, resources)
 * never runs on a virtual thread of the library: a platform thread that hangs costs itself alone.
 */
public final class Threads {

  /** Whether a virtual thread that blocks in a monitor keeps its carrier (up to JDK 23). */
  public static final boolean MONITORS_PIN = Runtime.version().feature() < 24;

  private Threads() {}

  /**
   * Returns a factory for the library's own code, which never blocks in a monitor.
   *
   * @param prefix the start of the threads' names
   * @return the factory
   */
  public static ThreadFactory virtual(String prefix) {
    return Thread.ofVirtual().name(prefix, 0).inheritInheritableThreadLocals(false).factory();
  }

  /**
   * Returns a factory of daemons, for foreign code and for what must go on while no carrier is
   * free.
   *
   * @param prefix the start of the threads' names
   * @return the factory
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: a caller's is not inherited
  public static ThreadFactory platform(String prefix) {
    return Thread.ofPlatform()
        .name(prefix, 0)
        .daemon()
        .priority(Thread.NORM_PRIORITY)
        .inheritInheritableThreadLocals(false)
        .factory();
  }
}
