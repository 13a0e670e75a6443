package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTPRoute that the Gateway API's own validation refuses is refused here. */
class GatewayValidationTest {

  private static final String HOST = "hostnames: [menu.example]";
  private static final String BACKEND = "backendRefs: [{name: menu, port: 80}]";
  private static final String REDIRECT =
      "{type: RequestRedirect, requestRedirect: {scheme: https}}";
  private static final String REWRITE =
      "{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /c}}}";
  private static final String HEADERS =
      "{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-a, value: a}]}}";
  private static final String RESPONSE =
      "{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: a, value: a}]}}";

  private static java.util.List<String> problems(String rule) {
    return Docs.problems(Docs.routeWith("menu", HOST, "- " + rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {HEADERS, RESPONSE, REWRITE})
  void aFilterStandsOnce(String filter) {
    assertThat(problems("filters: [" + filter + "]\n    " + BACKEND)).isEmpty();
    assertThat(problems("filters: [" + filter + ", " + filter + "]\n    " + BACKEND))
        .singleElement()
        .asString()
        .contains("spec.rules[0].filters[1]: ", " a second time (expected: each filter once)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {REDIRECT + '|' + REWRITE, REWRITE + '|' + REDIRECT})
  void aRedirectIsNotBesideARewrite(String first, String second) {
    assertThat(problems("filters: [" + first + ", " + second + "]"))
        .singleElement()
        .asString()
        .contains("spec.rules[0].filters[1]: beside ");
  }

  @ParameterizedTest
  @CsvSource({
    "{request: 1s}, true",
    "{request: 1h2m3s4ms}, true",
    "{request: 0s}, true",
    "'{request: 2s, backendRequest: 2s}', true",
    "'{request: 0s, backendRequest: 2s}', true",
    "{request: 1.5s}, false",
    "{request: 100us}, false",
    "{request: 100000s}, false",
    "{backendRequest: 1.5s}, false",
    "'{request: 1s, backendRequest: 1001ms}', false",
  })
  void timeoutsAreWholeAndTheBackendsIsNotTheLonger(String timeouts, boolean isRight) {
    assertThat(problems("timeouts: " + timeouts + "\n    " + BACKEND).isEmpty()).isEqualTo(isRight);
  }

  @ParameterizedTest
  @CsvSource({
    "'headers: [{name: a, value: x}, {name: a, value: z}]', headers[1]",
    "'queryParams: [{name: a, value: x}, {name: a, value: z}]', queryParams[1]",
    "'headers: [{name: a b, value: x}]', headers[0].name",
    "'headers: [{name: a, value: \"\"}]', headers[0].value",
    "'queryParams: [{name: ü, value: x}]', queryParams[0].name",
    "'path: {value: /a b}', path.value",
    "'path: {value: /a%2Fb}', path.value",
  })
  void ofAMatch(String match, String place) {
    assertThat(problems("matches: [{" + match + "}]\n    " + BACKEND))
        .singleElement()
        .asString()
        .contains("spec.rules[0].matches[0]." + place + ": ");
  }

  @ParameterizedTest
  @CsvSource({"16, true", "17, false"})
  void theNumberOfHeadersIsBounded(int count, boolean isRight) {
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      headers.append("{name: h").append(i).append(", value: x},");
    }
    String rule = "matches: [{headers: [" + headers + "]}]\n    " + BACKEND;
    assertThat(problems(rule).isEmpty()).isEqualTo(isRight);
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void theNumberOfMatchesInAllIsBounded(int count, boolean isRight) {
    String matches = String.join(",", Collections.nCopies(count, "{method: GET}"));
    String rule = "matches: [" + matches + "]\n    " + BACKEND;
    assertThat(problems(rule + "\n  - " + rule).isEmpty()).isEqualTo(isRight);
    String third = rule.replace(matches, "{method: GET}");
    assertThat(problems(rule + "\n  - " + rule + "\n  - " + third)).isNotEmpty();
  }

  @Test
  void aPrefixIsReplacedBesideOneMatchOnly() {
    String rewrite =
        "filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch,"
            + " replacePrefixMatch: /c}}}]\n    "
            + BACKEND;
    assertThat(problems("matches: [{path: {value: /a}}]\n    " + rewrite)).isEmpty();
    assertThat(problems("matches: [{path: {value: /a}}, {path: {value: /b}}]\n    " + rewrite))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'*example.com'", "menu_.example", "a..b", "'*'", "-a.example"})
  void ofAHostname(String hostname) {
    assertThat(Docs.problems(Docs.route("menu", "hostnames: [" + hostname + "]", "next")))
        .singleElement()
        .asString()
        .contains("spec.hostnames[0]: ");
  }

  @Test
  void aRouteHasARuleAndEachParentOnce() {
    String route = Docs.route("menu", HOST, "next");
    String empty = route.substring(0, route.indexOf("rules:")) + "rules: []\n";
    assertThat(Docs.problems(empty)).singleElement().asString().contains("spec.rules: []");
    assertThat(Docs.problems(Docs.route("menu", "parentRefs: [{name: g}, {name: g}]", "next")))
        .singleElement()
        .asString()
        .contains("spec.parentRefs[1]: a second time");
  }

  @ParameterizedTest
  @CsvSource({
    "'group: core, kind: Service', backendRefs[0].group: \"core\"",
    "'group: networking.istio.io, kind: Service', backendRefs[0].group: \"networking.istio.io\"",
    "kind: Hostname, 'backendRefs[0]: an object (expected: networking.istio.io beside Hostname)'",
    "kind: Bucket, backendRefs[0].kind: \"Bucket\"",
    "'group: example.com, kind: Services', backendRefs[0].kind: \"Services\"",
  })
  void theFieldOfABackendThatIsWrongIsNamed(String kind, String problem) {
    assertThat(problems("backendRefs: [{" + kind + ", name: menu, port: 80}]"))
        .singleElement()
        .asString()
        .contains("spec.rules[0]." + problem);
  }
}
