package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.yaml.RuleFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code convert} writes documents of another kind, and says what they cannot express. */
class ConvertCommandTest {

  @TempDir Path folder;

  @Test
  void aVirtualServiceSaysTheSameRules() {
    String file = files().file("rule.yaml", RuleFolder.RULE);

    CommandRun run = CommandRun.of("convert", file, "--to", "virtualservice");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("kind: VirtualService", "kind: DestinationRule");
    assertThat(RuleFiles.parse("written", run.out()).rules())
        .isEqualTo(RuleFiles.parse("rule", RuleFolder.RULE).rules());
  }

  @Test
  void whatAnHttpRouteCannotSayIsReported() {
    String file = files().file("rule.yaml", RuleFolder.RULE);
    Path output = folder.resolve("route.yaml");

    CommandRun run =
        CommandRun.of("convert", file, "--to", "httproute", "--output", output.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("warning: rule \"httpbin-v2\": labels cannot be expressed");
    assertThat(output).content().contains("kind: HTTPRoute", "RequestMirror");
  }

  @Test
  void wrongFilesAreRefused() {
    String file = files().file("wrong.yaml", "kind: RouteRule\n");

    CommandRun run = CommandRun.of("convert", file, "--to", "httproute");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + ":1:1: error: ");
  }

  @Test
  void anOutputThatCannotBeWrittenIsSaid() {
    String file = files().file("rule.yaml", RuleFolder.RULE);

    CommandRun run =
        CommandRun.of("convert", file, "--to=httproute", "--output=" + folder.resolve("no/file"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("error: java.nio.file.NoSuchFileException");
  }

  private RuleFolder files() {
    return new RuleFolder(folder);
  }
}
