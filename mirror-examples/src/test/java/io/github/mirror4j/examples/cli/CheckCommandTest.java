package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** {@code check} says everything with its place, and its exit code what it comes to. */
class CheckCommandTest {

  @TempDir Path folder;

  @Test
  void rightFilesAreCounted() {
    CommandRun run = CommandRun.of("check", files().file("right.yaml", RuleFolder.RULE));

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

    CommandRun lenient = CommandRun.of("check", file);
    CommandRun strict = CommandRun.of("check", "--strict", file);

    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.out())
        .containsPattern("warns\\.yaml:2\\d:\\d+: warning: spec\\.httpReqRetries: not applied")
        .contains("1 rule, 1 warning, ");
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out()).contains("warning: ").contains("with --strict no warning is accepted");
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
