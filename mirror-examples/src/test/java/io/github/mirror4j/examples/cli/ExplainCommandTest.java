package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} says which rule wins, why others don't, and what becomes of the request. */
class ExplainCommandTest {

  private static final String GET = "GET http://httpbin/get";

  @TempDir Path folder;

  @Test
  void saysWhoWinsAndWhyNotTheOthers() {
    CommandRun run =
        explain(
            "--request",
            GET,
            "--endpoint",
            "httpbin{version=v1}=http://localhost:8001",
            "--endpoint",
            "httpbin{version=v2}=http://localhost:8002");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("- beta (precedence 2): does not match", "source frontend{version=v1}")
        .contains("- httpbin-v2 (precedence 0): wins")
        .contains("primary: 100 % to httpbin{version=v1}: [http://localhost:8001{version=v1}]")
        .endsWith("    httpbin{version=v2}: 100 %, to http://localhost:8002/get\n");
    assertThat(run.err()).contains("warning: spec.httpReqRetries").contains("never matches");
  }

  @Test
  void withoutEndpointsMirrorsAreSaidToBeUnresolved() {
    CommandRun run = explain("--request", GET);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("selected, but the registry has no endpoint")
        .contains("httpbin{version=v2}: 100 %, but unresolved: no endpoint is known");
  }

  @Test
  void filesMayDescribeTheEndpointsToo() {
    String entry =
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: httpbin}
        spec:
          hosts: [httpbin]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints:
          - {address: 10.0.0.2, labels: {version: v2}}
        """;

    CommandRun run =
        CommandRun.of(
            "explain",
            files().file("rule.yaml", RuleFolder.RULE),
            files().file("entry.yaml", entry),
            "--request",
            GET);

    assertThat(run.out()).endsWith("    httpbin{version=v2}: 100 %, to http://10.0.0.2:80/get\n");
  }

  @Test
  void theSourceAndTheKeyDecide() {
    String[] beta = {
      "--request", GET, "-H", "x-beta: yes", "--source", "frontend{version=v1}", "-H", null
    };

    assertThat(withUser(beta, "x-user: ").out())
        .contains("- beta (precedence 2): wins", "httpbin-v2 (precedence 0): not tried")
        .contains("httpbin{version=v2}: never, by the sampling key; 5 % else");
    assertThat(withUser(beta, "x-user: 23").out()).contains("source: frontend{version=v1}");
    List<String> verdicts = new ArrayList<>();
    for (int user = 0; user < 60; user++) {
      String out = withUser(beta, "x-user: " + user).out();
      verdicts.add(out.contains("always, by the sampling key; 5 % else") ? "always" : "never");
    }
    assertThat(Collections.frequency(verdicts, "always")).isBetween(1, 12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mirror4j.io/sampling-key: 'header:x-user;missing=random'"})
  void whatIsAMatterOfChanceIsNoMatterOfTheKey(String annotation) {
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, annotations: {%s}}
        spec:
          hosts: [shop.example]
          http:
          - route: [{destination: {host: shop.example, port: {number: 80}}}]
            mirror: {host: shop.example, port: {number: 81}}
            mirrorPercentage: {value: 12.5}
        """;

    CommandRun run =
        CommandRun.of(
            "explain",
            files().file("chance.yaml", rule.formatted(annotation)),
            "--request=http://shop.example/",
            "--endpoint=shop.example=http://localhost:8001");

    assertThat(run.out()).endsWith("    shop.example:81: 12.5 %, to http://localhost:8001/\n");
  }

  @Test
  void theSourceMayComeInParts() {
    CommandRun run =
        explain(
            "--request",
            "POST http://httpbin/get",
            "--header=X-Beta: yes",
            "--source=frontend",
            "--source-namespace=default",
            "--source-labels=version=v1,stage=x");

    assertThat(run.out())
        .contains("- beta (precedence 2): wins")
        .contains("httpbin{version=v2}: never, only GET requests are copied");
  }

  @Test
  void otherHostsAreLeftAlone() {
    CommandRun run = explain("--request", "http://elsewhere/");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("0 of 2 rules are for it").doesNotContain("copies of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--request=httpbin",
        "--request=GET http://",
        "-H=x-user",
        "--endpoint=httpbin",
        "--endpoint=httpbin{version}=http://localhost",
        "--endpoint=httpbin=http://localhost:1?q",
        "--source=a b",
        "--source=Frontend",
        "--source-labels=version",
      })
  void wrongOptionsAreRefused(String option) {
    String request = option.startsWith("--request") ? "--source=a" : "--request=" + GET;

    CommandRun run = explain(request, option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: mirror4j explain");
  }

  private CommandRun withUser(String[] args, String user) {
    String[] all = args.clone();
    all[all.length - 1] = user;
    return explain(all);
  }

  private CommandRun explain(String... options) {
    files().file("rule.yaml", RuleFolder.RULE);
    files().file("other.yaml", RuleFolder.OTHER);
    List<String> args = new ArrayList<>(List.of("explain", folder.toString()));
    Collections.addAll(args, options);
    return CommandRun.of(args.toArray(String[]::new));
  }

  private RuleFolder files() {
    return new RuleFolder(folder);
  }
}
