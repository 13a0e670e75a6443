package io.github.mirror4j.examples.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine and the JDK that figures come from. */
public final class Machine {

  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * Says on one line what ran this.
   *
   * @return processors, system, memory, JDK
   */
  public static String describe() {
    return "%d x %s, %s %s, JDK %s (%s)"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor.version", System.getProperty("java.vendor")));
  }

  /**
   * How busy the machine is with everything.
   *
   * @return processes that ran or waited in the last minute, on average
   */
  public static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }

  private static String processor() {
    String fallback = System.getProperty("os.arch");
    if (!Files.isReadable(CPUS)) {
      return fallback;
    }
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(fallback);
    } catch (IOException e) {
      return fallback;
    }
  }
}
