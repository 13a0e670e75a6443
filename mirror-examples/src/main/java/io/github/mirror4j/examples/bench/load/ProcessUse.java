package io.github.mirror4j.examples.bench.load;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * What this process has used until now.
 *
 * @param cpuNanos CPU time of all threads, the garbage collector's and the compiler's too
 * @param allocatedBytes heap that all threads have allocated, virtual ones by their carriers
 */
record ProcessUse(long cpuNanos, long allocatedBytes) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static ProcessUse now() {
    long cpu =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : 0;
    return new ProcessUse(cpu, THREADS.getTotalThreadAllocatedBytes());
  }

  ProcessUse since(ProcessUse earlier) {
    return new ProcessUse(cpuNanos - earlier.cpuNanos, allocatedBytes - earlier.allocatedBytes);
  }

  static void resetPeaks() {
    THREADS.resetPeakThreadCount();
  }

  static int peakThreads() {
    return THREADS.getPeakThreadCount();
  }

  /** Open descriptors; -1 where the system does not say. */
  static long descriptors() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
  }

  /** Heap that is reachable, in bytes; collects garbage. */
  static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
