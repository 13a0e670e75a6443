package io.github.mirror4j.yaml;

import static io.github.mirror4j.yaml.ComparisonReadingTest.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Settings inside an annotation are read within the limits of a file. */
class HostileComparisonTest {

  @Test
  void theyAreNotDeeperThanAFileMayBe() {
    String deep = "baseline: 20\nignore: " + "[".repeat(200) + "]".repeat(200) + "\n";
    assertThat(problems(deep))
        .singleElement()
        .asString()
        .startsWith("f:8:")
        .contains("deeper nesting (expected: at most 50 levels)");
  }

  @Test
  void theyHaveNoMoreValuesThanAFileMayHave() {
    String many = "baseline: 20\nignore: [" + "a,".repeat(21_000) + "]\n";
    assertThat(problems(many)).singleElement().asString().contains("at most 20000 in a file");
  }

  @Test
  void referencesAndTagsAreRefused() {
    assertThat(problems("a: &x [1]\nb: *x\nbaseline: !!java.net.URL 20\n"))
        .anyMatch(problem -> problem.startsWith("f:7:") && problem.contains("an anchor"))
        .anyMatch(problem -> problem.startsWith("f:8:") && problem.contains("an alias"))
        .anyMatch(problem -> problem.startsWith("f:9:") && problem.contains("a tag"));
  }

  @Test
  void aTextCannotForgeLinesOfALog() {
    assertThat(problems("baseline: \"x\\ny: forged\"\n\"a\\nb\": 1\n"))
        .isNotEmpty()
        .allMatch(problem -> problem.lines().count() == 1);
  }

  @Test
  void manyPathsThatCouldContainEachOtherAreJudgedInTime() {
    String deep = ".a".repeat(45);
    String wide =
        IntStream.range(0, 100)
            .mapToObj(i -> "- $.**.a.**.b" + i + "\n")
            .collect(Collectors.joining());
    String narrow =
        IntStream.range(0, 100)
            .mapToObj(i -> "- $" + deep + ".c" + i + "\n")
            .collect(Collectors.joining());
    assertThat(problems("baseline: 20\nignore:\n" + wide + "show:\n" + narrow)).isEmpty();
  }

  @Test
  void oneAnnotationForManyMirrorsIsReadOnce() {
    String settings =
        "baseline: 20\nignore:\n"
            + IntStream.range(0, 200)
                .mapToObj(i -> "- $.field" + i + "\n")
                .collect(Collectors.joining());
    String entry = "  - match: [{uri: {prefix: /%d}}]\n    " + Docs.ENTRY + "\n";
    String entries =
        IntStream.range(0, 300).mapToObj(entry::formatted).collect(Collectors.joining());
    String document = document("virtual-service", "compare", settings).replace("---\n", entries);
    RuleDocuments read = RuleFiles.parse("f", document);
    assertThat(read.rules()).hasSize(301);
    Object first = read.rules().get(0).mirrors().get(0).comparison().orElseThrow();
    assertThat(read.rules().get(300).mirrors().get(0).comparison().orElseThrow()).isSameAs(first);
  }

  private static List<String> problems(String settings) {
    return Docs.problems(document("virtual-service", "compare", settings));
  }
}
