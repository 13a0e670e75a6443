package io.github.mirror4j.http;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What the process holds: open sockets (where the system tells), selector threads of HTTP clients,
 * virtual threads of the library.
 */
record FaultResources(int sockets, long selectors, long virtualThreads) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static FaultResources now() {
    return new FaultResources(openSockets(), selectorThreads(), libraryThreads());
  }

  /** Waits until no more is held than this; gives what is held then. */
  FaultResources awaitBack() throws InterruptedException {
    await(() -> openSockets() <= sockets && selectorThreads() <= selectors);
    await(() -> libraryThreads() <= virtualThreads);
    return now();
  }

  boolean covers(FaultResources later) {
    return later.sockets <= sockets
        && later.selectors <= selectors
        && later.virtualThreads <= virtualThreads;
  }

  /** Waits for a condition that no event announces. */
  static boolean await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      boolean unused = never.await(10, TimeUnit.MILLISECONDS);
    }
    return condition.getAsBoolean();
  }

  static int openSockets() {
    int count = 0;
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        count += isSocket(descriptor) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return count;
  }

  static long selectorThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .count();
  }

  /** Virtual threads do not show in the usual lists of threads, but in a dump. */
  static long libraryThreads() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      Path folder = Files.createTempDirectory("mirror4j-threads");
      Path dump = folder.resolve("dump.txt");
      vm.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      long count;
      try (Stream<String> lines = Files.lines(dump)) {
        count = lines.filter(line -> line.startsWith("#") && line.contains("\"mirror4j-")).count();
      }
      Files.delete(dump);
      Files.delete(folder);
      return count;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
