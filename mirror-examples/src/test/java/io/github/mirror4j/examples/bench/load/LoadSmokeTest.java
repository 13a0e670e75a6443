package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The load benchmark measures, judges and writes down what came out. */
class LoadSmokeTest {

  @TempDir Path out;

  @Test
  void measuresCallersOfAMirrorThatHangs() throws Exception {
    measure(1);
  }

  @Test
  @Tag("full")
  void inEachFork() throws Exception {
    measure(2);
  }

  @Test
  @Tag("full")
  void measuresCallersOfOtherClients() throws Exception {
    LoadCommand run =
        LoadCommand.of(
            "--out=" + out,
            "--only=clients,healthy,paced",
            "--forks=1",
            "--rounds=1",
            "--seconds=0.05");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("| clients, healthy | OkHttp |", "| clients, healthy | OkHttp with the ")
        .contains("| clients, healthy | Apache HttpClient |", "| Apache HttpClient with the ")
        .doesNotContain("ERRORS");
    JsonNode results = JsonMapper.builder().build().readTree(out.resolve("load.json"));
    assertThat(results.get("rows")).hasSize(4);
    results.get("rows").forEach(row -> assertThat(row.get("requests").asLong()).isPositive());
  }

  private void measure(int forks) throws Exception {
    LoadCommand run =
        LoadCommand.of(
            "--out=" + out,
            "--only=hung,mirror4j,paced",
            "--forks=" + forks,
            "--rounds=1",
            "--seconds=0.05");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("| hung | plain |", "| hung | Mirror4J |", "- hung, Mirror4J, paced: ")
        .contains("| errors that callers saw through Mirror4J | 0 | none | met |")
        .doesNotContain("ERRORS");
    JsonNode results = JsonMapper.builder().build().readTree(out.resolve("load.json"));
    assertThat(results.get("rows")).hasSize(2);
    assertThat(results.get("rows").get(1).get("rounds").asInt()).isEqualTo(2 * forks);
    assertThat(results.get("rows").get(1).get("requests").asLong()).isPositive();
    assertThat(Files.readString(out.resolve("load.svg"), UTF_8)).endsWith("</svg>\n");
  }
}
