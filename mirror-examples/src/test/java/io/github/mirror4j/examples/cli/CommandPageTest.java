package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's commands do what it shows, with the file that is there. */
class CommandPageTest {

  private static final String FOLDER = "mirror-examples/";
  private static final Pattern COMMAND =
      Pattern.compile("Mirror4jCommand -Ddemo.args=\"([^\"]*)\"\n+(.*?)```\n", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("\n```\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

  @Test
  void check() throws IOException {
    CommandRun run = run("check");

    assertThat(run.exitCode()).isZero();
    assertThat(blocks()).contains(run.err() + run.out());
  }

  @Test
  void explain() throws IOException {
    CommandRun run = run("explain");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(command("explain").group(2));
  }

  private static CommandRun run(String name) throws IOException {
    String[] args =
        WORD.matcher(command(name).group(1))
            .results()
            .map(word -> word.group(1) == null ? word.group() : word.group(1))
            .map(word -> word.replace(FOLDER, ""))
            .toArray(String[]::new);
    return CommandRun.of(args);
  }

  private static MatchResult command(String name) throws IOException {
    return COMMAND
        .matcher(page())
        .results()
        .filter(command -> command.group(1).startsWith(name + " "))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(page())
        .results()
        .map(block -> block.group(1).replace(FOLDER + "rules.yaml:", "rules.yaml:"))
        .toList();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
