package io.github.mirror4j.yaml;

import static io.github.mirror4j.yaml.ComparisonReadingTest.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the settings of a comparison is said at its place in the file. */
class ComparisonProblemsTest {

  private static final String AT = "metadata.annotations.mirror4j.io/compare";

  @Test
  void allProblemsAtOnceEachAtItsLineAndColumn() {
    assertThat(
            problems(
                """
                baseline: 20
                percentage: 200
                ignore:
                - $.items[0]
                - $.a
                - $['a']
                expect: {$.a.b: added, $.c: [new]}
                margin: {content: 1}
                margins:
                  content: 0
                  speed: 1
                level: high
                confirmAfter: {min: 9s, max: 8s}
                headers: [Set-Cookie]
                responseLimit: 12 MB
                """))
        .containsExactly(
            "f:8:19: " + AT + ".percentage: 200 (expected: a number, 0 to 100, without quotes)",
            "f:10:9: "
                + AT
                + ".ignore[0]: \"$.items[0]\" (expected: a path such as"
                + " $.items[*].price, $['a.b'] or $.**.id; at character 9 [*] for every element, or"
                + " a name in single quotes)",
            "f:12:9: " + AT + ".ignore[2]: \"$.a\" (expected: each path once)",
            "f:13:23: "
                + AT
                + ".expect.$.a.b: \"$.a.b\" (expected: a path that is not ignored;"
                + " ignore has $.a)",
            "f:13:36: "
                + AT
                + ".expect.$.c[0]: \"new\" (expected: \"added\", \"removed\","
                + " \"value\", \"type\")",
            "f:14:7: "
                + AT
                + ".margin: unknown field (expected: a known field; did you mean"
                + " \"margins\"?)",
            "f:16:18: " + AT + ".margins.content: 0 (expected: more than 0, less than 100)",
            "f:17:9: "
                + AT
                + ".margins.speed: unknown field (expected: a known field: content,"
                + " persistent, errors, slower)",
            "f:18:14: " + AT + ".level: \"high\" (expected: a number, 0 to 100, without quotes)",
            "f:19:36: "
                + AT
                + ".confirmAfter.max: PT8S (expected: at least confirmAfter.min, PT9S)",
            "f:20:17: "
                + AT
                + ".headers[0]: \"set-cookie\" (expected: a header without"
                + " credentials)",
            "f:21:22: "
                + AT
                + ".responseLimit: \"12 MB\" (expected: a number of bytes, such as"
                + " \"65536\", \"64KiB\" or \"1MiB\")");
  }

  @Test
  void aBaselineHasToBeDecidedOn() {
    assertThat(problems("percentage: 10\n"))
        .singleElement()
        .asString()
        .startsWith("f:7:7: " + AT + ".baseline: missing (expected: the percentage of compared");
    assertThat(problems("baseline: maybe\n"))
        .singleElement()
        .asString()
        .startsWith("f:7:17: " + AT + ".baseline: \"maybe\" (expected: the percentage of");
    assertThat(problems("baseline: {uri: 'http://b'}\n"))
        .singleElement()
        .asString()
        .startsWith("f:7:17: " + AT + ".baseline.percentage: missing");
    assertThat(problems("baseline: {percentage: 5, uri: 'ftp://b', port: 80}\n"))
        .extracting(problem -> problem.substring(0, problem.indexOf(" (")))
        .containsExactly(
            "f:7:38: " + AT + ".baseline.uri: \"ftp://b\"",
            "f:7:49: " + AT + ".baseline.port: unknown field");
  }

  @Test
  void nothingIsDroppedForWantOfAValue() {
    assertThat(problems("baseline: 20\nkeys: {$.a: }\nexpect: {$.b: , $.c: []}\nshow: [~]\n"))
        .extracting(problem -> problem.substring(0, problem.indexOf(" (")))
        .containsExactly(
            "f:8:18: " + AT + ".keys.$.a: null",
            "f:9:20: " + AT + ".expect.$.b: null",
            "f:9:28: " + AT + ".expect.$.c: \"$.c\"",
            "f:10:14: " + AT + ".show[0]: null");
    assertThat(problems("baseline: 20\nkeys: [id]\nmargins: 5\n"))
        .extracting(problem -> problem.substring(0, problem.indexOf(" (")))
        .containsExactly("f:8:13: " + AT + ".keys: a list", "f:9:16: " + AT + ".margins: 5");
  }

  @Test
  void whatNeedsABaselineIsRefusedWithoutOne() {
    assertThat(problems("baseline: none\nmargins: {slower: 1}\nslowerThan: [1s]\n"))
        .extracting(problem -> problem.substring(0, problem.indexOf(" (")))
        .containsExactly(
            "f:8:25: " + AT + ".margins.slower: 1", "f:9:19: " + AT + ".slowerThan: [PT1S]");
  }

  @Test
  void whatDoesNotFitTheMirrorIsSaidAtTheSetting() {
    String document =
        document("virtual-service", "compare", "baseline: none\nmethods: [POST]\n")
            .replace("spec:", "    mirror4j.io/methods: GET\nspec:");
    assertThat(Docs.problems(document))
        .containsExactly(
            "f:8:16: "
                + AT
                + ".methods: \"POST\" (expected: methods that the mirror copies:"
                + " [GET])");
  }

  @Test
  void whatIsNoYamlIsSaidAtItsLine() {
    assertThat(problems("baseline: 20\nignore: [$.items[*].x]\n"))
        .singleElement()
        .asString()
        .startsWith("f:8:")
        .contains(AT);
    assertThat(problems("baseline: 20\nbaseline: 30\n"))
        .containsExactly("f:8:7: " + AT + ".baseline: a second time (expected: each field once)");
    assertThat(problems("baseline: 20\nignore: *x\n"))
        .containsExactly("f:8:15: " + AT + ".ignore: an alias (expected: the value written out)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'''baseline: 0'''      | f:6:26: metadata.annotations.mirror4j.io/compare.baseline: 0",
        "\"baseline: 20\\nx: 1\" | f:6:26: metadata.annotations.mirror4j.io/compare.x: unknown field",
        "baseline               | f:6:26: metadata.annotations.mirror4j.io/compare: \"baseline\"",
        "'''[]'''               | f:6:26: metadata.annotations.mirror4j.io/compare: []",
        "''''''                 | f:6:26: metadata.annotations.mirror4j.io/compare: \"\"",
        "'''a: {'''             | f:6:26: metadata.annotations.mirror4j.io/compare: "
      })
  void inOneLineTheFieldIsNamedAndTheTextIsThePlace(String value, String start) {
    String document =
        document("virtual-service", "compare", "").replace("compare: |", "compare: " + value);
    assertThat(Docs.problems(document)).singleElement().asString().startsWith(start);
  }

  @Test
  void anAnnotationIsATextAndNotAnObject() {
    String document =
        document("virtual-service", "compare", "baseline: 20\n").replace("compare: |", "compare:");
    assertThat(Docs.problems(document))
        .containsExactly(
            "f:7:7: "
                + AT
                + ": an object (expected: a text, as all annotations are: \"|\" and the"
                + " settings below)");
  }

  @Test
  void twoDocumentsAreOneTooMany() {
    assertThat(problems("baseline: 20\n---\nbaseline: 30\n"))
        .containsExactly("f:9:7: " + AT + ": a second document (expected: one)");
  }

  @Test
  void theProblemOfAnAnnotationForSeveralMirrorsIsSaidOnce() {
    String mirrors = "mirrors: [{destination: {host: c}}, {destination: {host: d}}]";
    String document =
        document("virtual-service", "compare", "baseline: 0\n")
            .replace("mirror: {host: next}", mirrors);
    assertThat(Docs.problems(document)).hasSize(1);
  }

  @Test
  void aComparisonWithoutMirrorIsAWarning() {
    String document =
        document("virtual-service", "compare", "baseline: 20\n")
            .replace("    mirror: {host: next}\n", "");
    assertThat(Docs.read(document).warnings())
        .singleElement()
        .asString()
        .contains(AT + ": not applied: the document has no mirror");
  }

  private static List<String> problems(String settings) {
    return Docs.problems(document("virtual-service", "compare", settings));
  }
}
