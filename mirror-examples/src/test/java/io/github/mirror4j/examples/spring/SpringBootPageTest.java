package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SPRING-BOOT.md shows the code of tests, files that work, and all properties. */
class SpringBootPageTest {

  private static final Path PAGE = Path.of("../mirror-http/SPRING-BOOT.md");
  private static final Path TESTS = Path.of("src/test/java/io/github/mirror4j/examples/spring");
  private static final Pattern JAVA =
      Pattern.compile("(?:<!-- (\\w+): ([\\w-]+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\| `(mirror4j\\.[\\w.-]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|$");

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static String block(String language) throws IOException {
    return blocks(language).getFirst();
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page())
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  static Stream<MatchResult> javaBlocks() throws IOException {
    return JAVA.matcher(page()).results();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void aBlockIsTheCodeOfItsTest(MatchResult block) throws IOException {
    String region = "// @start region=\"" + block.group(2) + "\"\n";
    String test = Files.readString(TESTS.resolve(block.group(1) + ".java"));
    assertThat(test).contains(region);
    int start = test.indexOf(region) + region.length();
    String code = test.substring(start, test.indexOf("// @end", start)).stripTrailing();

    assertThat(block.group(3).stripTrailing()).isEqualTo(code.stripIndent());
  }

  @Test
  void theFilesOfTheStartWork(@TempDir Path folder) throws IOException {
    Path rules = Files.writeString(folder.resolve("mirror.yaml"), block("yaml"));
    Properties properties = new Properties();
    properties.load(new StringReader(block("properties")));
    assertThat(properties).containsOnlyKeys("mirror4j.rules");
    assertThat(properties.getProperty("mirror4j.rules")).isEqualTo("classpath:mirror.yaml");

    BootApplication.withMirror4j()
        .withPropertyValues("mirror4j.rules=" + rules)
        .run(
            context -> {
              List<RouteRule> inForce = context.getBean(MirrorEngine.class).rules().rules();
              assertThat(inForce).singleElement().asString().contains("orders.example.com", "5");
            });
  }

  @Test
  void theFileForTheOwnMachineCopiesEachRequest(@TempDir Path folder) throws IOException {
    Path rules = Files.writeString(folder.resolve("mirror.yaml"), blocks("yaml").get(1));

    BootApplication.withMirror4j()
        .withPropertyValues("mirror4j.rules=" + rules)
        .run(
            context -> {
              MirrorEngine engine = context.getBean(MirrorEngine.class);
              String explained = engine.explain(request("http://localhost:8081/orders"));
              assertThat(explained).contains("http://127.0.0.1:8082/orders", "100");
              assertThat(engine.explain(request("http://localhost:8080/orders")))
                  .doesNotContain("8082");
            });
  }

  private static HttpRequest request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).build();
  }

  @Test
  void thePropertiesAreThoseOfTheMetadata() throws IOException {
    Map<String, List<String>> described = new TreeMap<>();
    JsonNode metadata =
        JsonMapper.shared()
            .readTree(
                MirrorEngine.class.getResourceAsStream(
                    "/META-INF/spring-configuration-metadata.json"));
    for (JsonNode property : metadata.get("properties")) {
      String name = property.get("name").asString();
      if (name.startsWith("mirror4j.")) {
        JsonNode value = property.get("defaultValue");
        described.put(
            name,
            List.of(value == null ? "" : value.asString(), property.get("description").asString()));
      }
    }
    Map<String, List<String>> shown = new TreeMap<>();
    PROPERTY
        .matcher(page())
        .results()
        .forEach(
            row ->
                shown.put(
                    row.group(1), List.of(row.group(2) == null ? "" : row.group(2), row.group(3))));

    assertThat(shown).isEqualTo(described);
  }

  @Test
  void theVersionIsThatOfTheTests() throws IOException {
    assertThat(page()).contains(SpringBootVersion.getVersion());
  }
}
