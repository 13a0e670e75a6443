package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.tree.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that are read together may refer to each other, as files may. */
class SeveralTextsTest {

  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders}
      spec:
        hosts: [orders.example.com]
        http:
        - route: [{destination: {host: orders.example.com, subset: v1}}]
          mirror: {host: orders.example.com, subset: v2}
      """;
  private static final String SUBSETS =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: orders}
      spec:
        host: orders.example.com
        subsets:
        - {name: v1, labels: {version: v1}}
        - {name: v2, labels: {version: v2}}
      """;

  private static InvalidConfigurationException failure(Map<String, String> texts) {
    return catchThrowableOfType(InvalidConfigurationException.class, () -> RuleFiles.parse(texts));
  }

  @Test
  void aRuleFindsItsSubsetsInAnotherText() {
    RuleDocuments documents = RuleFiles.parse(Map.of("rule", RULE, "subsets", SUBSETS));

    assertThat(documents.rules()).extracting(RouteRule::name).containsExactly("orders");
  }

  @Test
  void mistakesOfAllTextsAreNamedByText() {
    String broken = RULE.replace("mirror:", "miror:");

    assertThat(failure(Map.of("a", broken, "b", broken.replace("spec:", "spek:"))))
        .hasMessageContaining("a:")
        .hasMessageContaining("b:");
  }

  @Test
  void aTextThatIsTooLargeIsRefusedBesideOthers() {
    String large = "#".repeat(SourceText.MAX_BYTES + 1);

    assertThat(failure(Map.of("rule", RULE, "subsets", SUBSETS, "large", large)).problems())
        .extracting(Object::toString)
        .containsExactly("large: 262145 bytes (expected: at most 262144 bytes; split the file)");
  }

  @Test
  void tooManyTextsAreRefused() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i <= SourceText.MAX_FILES; i++) {
      texts.put("text " + i, "");
    }

    assertThat(failure(texts)).hasMessageContaining("texts: 1001 (expected: at most 1000 texts)");
  }

  @Test
  void tooLargeASumIsRefused() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < 33; i++) {
      texts.put("text " + i, "#".repeat(SourceText.MAX_BYTES));
    }

    assertThat(failure(texts)).hasMessageContaining("bytes in all (expected: at most 8388608");
  }
}
