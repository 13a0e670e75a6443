package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** One run of the demo: its exit code and what it printed. */
record DemoRun(int exitCode, String out, String err) {

  static DemoRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        MirroringDemo.run(
            args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new DemoRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
