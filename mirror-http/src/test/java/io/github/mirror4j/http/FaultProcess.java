package io.github.mirror4j.http;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a class of the tests in a JVM of its own, on the class path of this one. */
final class FaultProcess {

  private FaultProcess() {}

  /** Gives what it said; arguments that start with '-' are the JVM's. */
  static String run(Class<?> main, Duration patience, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Arrays.stream(arguments).filter(a -> a.startsWith("-")).forEach(command::add);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    Arrays.stream(arguments).filter(a -> !a.startsWith("-")).forEach(command::add);
    Path said = Files.createTempFile("mirror4j", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      String text = Files.readString(said, Charset.defaultCharset());
      if (!ended || process.exitValue() != 0) {
        throw new IOException((ended ? "failed: " : "did not end: ") + text);
      }
      return text;
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(said);
    }
  }

  /** Tests may run as a module, on a module path, or on a class path. */
  private static String classPath() throws Exception {
    Set<String> entries = new LinkedHashSet<>();
    for (String name : List.of("surefire.test.class.path", "java.class.path", "jdk.module.path")) {
      String value = System.getProperty(name, "");
      entries.addAll(List.of(value.split(java.io.File.pathSeparator)));
    }
    Stream.of("target/test-classes", "target/classes").forEach(entries::add);
    entries.remove("");
    return String.join(java.io.File.pathSeparator, entries);
  }
}
