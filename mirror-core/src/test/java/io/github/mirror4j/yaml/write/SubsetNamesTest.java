package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels become the name of a subset, one for each of a service's. */
class SubsetNamesTest {

  private static final ServiceRef ORDERS = ServiceRef.of("orders").inNamespace("shop");

  private final SubsetNames names = new SubsetNames();

  @ParameterizedTest
  @CsvSource({
    "version, v1, version-v1",
    "version, V.1_a, version-v-1-a",
    "app.kubernetes.io/version, 1.10, app-kubernetes-io-version-1-10",
    "a, '', a",
    "A, -, a"
  })
  void theNameIsTheLabelInLowerCase(String key, String value, String name) {
    assertThat(SubsetNames.text(Labels.of(key, value))).isEqualTo(name);
  }

  @Test
  void noLabelsHaveANameToo() {
    assertThat(SubsetNames.text(Labels.none())).isEqualTo("subset");
  }

  /** So that a number behind it still makes a name of at most 63 characters. */
  @Test
  void aNameHasAtMost60Characters() {
    assertThat(SubsetNames.text(Labels.of("v", "a".repeat(58)))).hasSize(60);
    assertThat(SubsetNames.text(Labels.of("v", "a".repeat(59)))).hasSize(60);
    assertThat(SubsetNames.text(Labels.of("v", "a".repeat(57) + ".b")))
        .isEqualTo("v-" + "a".repeat(57));
  }

  @Test
  void differentLabelsOfAServiceHaveDifferentNames() {
    assertThat(name("v1")).isEqualTo("version-v1");
    assertThat(name("V1")).isEqualTo("version-v1-2");
    assertThat(names.name(ORDERS, Labels.of("version", "v-1"), "shop")).isEqualTo("version-v-1");
    assertThat(name("v.1")).isEqualTo("version-v-1-2");
    assertThat(name("v_1")).isEqualTo("version-v-1-3");
    assertThat(name("v1")).isEqualTo("version-v1");
    assertThat(names.name(ORDERS.atPort(81), Labels.of("version", "V1"), "shop"))
        .isEqualTo("version-v1-2");
    assertThat(names.name(ServiceRef.of("other"), Labels.of("version", "V1"), "shop"))
        .isEqualTo("version-v1");
    assertThat(names.destinationRules()).hasSize(2);
  }

  @Test
  void documentsOfAKindHaveDifferentNamesInANamespace() {
    UniqueNames unique = new UniqueNames();

    assertThat(unique.of("shop", "a")).isEqualTo("a");
    assertThat(unique.of("shop", "a")).isEqualTo("a-2");
    assertThat(unique.of("shop", "a")).isEqualTo("a-3");
    assertThat(unique.of("other", "a")).isEqualTo("a");
    assertThat(unique.of("shop", "a-2")).isEqualTo("a-2-2");
  }

  private String name(String version) {
    return names.name(ORDERS, Labels.of("version", version), "shop");
  }
}
