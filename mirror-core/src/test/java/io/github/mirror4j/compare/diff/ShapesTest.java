package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are shown by their shapes; where they always change, their shapes are compared. */
class ShapesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ""                                       | empty text
          "x"                                      | text of 1 character
          "hello"                                  | text of 4 to 7 characters
          "hello, world"                           | text of 8 to 15 characters
          "2f1c6b1e-6c1f-4f5e-9d0a-0a1b2c3d4e5f"   | UUID
          "2f1c6b1e-6c1f-4f5e-9d0a-0a1b2c3d4e5g"   | text of 32 to 63 characters
          "2026-11-27"                             | date
          "2026-11-27T07:20Z"                      | time in minutes, UTC
          "2026-11-27T07:20:25Z"                   | time in seconds, UTC
          "2026-11-27T07:20:25.123Z"               | time in milliseconds, UTC
          "2026-11-27T07:20:25.123456Z"            | time in microseconds, UTC
          "2026-11-27T07:20:25.123456789Z"         | time in nanoseconds, UTC
          "2026-11-27T07:20:25+01:00"              | time in seconds, with an offset
          "2026-11-27T07:20:25-0800"               | time in seconds, with an offset
          "2026-11-27T07:20:25"                    | time in seconds, no zone
          "2026-11-27 07:20:25"                    | time in seconds, no zone, a blank before the time
          "2026-11-27 of what"                     | text of 16 to 31 characters
          "Fri, 27 Nov 2026 07:20:25 GMT"          | HTTP date
          "https://example.com/a?b=c"              | URL
          "deadbeef01"                             | hexadecimal number of 8 to 15 characters
          "beefcafe"                               | text of 8 to 15 characters
          "QmFzZTY0IGlzIGhlcmU="                   | base64 of 16 to 31 characters
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c" | JSON Web Token
          "12345"                                  | text of digits: integer of 4 to 7 digits
          "1.5"                                    | text of a decimal number
          1764228025                               | seconds since 1970
          1764228025123                            | milliseconds since 1970
          1764228025123456                         | microseconds since 1970
          7                                        | integer of 1 digit
          42                                       | integer of 2 to 3 digits
          -42                                      | integer of 2 to 3 digits
          1.5                                      | decimal number
          1e5                                      | decimal number
          true                                     | boolean
          null                                     | null
          {"x":1}                                  | object
          [1,2,3]                                  | array of 3 elements
          """)
  void ofAValue(String value, String shape) {
    Differences differences = compare(differ(), json("{\"a\":" + value + "}"), json("{}"));
    assertThat(differences.all().getFirst().before()).isEqualTo(shape);
    assertThat(differences.all().getFirst().after()).isEqualTo("absent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "2026-11-27T07:20:25Z" | "2026-11-27T07:20:26Z"     | ``
          "2026-11-27T07:20:25Z" | "2026-11-27T07:20:26.1Z"   | $.a SHAPE
          "2026-11-27T07:20:25Z" | "2026-11-27T07:20:26"      | $.a SHAPE
          "2026-11-27T07:20:25Z" | 1764228025                 | $.a SHAPE
          1764228025             | 1764228026                 | ``
          1764228025             | 1764228025123              | $.a SHAPE
          "https://a.example/1"  | "https://a.example/22222"  | ``
          "https://a.example/1"  | "https://b.example/1"      | $.a SHAPE
          "https://a.example/1"  | "http://a.example/1"       | $.a SHAPE
          1                      | "1"                        | $.a SHAPE
          12                     | 345                        | ``
          [1,2]                  | [1,2,3]                    | ``
          [1,2]                  | ["1"]                      | $.a SHAPE
          [1,2]                  | [2,1]                      | ``
          "x"                    | null                       | $.a SHAPE
          """)
  void areComparedWhereValuesAlwaysChange(String before, String after, String expected) {
    Differences differences =
        compare(
            differ(),
            json("{\"a\":" + before + "}"),
            json("{\"a\":" + after + "}"),
            Set.of("$.a", "$.a[*]"));
    assertThat(found(differences)).isEqualTo(expected);
  }

  @Test
  void aNoisyFieldDoesNotHideAnOrder() {
    Set<String> noisy = Set.of("$[*].t");
    String before = "[{\"a\":1,\"t\":1764228025},{\"a\":2,\"t\":1764228026}]";
    assertThat(
            found(
                compare(
                    differ(),
                    json(before),
                    json("[{\"a\":2,\"t\":1764228027},{\"a\":1,\"t\":1764228028}]"),
                    noisy)))
        .isEqualTo("$ ORDER");
    assertThat(
            found(
                compare(
                    differ(),
                    json(before),
                    json("[{\"a\":1,\"t\":1764228027},{\"a\":2,\"t\":1764228028}]"),
                    noisy)))
        .isEmpty();
  }

  @Test
  void onlyAllowedValuesAreShown() {
    String secret = "{\"a\":{\"name\":\"Ada\",\"state\":\"OPEN\"}}";
    String other = "{\"a\":{\"name\":\"Bob\",\"state\":\"SHUT\"}}";
    Differences differences =
        compare(differ(settings -> settings.show("$.a.state")), json(secret), json(other));
    assertThat(differences.all().toString())
        .contains("before=OPEN", "after=SHUT")
        .doesNotContain("Ada")
        .doesNotContain("Bob");
  }
}
