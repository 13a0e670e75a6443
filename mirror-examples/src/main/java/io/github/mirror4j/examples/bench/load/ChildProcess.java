package io.github.mirror4j.examples.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another JVM of the same kind, which replies to each line with a line. Ends with its input. */
final class ChildProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final String name;
  private final Process process;
  private final BufferedWriter out;
  private final BufferedReader in;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    out = process.outputWriter();
    in = process.inputReader();
  }

  static ChildProcess start(Class<?> main, List<String> jvmOptions, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ChildProcess(main.getSimpleName() + args, process);
  }

  void write(String line) throws IOException {
    out.write(line);
    out.newLine();
    out.flush();
  }

  /** The next line, which has to come in time. */
  String read() throws IOException, InterruptedException {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readInto(line));
    try {
      return line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(name + " sent no reply in " + PATIENCE_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(name + " ended without a reply", e);
    }
  }

  private void readInto(CompletableFuture<String> result) {
    try {
      String line = in.readLine();
      if (line == null) {
        result.completeExceptionally(new IOException("end of its output"));
      } else {
        result.complete(line);
      }
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
