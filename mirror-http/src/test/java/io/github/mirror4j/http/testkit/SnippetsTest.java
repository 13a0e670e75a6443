package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc do what they say, and the page about testing shows the same ones. */
class SnippetsTest {

  private static final Pattern ON_THE_PAGE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// @start region=\"\\w+\"\n(.*?) *// @end", Pattern.DOTALL);

  @Test
  void recording() throws Exception {
    Snippets.recording();
  }

  @Test
  void fault() throws Exception {
    Snippets.fault();
  }

  @Test
  void outcomes() throws Exception {
    Snippets.outcomes();
  }

  @Test
  void thePageShowsThem() throws Exception {
    String name = Snippets.class.getName().replace('.', '/') + ".java";
    List<String> tested = blocks(REGION, Path.of("src/test/java", name));
    assertThat(tested).hasSize(3);
    assertThat(blocks(ON_THE_PAGE, Path.of("TESTING.md"))).isEqualTo(tested);
  }

  private static List<String> blocks(Pattern pattern, Path file) throws Exception {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map(result -> result.group(1).stripTrailing().stripIndent())
        .toList();
  }
}
