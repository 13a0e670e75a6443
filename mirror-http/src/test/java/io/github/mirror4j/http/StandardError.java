package io.github.mirror4j.http;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes the place of {@code System.err}, to which the tests' logger writes, and keeps its lines.
 */
final class StandardError implements AutoCloseable {

  private final PrintStream before = System.err;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  StandardError() {
    System.setErr(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
  }

  /** The next line of the library's own loggers with this text; others are skipped. */
  String next(String text) throws InterruptedException {
    while (true) {
      String line = lines.poll(Fixtures.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("nobody logged " + text);
      }
      if (line.contains(text)) {
        return line;
      }
    }
  }

  /** The lines up to the one where each of these texts has occurred, in whatever order. */
  List<String> until(String... texts) throws InterruptedException {
    List<String> read = new ArrayList<>();
    List<String> missing = new ArrayList<>(List.of(texts));
    while (!missing.isEmpty()) {
      String line = next("");
      read.add(line);
      missing.removeIf(line::contains);
    }
    return read;
  }

  /** The lines that nobody has taken. */
  List<String> rest() {
    List<String> rest = new ArrayList<>();
    lines.drainTo(rest);
    return rest;
  }

  @Override
  public void close() {
    System.setErr(before);
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        lines.add(line.toString(StandardCharsets.UTF_8).strip());
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
