package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.diff;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays: in another order, by a field that identifies elements, by index, or by size alone. */
class ArrayDifferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1,2,3]                         | [1,2,4]                         | $[*] VALUE
          [1,2,3]                         | [3,1,2]                         | $ ORDER
          [1,2,2]                         | [1,1,2]                         | $[*] VALUE
          [1,2,3]                         | [1,2]                           | $ SIZE
          [1,2]                           | [1,2,3]                         | $ SIZE
          [1]                             | []                              | $ SIZE
          [[1,2],[3,4]]                   | [[3,4],[1,2]]                   | $ ORDER
          [[1,2],[3,4]]                   | [[2,1],[3,4]]                   | $[*] ORDER
          [1.0,2]                         | [1,2]                           | $[*] REPRESENTATION
          [1.0,2]                         | [2,1]                           | $ ORDER
          [{"a":1},{"a":2}]               | [{"a":2},{"a":1}]               | $ ORDER
          [{"a":1,"b":2},{"a":3,"b":4}]   | [{"b":4,"a":3},{"b":2,"a":1}]   | $ ORDER
          [{"a":1},{"a":2}]               | [{"a":2},{"a":1,"b":1}]         | $[*].a VALUE, $[*].b EXTRA
          [{"a":[1,2]},{"a":[3]}]         | [{"a":[3]},{"a":[1,2]}]         | $ ORDER
          {"x":[1,2],"y":[3,4]}           | {"x":[2,1],"y":[3,5]}           | $.x ORDER, $.y[*] VALUE
          """)
  void withoutKeys(String before, String after, String expected) {
    assertThat(diff(before, after)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":1,"p":5},{"id":2,"p":7}]     | $[*].p VALUE
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":2,"p":6},{"id":1,"p":5}]     | $ ORDER
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":2,"p":6},{"id":1,"p":7}]     | $ ORDER, $[*].p VALUE
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":2,"p":6}]                    | $[*] MISSING
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":2,"p":7}]                    | $[*] MISSING, $[*].p VALUE
          [{"id":2,"p":6}]                    | [{"id":1,"p":5},{"id":2,"p":6}]     | $[*] EXTRA
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":3,"p":5},{"id":4,"p":6}]     | $[*].id VALUE
          [{"id":1,"p":5},{"id":2,"p":6}]     | [{"id":1,"p":5},{"id":3,"p":6}]     | $[*] EXTRA, $[*] MISSING
          [{"id":1,"p":5},{"id":1,"p":6}]     | [{"id":1,"p":6}]                    | $ SIZE
          [{"key":"x","p":5},{"key":"y"}]     | [{"key":"y"},{"key":"x","p":4}]     | $ ORDER, $[*].p VALUE
          [{"uuid":"x","p":5},{"uuid":"y"}]   | [{"uuid":"x","p":4}]                | $[*] MISSING, $[*].p VALUE
          [{"name":"x","p":5},{"name":"y"}]   | [{"name":"x","p":4}]                | $[*] MISSING, $[*].p VALUE
          [{"sku":"x","p":5},{"sku":"y"}]     | [{"sku":"x","p":4}]                 | $ SIZE
          """)
  void byAFieldThatIdentifiesElements(String before, String after, String expected) {
    assertThat(diff(before, after)).isEqualTo(expected);
  }

  @Test
  void anElementMoreCounts() {
    assertThat(compare(differ(), json("[{\"id\":1}]"), json("[{\"id\":1},{\"id\":2}]")).count())
        .isTrue();
  }

  @Test
  void byAFieldThatTheSettingsName() {
    ResponseDiffer differ = differ(settings -> settings.key("$.items", "sku"));
    Differences differences =
        compare(
            differ,
            json("{\"items\":[{\"sku\":\"x\",\"p\":5},{\"sku\":\"y\",\"p\":6}]}"),
            json("{\"items\":[{\"sku\":\"y\",\"p\":6},{\"sku\":\"x\",\"p\":7}]}"));
    assertThat(found(differences)).isEqualTo("$.items ORDER, $.items[*].p VALUE");
    assertThat(differences.applied()).isEqualTo(java.util.Set.copyOf(differ.settings()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"t":[1,2,3]}                    | {"t":[3,2,1]}                    | $ REPRESENTATION
          {"t":[1,2,3]}                    | {"t":[3,2,4]}                    | $.t[*] VALUE
          {"t":[1,2,3]}                    | {"t":[3,2]}                      | $.t SIZE
          {"t":[{"id":1,"p":1},{"id":2}]}  | {"t":[{"id":2},{"id":1,"p":2}]}  | $.t[*].p VALUE
          """)
  void inAnyOrder(String before, String after, String expected) {
    ResponseDiffer differ = differ(settings -> settings.unordered("$.t"));
    String found = found(compare(differ, json(before), json(after)));
    assertThat(found).isEqualTo(expected.equals("$ REPRESENTATION") ? "" : expected);
  }
}
