package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.select.Selection;
import io.github.mirror4j.yaml.dialect.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file of rules that the page shows is right, and means what the page says. */
class ReadmeRulesTest {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static RuleDocuments block(int number) throws IOException {
    Matcher blocks = YAML.matcher(Files.readString(Path.of("README.md")));
    List<String> all = blocks.results().map(block -> block.group(1)).toList();
    assertThat(all).as("the page has blocks of yaml").hasSizeGreaterThan(number);
    return RuleFiles.parse("orders.yaml", all.get(number));
  }

  private static RuleDocuments documents() throws IOException {
    return block(1);
  }

  @Test
  void nothingIsToBeSaidAboutIt() throws IOException {
    assertThat(documents().warnings()).isEmpty();
    assertThat(documents().notes()).isEmpty();
    assertThat(block(0).warnings()).isEmpty();
    assertThat(block(0).notes()).isEmpty();
  }

  @Test
  void theFirstFileLeavesPrimariesAloneAndCopiesOneInTwenty() throws IOException {
    Mesh mesh = Mesh.withOwnServices(block(0));
    Selection selection = mesh.get("https://orders.example.com/list");
    assertThat(selection.rule().orElseThrow().name()).isEqualTo("orders.to-v2");
    assertThat(selection.endpoint()).isEmpty();
    assertThat(mesh.copiesOfHundred("https://orders.example.com/list")).isEqualTo(5);
    assertThat(mesh.rules().mirrors())
        .flatExtracting(mirror -> mirror.endpoints().stream().map(Endpoint::toString).toList())
        .containsExactly("https://orders-v2.example.com:443");
  }

  @Test
  void primariesGoToV1AndTenOfAHundredAreCopiedToV2() throws IOException {
    Mesh mesh = Mesh.withOwnServices(documents());
    Selection selection = mesh.get("http://orders/orders/17");

    assertThat(selection.endpoint()).map(Endpoint::toString).hasValue(address(8001, "v1"));
    assertThat(mesh.copiesOfHundred("http://orders/orders/17")).isEqualTo(10);
    assertThat(mesh.rules().mirrors())
        .flatExtracting(mirror -> mirror.endpoints().stream().map(Endpoint::toString).toList())
        .isEqualTo(List.of(address(8002, "v2")));
  }

  @Test
  void whatItDoesNotMatchIsLeftAlone() throws IOException {
    assertThat(Mesh.withOwnServices(documents()).get("http://orders/health").rule()).isEmpty();
  }

  @Test
  void everyAnnotationIsInTheTable() throws IOException {
    List<String> explained =
        Files.readString(Path.of("README.md"))
            .lines()
            .dropWhile(line -> !line.equals("| `mirror4j.io/` | value | meaning |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(explained).containsExactlyInAnyOrderElementsOf(Setting.names());
  }

  private static String address(int port, String version) {
    return "http://127.0.0.1:" + port + "{version=" + version + "}";
  }
}
