package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command explains itself, and refuses what it does not know with exit code 2. */
class Mirror4jCommandTest {

  @Test
  void helpListsTheCommands() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("check", "explain", "convert", "Exit code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "explain", "convert"})
  void everyCommandHasHelp(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: mirror4j " + command).contains("FILES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chek x.yaml",
        "check",
        "check --loud x.yaml",
        "explain x.yaml",
        "convert x.yaml",
        "convert x.yaml --to ingress"
      })
  void wrongUseIsRefused(String args) {
    CommandRun run = CommandRun.of(args.isEmpty() ? new String[0] : args.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).containsAnyOf("Usage: mirror4j", "Did you mean: mirror4j check?");
  }
}
