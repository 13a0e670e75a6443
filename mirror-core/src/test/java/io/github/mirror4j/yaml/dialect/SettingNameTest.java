package io.github.mirror4j.yaml.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting's name may be followed by the numbers of a rule and of a mirror. */
class SettingNameTest {

  @ParameterizedTest
  @CsvSource({
    "methods, methods",
    "methods.0, methods",
    "methods.0.1, methods",
    "methods.9999.9999, methods",
    "methods.10000, methods.10000",
    "methods.0.1.2, methods.0",
    "methods., methods.",
    "methods.a, methods.a",
    "methods.-1, methods.-1",
    "methods.1a, methods.1a"
  })
  void withoutNumbers(String name, String base) {
    assertThat(Setting.base(name)).isEqualTo(base);
  }
}
