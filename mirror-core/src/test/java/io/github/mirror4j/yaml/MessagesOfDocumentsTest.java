package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message quotes what stands in the file, and its path leads to it. */
class MessagesOfDocumentsTest {

  private static final String TWO = Docs.ENTRY + "\n  - " + Docs.ENTRY;

  @Test
  void ofAWrongNameWithoutWhatIsAdded() {
    assertThat(Docs.problems(Docs.service("Menu", "hosts: [a, b]", TWO)))
        .singleElement()
        .asString()
        .startsWith("f:3:18: metadata.name: \"Menu\" (expected: ");
  }

  @ParameterizedTest
  @CsvSource({"63, 4", "253, 1", "100, 2"})
  void aNameThatKubernetesTakesIsTakenHoweverLong(int length, int parts) {
    String name = String.join(".", java.util.Collections.nCopies(parts, "a".repeat(length)));
    String cut = name.substring(0, Math.min(253, name.length()));
    RuleDocuments read = Docs.read(Docs.service(cut, "hosts: [a, b]", TWO));
    assertThat(read.rules()).extracting(rule -> rule.name()).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void longNamesThatDifferAtTheirEndStayApart() {
    String name = "a".repeat(252);
    RuleDocuments read =
        Docs.read(
            Docs.service(name + "a", "hosts: [a]", TWO),
            Docs.service(name + "b", "hosts: [b]", TWO));
    assertThat(read.rules()).extracting(rule -> rule.name()).doesNotHaveDuplicates().hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "'headers: {\":path\": {prefix: /a}}', headers.:path, uri",
    "'headers: {\":authority\": {exact: a}}', headers.:authority, authority",
    "'withoutHeaders: {\":method\": {exact: GET}}', withoutHeaders.:method, method",
  })
  void ofAPseudoHeader(String match, String path, String field) {
    assertThat(Docs.problems(Docs.matching("{" + match + "}")))
        .singleElement()
        .asString()
        .contains("spec.http[0].match[0]." + path + ": a pseudo header (expected: " + field + " ");
  }

  @Test
  void ofAReferencesNamespace() {
    String mirror =
        "{type: RequestMirror, requestMirror: {backendRef: {name: a, namespace: '', port: 1}}}";
    String rule =
        "- filters: [" + mirror + "]\n    backendRefs: [{name: a, namespace: A, port: 1}]";
    String parent = "parentRefs: [{group: '', kind: Service, name: a, namespace: B}]";
    assertThat(Docs.problems(Docs.routeWith("menu", parent, rule)))
        .hasSize(3)
        .anyMatch(
            p -> p.contains("requestMirror.backendRef.namespace: \"\" (expected: a DNS label"))
        .anyMatch(p -> p.contains("backendRefs[0].namespace: \"A\" (expected: a DNS label"))
        .anyMatch(p -> p.contains("parentRefs[0].namespace: \"B\" (expected: a DNS label"));
  }
}
