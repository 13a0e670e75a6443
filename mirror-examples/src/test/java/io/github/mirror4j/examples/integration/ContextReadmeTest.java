package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that the page of mirror-http gives to copy are those that the tests execute. */
class ContextReadmeTest {

  private static final Path SOURCES =
      Path.of("src", "test", "java", "io", "github", "mirror4j", "examples", "integration");

  @ParameterizedTest
  @CsvSource({"ContextMdcTest, mdc", "ContextOtelTest, otel", "ContextPropagationTest, micrometer"})
  void areTested(String test, String region) throws IOException {
    String source = Files.readString(SOURCES.resolve(test + ".java"));
    String start = "// @start region=\"" + region + "\"";
    String lines = source.substring(source.indexOf(start) + start.length());

    assertThat(withoutIndentation(Files.readString(Path.of("..", "mirror-http", "README.md"))))
        .contains(withoutIndentation(lines.substring(0, lines.indexOf("// @end"))));
  }

  private static String withoutIndentation(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
