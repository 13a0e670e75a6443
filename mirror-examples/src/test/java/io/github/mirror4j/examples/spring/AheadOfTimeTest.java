package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * An application that is processed when it is built, as {@code spring-boot:process-aot} does it,
 * and then started from what was generated: it mirrors as any other. Each in a process of its own,
 * as Spring sets system properties for it.
 */
class AheadOfTimeTest {

  private final BootApplication application = new BootApplication();
  private @TempDir Path folder;

  AheadOfTimeTest() throws IOException {}

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void anApplicationThatWasProcessedAheadOfTimeMirrors() throws Exception {
    application.ruleFile(folder);
    Path sources = folder.resolve("sources");
    Path classes = folder.resolve("classes");
    run(
        classPath(folder),
        SpringApplicationAotProcessor.class.getName(),
        AheadOfTimeApplication.class.getName(),
        sources.toString(),
        folder.resolve("resources").toString(),
        classes.toString(),
        "io.github.mirror4j",
        "aot",
        "--mirror4j.rules=classpath:rules.yaml");
    compile(sources, classes);

    String said =
        run(
            classPath(classes, folder),
            "-Dspring.aot.enabled=true",
            AheadOfTimeApplication.class.getName(),
            "--v1=" + application.v1.uri(),
            "--mirror4j.rules=classpath:rules.yaml");

    assertThat(said).contains("generated: true, response: /on, rules: 1");
    application.awaitCopy("/on");
    // Conditions were decided when it was built; the switch must work all the same.
    assertThat(said).contains("generated: true, response: /off, rules: 0");
    assertThat(application.v2.requests()).singleElement();
  }

  private void compile(Path sources, Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    assertThat(arguments).anyMatch(file -> file.contains("MirrorAutoConfiguration__"));
    var said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertThat(status).as(said.toString(Charset.defaultCharset())).isZero();
  }

  private String run(String classPath, String... arguments) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      long patience = BootApplication.PATIENCE.multipliedBy(4).toSeconds();
      boolean ended = process.waitFor(patience, TimeUnit.SECONDS);
      String text = Files.readString(said, Charset.defaultCharset());
      assertThat(ended && process.exitValue() == 0).as(text).isTrue();
      return text;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The class path of the tests after some folders, without the developer tools. */
  private static String classPath(Path... before) {
    Set<String> entries = new LinkedHashSet<>();
    for (Path folder : before) {
      entries.add(folder.toString());
    }
    for (String name : List.of("surefire.test.class.path", "java.class.path", "jdk.module.path")) {
      entries.addAll(Arrays.asList(System.getProperty(name, "").split(File.pathSeparator)));
    }
    return entries.stream()
        .filter(entry -> !entry.isEmpty() && !entry.contains("spring-boot-devtools"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
