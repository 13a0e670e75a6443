package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Problems are listed as one reads the files: by file, line and column. */
class ProblemOrderTest {

  /** Kinds that are read in another order than they stand, and lines of one and of two digits. */
  private static final String WRONG =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: a}
      spec:
        hosts: [a]
        http: [{route: [{destination: {host: 1}, weight: no}]}]
        htp: []
      ---
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata: {name: a}
      spec:
        destinaton: {name: a}
        precedence: high
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: a}
      spec: {host: A}
      """;

  private static final List<String> PLACES =
      List.of("6:40", "6:52", "7:3", "13:3", "14:15", "19:14");

  @TempDir Path folder;

  @Test
  void theyAreSortedByFileLineAndColumn() throws IOException {
    String other = WRONG.replace("metadata: {name: a}", "metadata: {name: b}");
    Path b = Files.writeString(folder.resolve("b.yaml"), other);
    Path a = Files.writeString(folder.resolve("a.yaml"), WRONG);

    assertThat(problems(b, a))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
        .containsExactlyElementsOf(
            List.of(a, b).stream().flatMap(f -> PLACES.stream().map(p -> f + ":" + p)).toList());
  }

  @Test
  void thoseWithoutALineComeLast() throws IOException {
    Path missing = folder.resolve("a.yaml");
    Path wrong = Files.writeString(folder.resolve("b.yaml"), WRONG);

    assertThat(problems(missing, wrong))
        .hasSize(PLACES.size() + 1)
        .last()
        .isEqualTo(missing + ": missing (expected: a file or a folder)");
  }

  private static List<String> problems(Path... files) {
    var error =
        catchThrowableOfType(InvalidConfigurationException.class, () -> RuleFiles.read(files));
    return error.problems().stream().map(Object::toString).toList();
  }
}
