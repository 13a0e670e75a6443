package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Files are bounded in sum, so that a folder of any size costs no more memory than a full one. */
class RuleFileLimitsTest {

  @TempDir Path folder;

  private void write(int files, String text) throws IOException {
    for (int i = 0; i < files; i++) {
      Files.writeString(folder.resolve(String.format(Locale.ROOT, "f%04d.yaml", i)), text);
    }
  }

  /** Tests run on a module path or on a class path; their process has a class path. */
  private static String classPath() throws ClassNotFoundException {
    Set<String> path = new LinkedHashSet<>();
    ClassLoader loader = YAMLFactory.class.getClassLoader();
    for (Class<?> type :
        List.of(
            RuleFileLimitsProcess.class,
            RuleFiles.class,
            YAMLFactory.class,
            JsonParser.class,
            Class.forName("org.snakeyaml.engine.v2.api.Load", false, loader),
            Class.forName("org.slf4j.Logger"),
            Class.forName("com.google.re2j.Pattern"))) {
      path.add(Path.of(URI.create(location(type))).toString());
    }
    path.add("target/test-classes");
    return String.join(File.pathSeparator, path);
  }

  private static String location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  /** What a process with a heap of 128 MB says. */
  private String read() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                RuleFileLimitsProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("SLF4J"))
            .collect(Collectors.joining("\n"));
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void bytesInAllFiles() throws Exception {
    write(40, "# " + "x".repeat(250_000) + "\n");
    assertThat(read())
        .startsWith("rule files: 1 problem")
        .contains("f0033.yaml: more than 8388608 bytes with the files before")
        .contains("(expected: at most 8388608 bytes in all files; the rest is not read)");
  }

  @Test
  void bytesOutsideOfLatinInAllFiles() throws Exception {
    write(40, "# " + "\u4e2d".repeat(80_000) + "\n");
    assertThat(read()).contains("more than 8388608 bytes with the files before");
  }

  @Test
  void valuesInAllFiles() throws Exception {
    write(100, "[" + "a,".repeat(19_000) + "a]\n");
    assertThat(read()).contains("more values (expected: at most 300000 in all files");
  }

  @Test
  void valuesOfObjectsInAllFiles() throws Exception {
    write(100, "[" + "{a: b},".repeat(9_000) + "a]\n");
    assertThat(read()).contains("more values (expected: at most 300000 in all files");
  }

  @Test
  void documentsInAllFiles() throws Exception {
    write(20, "a: b\n---\n".repeat(900));
    assertThat(read())
        .startsWith("rule files: 1 problem")
        .contains("more documents (expected: at most 10000 in all files");
  }

  @Test
  void files() throws Exception {
    write(1200, "");
    assertThat(read())
        .contains("files: more than 1000 files with those of " + folder)
        .contains("(expected: at most 1000 files)");
  }

  @Test
  void whatIsWithinTheLimitsIsRead() throws Exception {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      rules.append(RuleFileWatcherTest.rule("NAME-" + i, "b")).append("---\n");
    }
    for (int f = 0; f < 20; f++) {
      Files.writeString(
          folder.resolve("f" + f + ".yaml"), rules.toString().replace("NAME", "f" + f));
    }
    assertThat(read()).isEqualTo("8000 rules");
  }
}
