package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockPropertySource;

/** A wrong configuration stops the start, and all of its mistakes are named at once. */
class WrongConfigurationTest {

  private @TempDir Path folder;

  private static RouteRule rule() {
    return RouteRule.builder("all")
        .destination("*")
        .mirror(Mirror.to(java.net.URI.create("http://v2.example.com")))
        .build();
  }

  /** Properties as those of a file; the command line's and the system's are told apart. */
  private static Throwable failure(String... properties) {
    MockPropertySource source = new MockPropertySource("application.properties");
    Stream.of(properties)
        .map(property -> property.split("=", 2))
        .forEach(property -> source.setProperty(property[0], property[1]));
    Throwable[] failure = new Throwable[1];
    runner()
        .withInitializer(context -> context.getEnvironment().getPropertySources().addFirst(source))
        .run(context -> failure[0] = context.getStartupFailure());
    return Objects.requireNonNull(failure[0], "the application started");
  }

  private static ApplicationContextRunner runner() {
    return BootApplication.withMirror4j().withBean(RouteRule.class, WrongConfigurationTest::rule);
  }

  private static List<String> problems(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof InvalidConfigurationException invalid)) {
      cause = Objects.requireNonNull(cause.getCause(), failure.toString());
    }
    return invalid.problems().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mirror4j.copy-timeout=soon | mirror4j.copy-timeout: \"soon\" (expected: a duration such as 500ms, 5s or 1m)",
        "mirror4j.enabled=maybe | mirror4j.enabled: \"maybe\" (expected: true or false)",
        "mirror4j.wrap-http-clients=maybe | mirror4j.wrap-http-clients: \"maybe\" (expected: true or false)",
        "mirror4j.health.down-on-reload-failure=2 | mirror4j.health.down-on-reload-failure: \"2\" (expected: true or false)",
        "mirror4j.copyTimeout=2h | mirror4j.copy-timeout: PT2H (expected: PT0.001S to PT1H)",
        "mirror4j.max-concurrent-copies=0 | mirror4j.max-concurrent-copies: 0 (expected: 1 to 10000)",
        "mirror4j.max-concurrent-copies=x | mirror4j.max-concurrent-copies: \"x\" (expected: a whole number)",
        "mirror4j.body-limit=1TX | mirror4j.body-limit: \"1TX\" (expected: a size such as 512KB or 1MB)",
        "mirror4j.body-limit=2GB | mirror4j.body-limit: 2147483648 (expected: 0 to 1073741824)",
        "mirror4j.max-baseline-share=all | mirror4j.max-baseline-share: \"all\" (expected: a number)",
        "mirror4j.evidence-folder=/dev/null/evidence | mirror4j.evidence-folder: \"/dev/null/evidence\" (expected: a folder",
        "mirror4j.evidence-interval=1ms | mirror4j.evidence-interval: PT0.001S (expected: ",
        "mirror4j.slow-start=2h | mirror4j.slow-start: PT2H (expected: ",
        "mirror4j.max-baselines-per-second=0 | mirror4j.max-baselines-per-second: 0.0 (expected: ",
        "mirror4j.trace-headers=maybe | mirror4j.trace-headers: \"maybe\" (expected: one of automatic, keep, strip)",
        "mirror4j.forwarded-host=perhaps | mirror4j.forwarded-host: \"perhaps\" (expected: true or false)",
        "mirror4j.copy-header=Host | mirror4j.copy-header: \"Host\" (expected: the name of a header that requests may carry)",
        "mirror4j.copy-timout=5s | mirror4j.copy-timout: \"5s\" (expected: a property of Mirror4J)",
        "mirror4j.reload.intervall=5s | mirror4j.reload.intervall: \"5s\" (expected: a property of Mirror4J)",
        "mirror4j.reload.interval=1ms | mirror4j.reload.interval: PT0.001S (expected: PT0.1S to PT1H)",
        "mirror4j.back-off.first=1s | mirror4j.back-off.longest: missing (expected: a duration, as back-off.first and back-off.longest are set together)",
        "mirror4j.ssl.bundle=none | mirror4j.ssl.bundle: \"none\" (expected: the name of an SSL bundle (spring.ssl.bundle))",
        "mirror4j.source.namespace=No! | mirror4j.source.namespace: \"No!\" (expected: a DNS label",
        "mirror4j.credential-headers[0]=a b | mirror4j.credential-headers",
        "mirror4j.rules=https://example.com/rules | mirror4j.rules[0]",
        "mirror4j.rules=classpath:missing.yaml | mirror4j.rules[0]: \"classpath:missing.yaml\" (expected: a file, a folder, or resources",
      })
  void aMistakeIsNamedByTheProperty(String property, String problem) {
    String name = problem.split(":", 2)[0];
    assertThat(problems(failure(property)))
        .singleElement()
        .asString()
        .startsWith(name)
        .contains(problem.substring(name.length()));
  }

  @Test
  void aFileThatIsMissing() {
    assertThat(problems(failure("mirror4j.rules=" + folder.resolve("none.yaml"))))
        .containsExactly(folder.resolve("none.yaml") + ": missing (expected: a file or a folder)");
  }

  @Test
  void allMistakesOfPropertiesAndFilesAreNamedAtOnce() throws IOException {
    Path file = folder.resolve("rules.yaml");
    try (BootApplication application = new BootApplication()) {
      Files.writeString(
          file, application.rules("v2").replace("- mirror:", "- miror: {}\n    mirror:"));
    }

    List<String> problems =
        problems(
            failure(
                "mirror4j.rules=" + file,
                "mirror4j.copy-timeout=soon",
                "mirror4j.max-concurrent-copies=0",
                "mirror4j.close-grace=2m",
                "mirror4j.typo=1"));

    assertThat(problems).hasSize(5);
    assertThat(String.join("\n", problems))
        .contains("copy-timeout", "max-concurrent-copies", "close-grace", "typo", file + ":9:");
  }

  /** In place of a stack trace of a hundred frames. */
  @Test
  void theAnalysisIsTheListOfProblems() {
    Throwable failure = failure("mirror4j.copy-timeout=soon", "mirror4j.max-concurrent-copies=0");

    FailureAnalysis analysis =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, e) -> {}))
            .stream()
            .map(analyzer -> analyzer.analyze(failure))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();

    assertThat(analysis.getDescription().lines())
        .hasSize(3)
        .first()
        .isEqualTo("Mirror4J: 2 problems");
    assertThat(analysis.getAction()).contains("mirror4j.enabled=false");
  }

  /** A variable of the system may begin like that by accident. */
  @Test
  void anUnknownVariableOfTheSystemIsNoMistake() {
    runner()
        .withSystemProperties("mirror4j.samples=/somewhere")
        .run(context -> assertThat(context).hasNotFailed());
  }
}
