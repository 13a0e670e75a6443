package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.SourceText;
import io.github.mirror4j.yaml.tree.YamlTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hostile text is refused early, with a short message, before it costs anything. */
class HostileTextTest {

  private static List<String> problems(String text) {
    var error =
        catchThrowableOfType(InvalidConfigurationException.class, () -> RuleFiles.parse("f", text));
    assertThat(error).isNotNull();
    assertThat(error.getMessage().length()).isLessThan(100_000);
    return error.problems().stream().map(Object::toString).toList();
  }

  @Test
  void aLargeTextIsNotEvenParsed() {
    assertThat(problems("a: " + "x".repeat(300_000)))
        .containsExactly("f: 300003 bytes (expected: at most 262144 bytes; split the file)");
  }

  @Test
  void deepNestingEndsAtTheLimit() {
    for (String text : List.of("[".repeat(100_000), "{a: ".repeat(60_000), "- ".repeat(100_000))) {
      assertThat(problems(text))
          .hasSize(1)
          .first()
          .asString()
          .contains("deeper nesting (expected: at most 50 levels)");
    }
  }

  @Test
  void depthWithinTheLimitIsRead() {
    List<Node> documents = new ArrayList<>();
    Findings findings = new Findings();
    String text = "[".repeat(50) + "]".repeat(50);
    documents.addAll(YamlTree.read(new SourceText("f", text), new YamlTree.Size(), findings));
    assertThat(findings.problems()).isEmpty();
    assertThat(documents).hasSize(1);
    assertThat(problems("[" + text + "]")).singleElement().asString().contains("deeper nesting");
  }

  @Test
  void manyValuesEndAtTheLimit() {
    assertThat(problems("[" + "1,".repeat(60_000) + "1]"))
        .containsExactly("f:1:40000: [19999]: more values (expected: at most 20000 in a file)");
  }

  @Test
  void manyDocumentsEndAtTheLimit() {
    assertThat(problems("--- 1\n".repeat(5000)))
        .containsExactly("f:1001:5: more documents (expected: at most 1000 in a file)");
  }

  @Test
  void aliasesAreNotFollowed() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Findings findings = new Findings();
    YamlTree.read(new SourceText("f", bomb.toString()), new YamlTree.Size(), findings);
    assertThat(findings.problems()).hasSize(40 + 78);
    assertThat(findings.problems().get(0))
        .hasToString("f:1:5: a0: an anchor (expected: the value alone)");
    assertThat(findings.problems().get(2))
        .hasToString("f:2:10: a1[0]: an alias (expected: the value written out)");
  }

  @Test
  void tagsAreNotInstantiated() {
    assertThat(problems("a: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]\n"))
        .hasSize(3)
        .allMatch(p -> p.contains("a tag") || p.contains("kind: missing"));
  }

  @Test
  void aLongNameOrOneThatForgesLinesIsRefused() {
    assertThat(problems("\"a\\nWARN forged\": 1\n"))
        .containsExactly(
            "f:1:1: \"a\\u000aWARN forged\" (expected: a name of at most 512 printable characters)");
    assertThat(problems("? " + "k".repeat(2000) + "\n: 1\n"))
        .hasSize(1)
        .first()
        .asString()
        .hasSizeLessThan(400);
  }

  @Test
  void aNameHasAtMost512Characters() {
    assertThat(problems("? " + "k".repeat(512) + "\n: 1\n"))
        .noneMatch(problem -> problem.contains("a name of at most"));
    assertThat(problems("? " + "k".repeat(513) + "\n: 1\n"))
        .singleElement()
        .asString()
        .endsWith("(expected: a name of at most 512 printable characters)");
  }

  @Test
  void aLongValueIsCutInTheMessage() {
    String value = "x".repeat(100_000);
    assertThat(problems("kind: RouteRule\napiVersion: config.istio.io/" + value + "\n"))
        .hasSize(1)
        .first()
        .asString()
        .hasSizeLessThan(600);
  }

  @Test
  void manyProblemsAreCut() {
    assertThat(problems("- 1\n---\n".repeat(900)))
        .hasSize(201)
        .last()
        .asString()
        .startsWith("further problems");
  }

  @Test
  void aSmallFileDoesNotBecomeAGreatManyRules() {
    String head = "apiVersion: %s\nkind: %s\nmetadata: {name: a}\nspec: {%s}\n";
    String hosts = "hosts: [" + "a, ".repeat(90) + "a], ";
    String http = "http: [" + "{route: [{destination: {host: b}}]}, ".repeat(90) + "]";
    assertThat(problems(head.formatted("networking.istio.io/v1", "VirtualService", hosts + http)))
        .hasSize(1)
        .first()
        .asString()
        .contains("8190 hosts times routes (expected: at most 1000)");
    String matches = "rules: [{matches: [" + "{}, ".repeat(70) + "]}]";
    assertThat(problems(head.formatted("gateway.networking.k8s.io/v1", "HTTPRoute", matches)))
        .containsExactly("f:4:26: spec.rules[0].matches: 70 entries (expected: at most 64)");
  }

  @Test
  void manyUnknownFieldsAreNotAllCompared() {
    StringBuilder fields =
        new StringBuilder("kind: RouteRule\napiVersion: config.istio.io/v1alpha2\n");
    for (int i = 0; i < 9000; i++) {
      fields.append("x".repeat(10)).append(i).append(": 1\n");
    }
    assertThat(problems(fields.toString())).hasSize(201);
  }

  @Test
  void aRegexThatWouldBacktrackIsLinear() {
    RuleDocuments documents =
        RuleFiles.parse(
            "f",
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: a}
            spec:
              hosts: [a]
              http:
              - match: [{uri: {regex: '/(a+)+b'}}]
                route: [{destination: {host: b}}]
            """);
    String path = "http://a/" + "a".repeat(5000);
    assertThat(Mesh.of(documents).get(path).rule()).isEmpty();
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(problems("a: \u0000")).hasSize(1);
    assertThat(problems("%YAML 3.0\n---\na: b\n")).hasSize(1);
    assertThat(problems("just words")).hasSize(1);
    assertThat(problems("? {a: b}\n: c\n")).hasSize(1);
  }
}
