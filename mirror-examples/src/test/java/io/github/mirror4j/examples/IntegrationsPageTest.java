package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** INTEGRATIONS.md shows the very code of the tests, and the versions that they ran with. */
class IntegrationsPageTest {

  private static final Path TESTS =
      Path.of("src/test/java/io/github/mirror4j/examples/integration");
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (\\w+): ([\\w-]+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile(" *// @start region=\"([\\w-]+)\"\n(.*?) *// @end\n", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("<([\\w-]+)\\.version>([^<]+)</");

  /** A block of the page, and the region it is to show. */
  record Block(String test, String region, String code) {
    @Override
    public String toString() {
      return test + ": " + region;
    }
  }

  static Stream<Block> blocks() throws IOException {
    return BLOCK
        .matcher(page())
        .results()
        .map(block -> new Block(block.group(1), block.group(2), block.group(3)));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aBlockIsTheCodeOfItsTest(Block block) throws IOException {
    assertThat(block.code()).isEqualTo(region(block));
  }

  @Test
  void everyRegionIsShown() throws IOException {
    Set<String> regions = new TreeSet<>();
    try (Stream<Path> tests = Files.list(TESTS)) {
      for (Path test : tests.filter(IntegrationsPageTest::isShownHere).toList()) {
        REGION.matcher(Files.readString(test)).results().forEach(r -> regions.add(r.group(1)));
      }
    }

    assertThat(blocks().map(Block::region)).containsExactlyInAnyOrderElementsOf(regions);
  }

  @Test
  void versionsAreThoseOfTheTests() throws IOException {
    List<MatchResult> versions =
        VERSION.matcher(Files.readString(Path.of("pom.xml"))).results().toList();

    assertThat(versions).hasSizeGreaterThan(5);
    assertThat(page())
        .contains(
            versions.stream()
                .filter(
                    version ->
                        !Set.of("context-propagation", "opentelemetry", "reactor")
                            .contains(version.group(1)))
                .map(version -> version.group(2))
                .toList());
  }

  /** What is about context and traces of copies stands in the library's own page. */
  private static boolean isShownHere(Path test) {
    return Files.isRegularFile(test) && !test.getFileName().toString().startsWith("Context");
  }

  private static String region(Block block) throws IOException {
    String test = Files.readString(TESTS.resolve(block.test() + ".java"));
    return REGION
        .matcher(test)
        .results()
        .filter(region -> region.group(1).equals(block.region()))
        .map(region -> region.group(2).stripTrailing().stripIndent() + "\n")
        .findFirst()
        .orElseThrow();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("INTEGRATIONS.md"));
  }
}
