package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.diff;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs between two JSON bodies, and at which path. */
class JsonDifferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}                     | {"a":1}                     | ``
          {"a":1}                     | {"a":2}                     | $.a VALUE
          {"a":"x"}                   | {"a":"y"}                   | $.a VALUE
          {"a":true}                  | {"a":false}                 | $.a VALUE
          {"a":"1"}                   | {"a":1}                     | $.a TYPE
          {"a":true}                  | {"a":"true"}                | $.a TYPE
          {"a":null}                  | {"a":1}                     | $.a TYPE
          {"a":1}                     | {"a":null}                  | $.a TYPE
          {"a":{}}                    | {"a":[]}                    | $.a TYPE
          {"a":[1]}                   | {"a":1}                     | $.a TYPE
          {"a":{"b":1}}               | {"a":{"b":2}}               | $.a.b VALUE
          {"a":1,"b":2}               | {"a":1}                     | $.b MISSING
          {"a":1,"b":2}               | {"b":2}                     | $.a MISSING
          {"a":1}                     | {"a":1,"b":2}               | $.b EXTRA
          {"b":2}                     | {"a":1,"b":2}               | $.a EXTRA
          {"a":1,"b":2}               | {"a":1,"c":2}               | $.b MISSING, $.c EXTRA
          {"a":1,"b":2,"c":3,"d":4}   | {"d":5,"b":2,"c":3,"e":1}   | $.a MISSING, $.d VALUE, $.e EXTRA
          {"a":null}                  | {}                          | $.a NULL_OR_ABSENT
          {}                          | {"a":null}                  | $.a NULL_OR_ABSENT
          {"a":{"b":[1,{"c":2}]}}     | {"a":{"b":[1,{"c":3}]}}     | $.a.b[*].c VALUE
          {"a.b":1}                   | {"a.b":2}                   | $['a.b'] VALUE
          {"it's":1}                  | {"it's":2}                  | $['it\\'s'] VALUE
          1                           | 2                           | $ VALUE
          {}                          | []                          | $ TYPE
          """)
  void eachKindAtItsPath(String before, String after, String expected) {
    assertThat(diff(before, after)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"b":{"c":2,"d":3}}   | {"b":{"d":3,"c":2},"a":1}
          {"a":1}                     | { "a" : 1 }
          {"a":"A"}                   | {"a":"\\u0041"}
          """)
  void theSameWrittenOtherwiseIsCosmetic(String before, String after) {
    Differences differences = compare(differ(), json(before), json(after));
    assertThat(Responses.found(differences)).isEqualTo("$ REPRESENTATION");
    assertThat(differences.count()).isFalse();
  }

  @Test
  void fieldsInAnotherOrderAreComparedByName() {
    assertThat(diff("{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":4,\"a\":1,\"b\":5}"))
        .isEqualTo("$.b VALUE, $.c VALUE");
  }

  @Test
  void aDifferenceAtManyElementsIsListedOnce() {
    assertThat(diff("[{\"a\":1},{\"a\":2}]", "[{\"a\":3},{\"a\":4}]")).isEqualTo("$[*].a VALUE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}               | {"a":1,"a":1}         | $.a SIZE
          {"a":1,"b":2}         | {"a":1,"b":2,"a":3}   | $.a SIZE
          {"a":1,"b":2,"a":3}   | {"b":2,"a":1}         | $.a SIZE
          {"a":1,"b":2,"a":3}   | {"b":2,"a":1,"a":4}   | $.a VALUE
          {"a":1,"a":2}         | {"a":1,"a":3}         | $.a VALUE
          """)
  void aNameThatIsRepeatedCounts(String before, String after, String expected) {
    assertThat(diff(before, after)).isEqualTo(expected);
    assertThat(compare(differ(), json(before), json(after)).count()).isTrue();
  }
}
