package io.github.mirror4j.examples.bench.life;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a call cost its caller.
 *
 * @param wall its time in nanoseconds, which a busy machine disturbs
 * @param cpu the CPU time of the caller's thread in nanoseconds, which it disturbs less
 */
record CallCost(long wall, long cpu) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Something that is measured. */
  @FunctionalInterface
  interface Call {
    void run() throws Exception;
  }

  static CallCost of(Call call) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    call.run();
    long wall = System.nanoTime() - start;
    return new CallCost(wall, THREADS.getCurrentThreadCpuTime() - cpu);
  }

  static CallCost parse(String text) {
    int separator = text.indexOf('/');
    return new CallCost(
        Long.parseLong(text.substring(0, separator)),
        Long.parseLong(text.substring(separator + 1)));
  }

  @Override
  public String toString() {
    return wall + "/" + cpu;
  }
}
