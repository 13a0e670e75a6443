package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo reads its rules from a file: the post's, or a given one. */
class DemoRulesTest {

  private static final String OTHER =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: canary}
      spec:
        hosts: [httpbin]
        http:
        - route: [{destination: {host: httpbin, subset: v1}}]
          mirror: {host: httpbin, subset: v2}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: httpbin}
      spec:
        host: httpbin
        subsets:
        - {name: v1, labels: {version: v1}}
        - {name: v2, labels: {version: v2}}
      """;

  @TempDir Path folder;

  @Test
  void thePostsRuleIsTheDefault() {
    assertThat(DemoRules.read(Optional.empty()))
        .hasToString(
            "rule mirror-traffic-to-httpbin-v2 for httpbin, precedence 11:"
                + " routes [{version=v1} 100 %, {version=v2} 0 %],"
                + " mirrors [100 % to httpbin{version=v2}]");
  }

  @Test
  void anotherFileIsUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("canary.yaml"), OTHER);

    DemoRun run = DemoRun.of("--requests", "20", "--rules", file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("canary -> httpbin{version=v2}: selected");
  }

  @Test
  void aWrongFileIsRefusedWithThePlaceOfEachMistake() throws IOException {
    String wrong = OTHER.replace("subset: v2", "subset: v3").replace("  http:", "  htp:");
    Path file = Files.writeString(folder.resolve("wrong.yaml"), wrong);

    DemoRun run = DemoRun.of("--rules", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(file + ":6:3: spec.htp: unknown field");
  }

  @Test
  void rulesForServicesThatAreNotThereAreRefused() throws IOException {
    String elsewhere = OTHER.replace("mirror: {host: httpbin, subset: v2}", "mirror: {host: lab}");
    Path file = Files.writeString(folder.resolve("elsewhere.yaml"), elsewhere);

    DemoRun run = DemoRun.of("--rules", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rule \"canary\".mirror[0]").contains("lab");
  }

  @Test
  void aMissingFileIsSaid() {
    DemoRun run = DemoRun.of("--rules", folder.resolve("no.yaml").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no.yaml: missing (expected: a file or a folder)");
  }
}
