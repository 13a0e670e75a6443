package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** One variant's process, as seen from the one that tells it what to do. */
final class WorkerProcess implements AutoCloseable {

  /** The same for all variants; a fixed heap, so that none gains by growing. */
  static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

  private final ChildProcess process;

  private WorkerProcess(ChildProcess process) {
    this.process = process;
  }

  static WorkerProcess start(Variant variant, WorkerSettings settings) throws IOException {
    List<String> args = List.of(variant.name(), Line.of(settings));
    return new WorkerProcess(ChildProcess.start(Worker.class, JVM_OPTIONS, args));
  }

  void open(URI primary, URI mirror) throws IOException, InterruptedException {
    tell(new Order.Open(primary, mirror));
  }

  Round run(Order.Run order) throws IOException, InterruptedException {
    return Line.read(tell(order), Round.class);
  }

  HeldCopies hold(Order.Hold order) throws IOException, InterruptedException {
    return Line.read(tell(order), HeldCopies.class);
  }

  private String tell(Order order) throws IOException, InterruptedException {
    process.write(Line.ofOrder(order));
    return process.read();
  }

  @Override
  public void close() {
    process.close();
  }
}
