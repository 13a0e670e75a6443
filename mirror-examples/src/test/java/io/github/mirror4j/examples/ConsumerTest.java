package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that depends on nothing but mirror-http compiles without a warning and mirrors: on the
 * class path, on the module path, and without Jackson.
 *
 * <p>It runs in a JVM of its own with the jars of this build, and with what they bring at run time.
 */
class ConsumerTest {

  private static final Path SOURCES = Path.of("src/test/resources/consumer");
  private static final List<String> OWN =
      List.of(MirroringHttpClient.class.getName(), RouteRule.class.getName());
  private static final List<String> LIBRARIES =
      List.of(
          "com.google.re2j.Pattern",
          "io.github.resilience4j.bulkhead.Bulkhead",
          "io.github.resilience4j.core.IntervalFunction",
          "org.slf4j.Logger");
  private static final List<String> JACKSON =
      List.of(
          "tools.jackson.dataformat.yaml.YAMLMapper",
          "tools.jackson.databind.ObjectMapper",
          "tools.jackson.core.JsonParser",
          "com.fasterxml.jackson.annotation.JsonProperty",
          "org.snakeyaml.engine.v2.api.LoadSettings");

  @TempDir private Path classes;

  @Test
  void onTheClassPath() throws Exception {
    String path = path(List.of(OWN, LIBRARIES, JACKSON));
    compile("-cp", path, source("Consumer"));
    assertThat(run("-cp", classes + File.pathSeparator + path, "consumer.Consumer"))
        .contains("mirrored");
  }

  @Test
  void onTheClassPathWithoutJackson() throws Exception {
    String path = path(List.of(OWN, LIBRARIES));
    compile("-cp", path, source("Consumer"));
    assertThat(run("-cp", classes + File.pathSeparator + path, "consumer.Consumer"))
        .contains("mirrored");
  }

  @Test
  void onTheModulePath() throws Exception {
    String path = path(List.of(OWN, LIBRARIES, JACKSON));
    compile("--module-path", path, source("Consumer"), source("module-info"));
    assertThat(run("-p", classes + File.pathSeparator + path, "-m", "consumer/consumer.Consumer"))
        .contains("mirrored");
  }

  private void compile(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--release", "21", "-Xlint:all", "-Werror", "-d", "" + classes));
    all.addAll(List.of(arguments));
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, all.toArray(String[]::new));
    assertThat(code).as("exit code of javac").isZero();
  }

  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String source(String name) {
    return SOURCES.resolve(name + ".java").toString();
  }

  /** The jars, or folders, that these classes come from. */
  private static String path(List<List<String>> classNames) {
    return classNames.stream()
        .flatMap(List::stream)
        .flatMap(ConsumerTest::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> location(String className) {
    try {
      Class<?> type = Class.forName(className);
      return Stream.of(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    } catch (Exception e) {
      throw new AssertionError(className, e);
    }
  }
}
