package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What pages write as code exists: types, methods, constants, settings, options and properties,
 * profiles of Maven and parts of {@code .ci}. A name that has changed stays in no page.
 */
class NamesOnPagesTest {

  private static final Path ROOT = MarkdownTable.ROOT;

  /** What pages mention of others, and placeholders. */
  private static final Set<String> FOREIGN =
      Set.of(
          // SQL of ClickHouse and Spark
          "argMax",
          "FILTER",
          "input_file_name(",
          "isNotDistinctFrom",
          "isNotDistinctFrom(",
          "JSONEachRow",
          "JSONExtractFloat",
          "JSONExtractFloat(",
          "maxIf",
          "maxIf(",
          "QUALIFY",
          "row_number(",
          "sumIf",
          "sumIf(",
          // the JDK, Maven, Micrometer, Spring, Kubernetes, protocols
          "connectionPoolSize",
          "disabledSchemes",
          "DskipTests",
          "DiscoveryClient",
          "DistributionStatisticConfig",
          "KubernetesClientBuilder",
          "KubernetesClientBuilder(",
          "Mcp",
          "percentilesHistogram",
          "percentilesHistogram(",
          "RestTemplate(",
          "withHttpClientFactory",
          "withHttpClientFactory(",
          // files, placeholders, a benchmark as its table names it
          "Compare",
          "DIR",
          "NamesOnPagesTest",
          "SECURITY");

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  /** A method, a word with a capital letter in it, an option, a property of this project. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\w+\\(|\\b[A-Z]\\w+|\\b[a-z]+[A-Z]\\w*|--[a-z][a-z-]+|\\bmirror4j\\.[a-z.-]+[a-z]");

  private static final Pattern WORD = Pattern.compile("(\\w+)(\\(?)");
  private static final Pattern PROFILE = Pattern.compile("\\s-P(\\w+)");
  private static final Pattern PART = Pattern.compile("\\.ci/[\\w./-]*\\w");
  private static final Pattern PARTS = Pattern.compile("`[^`\n]*\\.ci/full ([a-z][a-z ]*)`");

  private static final StringBuilder SOURCES = new StringBuilder();
  private static final Set<String> WORDS = new HashSet<>();

  @BeforeAll
  static void read() throws IOException {
    for (String folder : List.of(".ci", "mirror-core", "mirror-http", "mirror-examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(NamesOnPagesTest::isSource).toList()) {
          read(file);
        }
      }
    }
    read(ROOT.resolve("pom.xml"));
    WORD.matcher(SOURCES)
        .results()
        .forEach(
            word -> {
              WORDS.add(word.group());
              WORDS.add(word.group(1));
            });
  }

  private static boolean isSource(Path file) {
    String path = ROOT.relativize(file).toString().replace('\\', '/');
    return Files.isRegularFile(file)
        && !path.contains("/target/")
        && !path.endsWith("NamesOnPagesTest.java")
        && (path.startsWith(".ci/") || path.matches(".*\\.(java|xml|yaml|json|properties)"));
  }

  private static void read(Path file) throws IOException {
    try {
      SOURCES.append(Files.readString(file)).append('\n');
    } catch (MalformedInputException e) {
      // A picture or a jar.
    }
  }

  private static boolean exists(String name) {
    boolean isWord = name.matches("\\w+\\(?");
    return isWord ? WORDS.contains(name) : SOURCES.indexOf(name) >= 0;
  }

  static Stream<Path> pages() throws IOException {
    return PagesTest.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyNameExists(Path page) throws IOException {
    Set<String> names = new TreeSet<>();
    String prose = CODE_BLOCK.matcher(Files.readString(ROOT.resolve(page))).replaceAll("");
    CODE.matcher(prose)
        .results()
        .flatMap(code -> NAME.matcher(code.group(1)).results())
        .forEach(name -> names.add(name.group()));
    names.removeAll(FOREIGN);
    names.removeIf(NamesOnPagesTest::exists);

    assertThat(names).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyProfileAndEveryPartOfTheChecksExists(Path page) throws IOException {
    String text = Files.readString(ROOT.resolve(page));

    assertThat(PROFILE.matcher(text).results())
        .allSatisfy(profile -> assertThat(SOURCES).contains("<id>" + profile.group(1) + "</id>"));
    assertThat(PART.matcher(text).results())
        .allSatisfy(part -> assertThat(ROOT.resolve(part.group())).exists());
    assertThat(PARTS.matcher(text).results().flatMap(p -> Stream.of(p.group(1).split(" "))))
        .allSatisfy(part -> assertThat(ROOT.resolve(".ci/parts").resolve(part)).exists());
  }
}
