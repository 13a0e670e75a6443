package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are no YAML, or not the YAML that was meant, are told of as people see them. */
class BrokenYamlTest {

  private static final String START =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: menu}
      spec:
        hosts: [menu]
        http:
      """;

  private static final String BELONGS =
      "(expected: the column at which the fields that it belongs to begin)";
  private static final String TEMPLATE =
      "(expected: YAML; this is a template, which has to be rendered first (helm template))";

  @ParameterizedTest
  @MethodSource("broken")
  void aMistakeIsNamedAtItsPlace(String text, String problem) {
    var error =
        catchThrowableOfType(InvalidConfigurationException.class, () -> RuleFiles.parse("f", text));

    assertThat(error.problems()).extracting(Object::toString).containsExactly("f:" + problem);
  }

  static List<Arguments> broken() {
    return List.of(
        Arguments.of(
            "kind: x\nname: {{ .Release.Name }}\n", "2:7: \"{{ .Release.Name }}\" " + TEMPLATE),
        Arguments.of(
            "{{- if .Values.on }}\nkind: x\n{{- end }}\n",
            "1:1: \"{{- if .Values.on }}\" " + TEMPLATE),
        Arguments.of(
            "spec:\n  {{- toYaml .x | nindent 2 }}\n",
            "2:3: \"{{- toYaml .x | nindent 2 }}\" " + TEMPLATE),
        Arguments.of(
            "spec:\n  http:\n  {{- range .Values.routes }}\n  - route: a\n  {{- end }}\n",
            "3:3: \"{{- range .Values.routes }}\" " + TEMPLATE),
        Arguments.of(
            "spec:\n  {{- range .a }}\n  - host: a\n  x: y\n",
            "2:3: \"{{- range .a }}\" " + TEMPLATE),
        Arguments.of(
            "apiVersion: v1\nkind: ConfigMap\ndata: |\n  {{ a }}\n---\nkind: a: b\n",
            "6:8: a second ':' (expected: one value, a text with ': ' in quotes)"),
        Arguments.of(
            "metadata: {name: ${NAME}}\n",
            "1:18: ${NAME} (expected: YAML; this is a variable, which has to be replaced first, or a"
                + " text in quotes)"),
        Arguments.of(
            "hosts: [*.example.com]\n",
            "1:9: * (expected: a text in quotes where it starts with *)"),
        Arguments.of(
            "hosts:\n- *.example.com\n",
            "2:3: * (expected: a text in quotes where it starts with *)"),
        Arguments.of("host: @a\n", "1:7: @ (expected: a text in quotes where it starts with @)"),
        Arguments.of("host: `a`\n", "1:7: ` (expected: a text in quotes where it starts with `)"),
        Arguments.of("kind: {% kind %}\n", "1:7: \"{% kind %}\" " + TEMPLATE),
        Arguments.of(
            START + "  - route: [{destination: {host: menu}}]\n\tmirror: {host: m}\n",
            "8:1: a tab (expected: blanks: a tab is no indentation in YAML)"),
        Arguments.of(
            START + "  -\troute: [{destination: {host: menu}}]\n",
            "7:4: a tab (expected: blanks: a tab is no indentation in YAML)"),
        Arguments.of(
            route("mirrorPercentage: 10\n      value: 10\n"),
            "10:7: \"value\" below a field that has a value " + BELONGS),
        Arguments.of(
            route("mirrorPercentage:\n   value: 10\n"),
            "10:4: an indentation of its own " + BELONGS),
        Arguments.of(
            START + "  - route: [{destination: {host: menu}}]\n   mirror: {host: m}\n",
            "8:4: an indentation of its own " + BELONGS),
        Arguments.of(
            route("mirrorPercentage:\n    value: 10\n"),
            "10:5: spec.http[0].value: unknown field (expected: a known field; indented further it"
                + " would be a field of \"mirrorPercentage\")"),
        Arguments.of(
            "apiVersion: config.istio.io/v1alpha2\nkind: RouteRule\nmetadata: {name: menu}\nspec:\n"
                + "  destination: {name: menu}\n  mirror:\n  nme: menu\n",
            "7:3: spec.nme: unknown field (expected: a known field; indented further it would be a"
                + " field of \"mirror\")"),
        Arguments.of(
            "kind: a: b\n", "1:8: a second ':' (expected: one value, a text with ': ' in quotes)"));
  }

  private static String route(String rest) {
    return START + "  - route: [{destination: {host: menu}}]\n    mirror: {host: m}\n    " + rest;
  }
}
