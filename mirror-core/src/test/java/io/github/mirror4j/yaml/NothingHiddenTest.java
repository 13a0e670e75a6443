package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake near the top of a document hides none further down, and adds none. */
class NothingHiddenTest {

  private static final String SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: a
        annotations: {mirror4j.io/methods: "G T", mirror4j.io/copy-timeout.7.0: 2s}
      spec:
        hosts: [a]
        http:
        - route: [{destination: {host: a}}]
          mirror: {host: b}
          mirrorPercentage: {value: 150}
        - route: [{destination: {host: a}}]
          mirror: {host: b, subset: v2}
      """;

  private static final String ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata:
        name: a
      spec:
        hosts: [a.example.com]
        ports: [{number: 80, name: http}]
        resolution: STATIC
        endpoints: [{address: 10.0.0.1/8}, {address: 10.0.0.1, ports: {https: 443}}]
      """;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: a
      spec:
        parentRefs: [{kind: Service, name: a}]
        rules:
        - filters:
          - {type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}, percent: 150}}
          backendRefs: [{name: a, port: 80}]
      """;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "hosts: [a], host: [a], 7:3: spec.host: unknown field",
        "hosts: [a], hosts: [1], 7:11: spec.hosts[0]: 1",
        "hosts: [a], hosts: a, 7:10: spec.hosts: \"a\"",
        "name: a, nam: a, 4:3: metadata.nam: unknown field",
        "name: a, name: 1, 4:9: metadata.name: 1",
        "apiVersion: n, apiversion: n, 1:1: apiversion: unknown field",
      })
  void ofAVirtualService(String right, String wrong, String problem) {
    assertThat(problems(SERVICE)).hasSize(4);
    assertAdds(SERVICE, right, wrong, problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "hosts: [a, host: [a, 6:3: spec.host: unknown field",
        "hosts: [a, hosts: [A, 6:11: spec.hosts[0]: \"A.example.com\"",
        "`ports: [{number: 80, name`, `ports: [{number: 0, name`, 7:20: spec.ports[0].number: 0",
      })
  void ofAServiceEntry(String right, String wrong, String problem) {
    assertThat(problems(ENTRY)).hasSize(2);
    assertAdds(ENTRY, right, wrong, problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "name: a}, nam: a}, 6:32: spec.parentRefs[0].nam: unknown field",
        "`parentRefs: [{kind: Service, name: a}]`, hostnames: [1], 6:15: spec.hostnames[0]: 1",
      })
  void ofAnHttpRoute(String right, String wrong, String problem) {
    assertThat(problems(ROUTE)).hasSize(1);
    assertAdds(ROUTE, right, wrong, problem);
  }

  @Test
  void documentsWithoutANameAreNotTakenForOne() {
    String unnamed = SERVICE.replace("  name: a\n", "");
    assertThat(problems(unnamed + "---\n" + unnamed))
        .filteredOn(problem -> problem.contains("name"))
        .containsExactly(
            "f:4:3: metadata.name: missing (expected: the name)",
            "f:17:3: metadata.name: missing (expected: the name)");
  }

  private static void assertAdds(String text, String right, String wrong, String problem) {
    List<String> expected = new ArrayList<>(problems(text));
    assertThat(text).contains(right);
    List<String> actual = new ArrayList<>(problems(text.replaceFirst(quote(right), wrong)));
    assertThat(actual).anyMatch(p -> p.startsWith("f:" + problem));
    actual.removeIf(p -> p.startsWith("f:" + problem));
    assertThat(actual).containsExactlyElementsOf(expected);
  }

  private static String quote(String text) {
    return java.util.regex.Pattern.quote(text);
  }

  private static List<String> problems(String text) {
    var error =
        catchThrowableOfType(InvalidConfigurationException.class, () -> RuleFiles.parse("f", text));
    return error.problems().stream().map(Problem::toString).toList();
  }
}
