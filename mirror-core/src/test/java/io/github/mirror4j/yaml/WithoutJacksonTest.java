package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.mirror4j.RulesInJava;
import io.github.mirror4j.rule.RouteRule;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * Who states rules in Java needs no Jackson; who reads files without it is told what is missing.
 */
class WithoutJacksonTest {

  @TempDir Path folder;

  @Test
  void onTheClassPath() throws IOException, InterruptedException, URISyntaxException {
    check(List.of("-cp", libraries() + File.pathSeparator + application()));
  }

  @Test
  void onTheModulePath() throws IOException, InterruptedException, URISyntaxException {
    check(
        List.of(
            "--module-path",
            libraries(),
            "--add-modules",
            "io.github.mirror4j.core",
            "-cp",
            application()));
  }

  private static void check(List<String> paths) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(paths);
    command.add(RulesInJava.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("rule r for a")
        .contains("kind: VirtualService")
        .contains("tools.jackson.dataformat:jackson-dataformat-yaml")
        .contains("--add-modules tools.jackson.dataformat.yaml");
  }

  /** The application's class alone, for the test's other classes are in the library's packages. */
  private String application() throws IOException {
    String name = RulesInJava.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (var in = RulesInJava.class.getResourceAsStream("/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return folder.toString();
  }

  private static String libraries() throws URISyntaxException {
    return Stream.of(place(RouteRule.class), place(Pattern.class), place(Logger.class))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
