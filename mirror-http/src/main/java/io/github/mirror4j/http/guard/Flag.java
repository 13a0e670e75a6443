package io.github.mirror4j.http.guard;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A flag that exactly one of many threads raises. A thread that finds it raised pays a read, and
 * causes no cache line to move between cores.
 */
public final class Flag {

  private final AtomicBoolean raised = new AtomicBoolean();

  /** Creates a flag that is not raised. */
  public Flag() {}

  /**
   * Raises the flag.
   *
   * @return true for the one thread that raised it
   */
  public boolean raise() {
    return !raised.get() && raised.compareAndSet(false, true);
  }

  /**
   * Returns whether the flag is raised.
   *
   * @return true once a thread has raised it
   */
  public boolean isRaised() {
    return raised.get();
  }

  /** Lowers the flag, so that it can be raised again. */
  public void lower() {
    raised.set(false);
  }
}
