package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is absent, present or empty means what the mesh's data plane does with it. */
class EmptinessTest {

  /** The texts are: no header, an empty one, "a". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "withoutHeaders: {x: {regex: '.*'}}  | false | false | false",
        "withoutHeaders: {x: {regex: 'b?'}}  | false | false | true",
        "withoutHeaders: {x: {exact: ''}}    | false | false | true",
        "withoutHeaders: {x: {exact: 'a'}}   | true  | true  | false",
        "withoutHeaders: {x: {prefix: 'a'}}  | true  | true  | false",
        "withoutHeaders: {x: {}}             | true  | false | false",
        "headers: {x: {regex: '.*'}}         | false | true  | true",
        "headers: {x: {exact: ''}}           | false | true  | false",
        "headers: {x: {}}                    | false | true  | true",
        "uri: {}                             | true  | true  | true",
        "method: {}                          | true  | true  | true",
        "authority: {}                       | true  | true  | true",
        "scheme: {}                          | true  | true  | true",
        "sourceLabels: {}                    | true  | true  | true",
        "sourceNamespace: ''                 | true  | true  | true",
        "port: 0                             | true  | true  | true",
        "gateways: []                        | true  | true  | true",
      })
  void ofAHeader(String match, boolean absent, boolean empty, boolean present) {
    Mesh mesh = Mesh.of(Docs.read(Docs.matching("{" + match + "}")));
    assertThat(mesh.get("http://menu/").rule().isPresent()).isEqualTo(absent);
    assertThat(mesh.get("http://menu/", "x", "").rule().isPresent()).isEqualTo(empty);
    assertThat(mesh.get("http://menu/", "x", "a").rule().isPresent()).isEqualTo(present);
  }

  @ParameterizedTest
  @CsvSource({"'{}', false, true, true", "'{exact: \"\"}', false, true, false"})
  void ofAQueryParameter(String condition, boolean absent, boolean empty, boolean present) {
    Mesh mesh = Mesh.of(Docs.read(Docs.matching("{queryParams: {q: " + condition + "}}")));
    assertThat(mesh.get("http://menu/").rule().isPresent()).isEqualTo(absent);
    assertThat(mesh.get("http://menu/?q").rule().isPresent()).isEqualTo(empty);
    assertThat(mesh.get("http://menu/?q=a").rule().isPresent()).isEqualTo(present);
  }

  @Test
  void anEmptySubsetIsNone() {
    String entry =
        "route: [{destination: {host: menu, subset: ''}}]\n    mirror: {host: next, subset: ''}";
    RuleDocuments read = Docs.read(Docs.service("menu", "hosts: [menu]", entry));
    assertThat(read.rules().get(0).routes().get(0).labels().isEmpty()).isTrue();
    assertThat(Mesh.of(read).get("http://menu/").mirrors()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 100",
    "'mirrorPercentage: null', 100",
    "'mirrorPercentage: {}', 0",
    "'mirrorPercentage: {value: 0}', 0",
    "'mirrorPercentage: {value: null}', 0",
  })
  void ofAPercentage(String percentage, int copies) {
    String entry = Docs.ENTRY + "\n    " + percentage;
    RuleDocuments read = Docs.read(Docs.service("menu", "hosts: [menu]", entry));
    assertThat(Mesh.of(read).copiesOfHundred("http://menu/")).isEqualTo(copies);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headers: {x: {prefix: ''}}",
        "withoutHeaders: {x: {prefix: ''}}",
        "method: {prefix: ''}",
        "scheme: {prefix: ''}",
        "authority: {prefix: ''}",
        "queryParams: {q: {prefix: ''}}",
        "headers: {x: {regex: ''}}",
      })
  void anEmptyPrefixOrPatternIsRefusedButForTheUri(String match) {
    assertThat(Docs.problems(Docs.matching("{" + match + "}"))).hasSize(1);
    assertThat(Docs.problems(Docs.matching("{uri: {prefix: ''}}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"port: {}", "port: {number: null}"})
  void aPortWithoutNumberIsRefused(String port) {
    String entry = Docs.ENTRY.replace("host: next", "host: next, " + port);
    assertThat(Docs.problems(Docs.service("menu", "hosts: [menu]", entry)))
        .singleElement()
        .asString()
        .contains("mirror.port.number: missing");
  }

  @Test
  void anEmptyListOfMirrorsIsNone() {
    String entry = Docs.ENTRY + "\n    mirrors: []";
    RuleDocuments read = Docs.read(Docs.service("menu", "hosts: [menu]", entry));
    assertThat(Mesh.of(read).get("http://menu/").mirrors()).hasSize(1);
  }

  @Test
  void anEmptyNamespaceIsTheDefaultOne() {
    String document = Docs.matching("{}").replace("{name: menu}", "{name: menu, namespace: ''}");
    assertThat(Docs.read(document).rules().get(0).namespace()).isEqualTo("default");
  }

  @Test
  void anEmptyPartOfARouteRulesServiceIsNone() {
    String rule =
        """
        apiVersion: config.istio.io/v1alpha2
        kind: RouteRule
        metadata: {name: menu}
        spec:
          destination: {name: menu, namespace: '', domain: '', service: ''}
          mirror: {name: '', service: next.example}
        """;
    assertThat(Mesh.of(Docs.read(rule)).ways("http://menu/"))
        .isEqualTo("v1.menu -> v1.next.example");
  }
}
