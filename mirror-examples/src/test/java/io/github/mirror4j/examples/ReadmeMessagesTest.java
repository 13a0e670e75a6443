package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The messages and names that the README quotes are those of the library. */
class ReadmeMessagesTest {

  @Test
  void ofARuleInJava() throws IOException {
    RouteRule.Builder rule =
        RouteRule.builder("orders").destination("orders").route(Labels.none(), 101);

    assertThat(problems(rule::build)).contains(quoted("route: weights"));
  }

  @Test
  void ofARuleInAFile() throws IOException {
    String yaml =
        """
        apiVersion: config.istio.io/v1alpha2
        kind: RouteRule
        metadata:
          name: orders
        spec:
          destination:
            name: orders
          match:
            request:
              headers: {x-user: {exact: "1"}}
          route:
            - weight: 101
              labels: {version: v1}
        """;

    assertThat(problems(() -> RuleFiles.parse("orders.yaml", yaml)))
        .contains(quoted("orders.yaml:"));
  }

  @Test
  void headersThatAreCredentials() throws IOException {
    String line = lineWith("- **Credentials**");

    assertThat(MarkdownTable.code(line).filter(name -> !name.contains(".")))
        .hasSize(4)
        .allMatch(name -> CredentialHeaders.DEFAULT.include(name.replace("*", "x")));
  }

  private static List<String> problems(ThrowingCallable build) {
    return catchThrowableOfType(InvalidConfigurationException.class, build).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static String quoted(String start) throws IOException {
    Pattern code = Pattern.compile("`(" + Pattern.quote(start) + "[^`]+)`");
    return code.matcher(readme())
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the README quotes no message: " + start));
  }

  private static String lineWith(String start) throws IOException {
    return readme().lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static String readme() throws IOException {
    return Files.readString(MarkdownTable.ROOT.resolve("README.md"));
  }
}
