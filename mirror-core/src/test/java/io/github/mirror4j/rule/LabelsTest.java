package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels are a set of keys with values; a subset asks for some of them. */
class LabelsTest {

  private final Labels labels = Labels.of("version", "v2", "app", "orders");

  @Test
  void theyAreShownInTheOrderOfTheirKeys() {
    assertThat(labels).hasToString("{app=orders,version=v2}");
    assertThat(Labels.none()).hasToString("");
    assertThat(Labels.none().isEmpty()).isTrue();
    assertThat(labels.isEmpty()).isFalse();
    assertThat(labels).isEqualTo(new Labels(Map.of("app", "orders", "version", "v2")));
  }

  @Test
  void anEndpointHasASubsetIfItHasAllItsLabels() {
    assertThat(labels.containsAll(Labels.none())).isTrue();
    assertThat(labels.containsAll(Labels.of("version", "v2"))).isTrue();
    assertThat(labels.containsAll(labels)).isTrue();
    assertThat(labels.containsAll(Labels.of("version", "v1"))).isFalse();
    assertThat(labels.containsAll(Labels.of("version", "v2", "zone", "a"))).isFalse();
    assertThat(Labels.none().containsAll(labels)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"key, ", ", value"})
  void noneIsNull(String key, String value) {
    Map<String, String> map = new HashMap<>();
    map.put(key, value);

    assertThatNullPointerException()
        .isThrownBy(() -> new Labels(map))
        .withMessage(key == null ? "label key" : "label value");
  }

  @Test
  void aChangeOfTheMapChangesNoLabels() {
    Map<String, String> map = new HashMap<>(Map.of("a", "b"));
    Labels copied = new Labels(map);
    map.clear();

    assertThat(copied).isEqualTo(Labels.of("a", "b"));
  }

  @ParameterizedTest
  @CsvSource({
    "app.kubernetes.io/name, a_B-1.2, 0",
    "a, '', 0",
    "'', a, 1",
    "a b, c, 1",
    "a, b c, 1",
    "a:, b:, 2"
  })
  void keysAndValuesHaveFewCharacters(String key, String value, int problems) {
    assertThat(Labels.of(key, value).problems("labels")).hasSize(problems);
  }

  @Test
  void theyHaveAtMost253Characters() {
    String longest = "a".repeat(253);

    assertThat(Labels.of(longest, longest).problems("labels")).isEmpty();
    assertThat(Labels.of(longest + "a", longest + "a").problems("labels")).hasSize(2);
  }
}
