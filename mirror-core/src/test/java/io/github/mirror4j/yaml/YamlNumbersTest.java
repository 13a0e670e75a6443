package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.RouteRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are read as YAML 1.2 and JSON write them, and never otherwise than a cluster does. */
class YamlNumbersTest {

  private static String document(String format, String number) {
    String entry = Docs.ENTRY + "\n    mirrorPercentage: {value: " + number + "}";
    String yaml = Docs.service("menu", "hosts: [menu]", entry);
    return format.equals("yaml")
        ? yaml
        : """
          {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
           "metadata": {"name": "menu"}, "spec": {"hosts": ["menu"], "http": [
            {"route": [{"destination": {"host": "menu"}}], "mirror": {"host": "next"},
             "mirrorPercentage": {"value": %s}}]}}
          """
            .formatted(number);
  }

  @ParameterizedTest
  @CsvSource({
    "yaml, 1e1, 100000", "json, 1e1, 100000", "json, 1E+1, 100000", "json, 100e-1, 100000",
    "yaml, .5, 5000", "yaml, 10., 100000", "yaml, +10, 100000", "yaml, 0.0005, 5",
    "yaml, 5.0E-4, 5", "json, 5.0e-4, 5", "yaml, 0x10, 160000", "yaml, 0o10, 80000",
    "yaml, 0, 0", "yaml, 0.0, 0", "yaml, 1e2, 1000000",
  })
  void ofAPercentage(String format, String number, int millionths) {
    RouteRule rule = Docs.read(document(format, number)).rules().get(0);
    assertThat(rule.mirrors().get(0).millionths()).isEqualTo(millionths);
  }

  @ParameterizedTest
  @ValueSource(strings = {"010", "00.5", "1_0", "0b1", ".inf", ".nan", "1e3", "-1", "-.5", "'10'"})
  void whatReadersTakeDifferentlyOrIsTooMuchIsRefused(String number) {
    assertThat(Docs.problems(document("yaml", number)))
        .singleElement()
        .asString()
        .startsWith("f:9:31: spec.http[0].mirrorPercentage.value: ")
        .contains("0 to 100");
  }

  @ParameterizedTest
  @CsvSource({"1e1, true", "10.0, true", "0xA, true", "10.5, false", "010, false", "1_0, false"})
  void ofAWholeNumber(String number, boolean isRead) {
    String entry = "route: [{destination: {host: menu, port: {number: " + number + "}}}]";
    assertThat(Docs.problems(Docs.service("menu", "hosts: [menu]", entry)).isEmpty())
        .isEqualTo(isRead);
  }

  @ParameterizedTest
  @ValueSource(strings = {".5", "10.", "1e1", "0x10", "0o10", ".inf", "010"})
  void whatIsANumberIsNoText(String number) {
    assertThat(Docs.problems(Docs.matching("{headers: {x: {exact: " + number + "}}}")))
        .singleElement()
        .asString()
        .contains("in quotes: \"" + number + '"');
  }
}
