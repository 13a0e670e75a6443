package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time of another process, one without threads. */
final class CpuTime {

  private CpuTime() {}

  /** In microseconds: Linux knows them exactly, elsewhere it is what Java can tell. */
  static double micros(ProcessHandle process) {
    try {
      String statistics = Files.readString(Path.of("/proc/" + process.pid() + "/schedstat"));
      return Long.parseLong(statistics.split(" ", 2)[0]) / 1e3;
    } catch (IOException | NumberFormatException e) {
      return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e3;
    }
  }
}
