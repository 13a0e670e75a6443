package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** {@code check} says everything with its place, and its exit code what it comes to. */
class CheckCommandTest {

  private static final String V1 = "--endpoint=httpbin{version=v1}=http://localhost:8001";
  private static final String V2 = "--endpoint=httpbin{version=v2}=http://localhost:8002";

  private static final String FRONTEND = "--source=frontend{version=v1}";

  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders}
      spec:
        hosts: [orders]
        http:
        - route: [{destination: {host: orders, subset: v1}}]
          mirror: {host: orders, subset: v2}
      """;

  private static final String ENTRY =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: orders}
      spec:
        host: orders
        subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: orders}
      spec:
        hosts: [orders]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints:
        - {address: 127.0.0.1, labels: {version: v1}}
        - {address: 127.0.0.2, labels: {version: v2}}
      """;

  @TempDir Path folder;

  @Test
  void rightFilesAreCounted() {
    CommandRun run = CommandRun.of("check", files().file("right.yaml", RuleFolder.RULE), V1, V2);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches("(?s).*right\\.yaml:12:\\d+: note: spec\\.mirror.*\n1 rule, 0 warnings, .*");
  }

  @Test
  void errorsOfAllFilesComeWithTheirPlaces() {
    String first = files().file("a.yaml", RuleFolder.RULE.replace("destination:", "destinaton:"));
    String second = files().file("b.yaml", "kind: RouteRule\n");

    CommandRun run = CommandRun.of("check", first, second);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .contains(
            first
                + ":6:3: error: spec.destinaton: unknown field"
                + " (expected: a known field; did you mean \"destination\"?)")
        .anyMatch(line -> line.startsWith(second + ":1:1: error: apiVersion: missing"))
        .last()
        .asString()
        .matches("\\d errors");
  }

  @Test
  void aMissingFileIsAnError() {
    CommandRun run = CommandRun.of("check", folder.resolve("none.yaml").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("error: ")
        .contains("none.yaml: missing")
        .endsWith("1 error\n");
  }

  @Test
  void warningsAreAllowedUnlessStrict() {
    String file = files().file("warns.yaml", RuleFolder.OTHER);

    CommandRun lenient = CommandRun.of("check", file, V2, FRONTEND);
    CommandRun strict = CommandRun.of("check", "--strict", file, V2, FRONTEND);

    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.out())
        .containsPattern("warns\\.yaml:2\\d:\\d+: warning: spec\\.httpReqRetries: not applied")
        .contains("1 rule, 1 warning, ");
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out()).contains("warning: ").contains("with --strict no warning is accepted");
  }

  @Test
  void whatAClientRefusesIsAnErrorWithItsPlace() {
    String file = files().file("rule.yaml", RuleFolder.RULE);

    CommandRun nothing = CommandRun.of("check", file);
    CommandRun wrongLabels = CommandRun.of("check", "--strict", file, V1);

    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err().lines())
        .anyMatch(
            line ->
                line.startsWith(
                    file
                        + ":6:3: error: rule \"httpbin-v2\".mirror[0]: \"httpbin{version=v2}\""
                        + " (expected: a service with at least one such endpoint"));
    assertThat(nothing.out())
        .contains("note: endpoints that no file describes are given with --end");
    assertThat(wrongLabels.exitCode()).isEqualTo(1);
    assertThat(wrongLabels.err()).contains("mirror[0]", "known: {version=v1}", "1 error");
  }

  @Test
  void whatTheFilesDescribeNeedsNoOption() {
    String file = files().file("all.yaml", VIRTUAL_SERVICE + ENTRY);

    CommandRun run = CommandRun.of("check", "--strict", file);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("1 rule, 0 warnings, 0 notes\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void labelsThatNoEndpointHasAreAnError() {
    String file =
        files()
            .file(
                "all.yaml",
                VIRTUAL_SERVICE
                    + ENTRY.replace(
                        "127.0.0.2, labels: {version: v2}", "127.0.0.2, labels: {version: v9}"));

    CommandRun run = CommandRun.of("check", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith(file + ":7:5: error: rule \"orders\".mirror[0]: \"orders{version=v2}\"")
        .contains("known: {version=v1}, {version=v9}");
  }

  @Test
  void whatOnlyAClientRefusesIsAnErrorToo() {
    String marks = "mirror4j.io/header-edits: \"set X-Mirror4J: x\"";
    String file =
        files()
            .file(
                "all.yaml",
                VIRTUAL_SERVICE.replace(
                        "{name: orders}", "{name: orders, annotations: {" + marks + "}}")
                    + ENTRY);

    CommandRun run = CommandRun.of("check", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith(file + ":7:5: error: rule \"orders\".mirror ")
        .contains("(expected: a header other than the mark of copies)");
  }

  @Test
  void whatIsFoundWhenRulesAreTogetherIsWarnedOfOnce() {
    String twice = VIRTUAL_SERVICE + "  - route: [{destination: {host: orders, subset: v1}}]\n";
    String get =
        VIRTUAL_SERVICE.replace("  - route", "  - match: [{method: {exact: get}}]\n    route");

    CommandRun hidden = CommandRun.of("check", "--strict", files().file("a.yaml", twice + ENTRY));
    CommandRun never = CommandRun.of("check", "--strict", files().file("b.yaml", get + ENTRY));

    assertThat(hidden.exitCode()).isEqualTo(1);
    assertThat(hidden.out()).containsOnlyOnce("never reached").contains("2 rules, 1 warning, ");
    assertThat(never.exitCode()).isEqualTo(1);
    assertThat(never.out())
        .contains(":7:5: warning: rule \"orders\".match[0].method: exact \"get\" never matches");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--namespace=web", "--source-namespace=web"})
  void theClientsNamespaceDecidesAboutRulesForOneNamespace(String option) {
    String rule =
        VIRTUAL_SERVICE.replace("  - route", "  - match: [{sourceNamespace: web}]\n    route")
            + ENTRY;
    String file = files().file("all.yaml", rule);

    assertThat(CommandRun.of("check", "--strict", file, option).exitCode()).isZero();
    assertThat(CommandRun.of("check", file, "--namespace=shop").out())
        .contains("never matches: it asks for a source that this client is not");
    assertThat(CommandRun.of("check", file, "--namespace=No").exitCode()).isEqualTo(2);
  }

  @Test
  void aTerminalGetsColours() {
    String file = files().file("wrong.yaml", "kind: RouteRule\n");

    CommandRun run = CommandRun.of(Ansi.ON, "check", file);

    assertThat(run.err()).contains("wrong.yaml:1:1: \u001b[").contains("error:\u001b[");
  }

  private RuleFolder files() {
    return new RuleFolder(folder);
  }
}
