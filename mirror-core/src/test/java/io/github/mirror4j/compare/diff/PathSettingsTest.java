package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Change;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that let differences pass: where they do, that they are named, and only then. */
class PathSettingsTest {

  private static String applied(Differences differences) {
    return differences.applied().stream()
        .map(setting -> setting.effect() + " " + setting.path())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $.a          | {"a":1,"b":1}               | {"a":2,"b":1}               | ``             | IGNORE $.a
          $.a          | {"a":1,"b":1}               | {"a":2,"b":2}               | $.b VALUE      | IGNORE $.a
          $.a          | {"a":1,"b":1}               | {"a":1,"b":2}               | $.b VALUE      | ``
          $.a          | {"a":{"c":1}}               | {"a":{"c":2}}               | ``             | IGNORE $.a
          $.a          | {"a":{"c":1}}               | {"a":[7]}                   | ``             | IGNORE $.a
          $.a          | {"a":1,"b":1}               | {"b":1}                     | ``             | IGNORE $.a
          $.a          | {"b":1}                     | {"a":1,"b":1}               | ``             | IGNORE $.a
          $.a          | {"ab":1}                    | {"ab":2}                    | $.ab VALUE     | ``
          $.a          | {"b":{"a":1}}               | {"b":{"a":2}}               | $.b.a VALUE    | ``
          $.a          | [{"a":1}]                   | [{"a":2}]                   | $[*].a VALUE   | ``
          $.*.a        | {"b":{"a":1}}               | {"b":{"a":2}}               | ``             | IGNORE $.*.a
          $.*.a        | {"a":1}                     | {"a":2}                     | $.a VALUE      | ``
          $.*.a        | {"b":[{"a":1}]}             | {"b":[{"a":2}]}             | $.b[*].a VALUE | ``
          $.**.a       | {"a":1,"b":[{"c":{"a":1}}]} | {"a":2,"b":[{"c":{"a":2}}]} | ``             | IGNORE $.**.a
          $.**.a       | {"a":1,"b":1}               | {"a":1,"b":2}               | $.b VALUE      | ``
          $[*].a       | [{"a":1,"b":1}]             | [{"a":2,"b":1}]             | ``             | IGNORE $[*].a
          $['a.b']     | {"a.b":1}                   | {"a.b":2}                   | ``             | IGNORE $['a.b']
          $['a.b']     | {"a":{"b":1}}               | {"a":{"b":2}}               | $.a.b VALUE    | ``
          $['12']      | {"12":1,"13":1}             | {"12":2,"13":2}             | $.{*} VALUE    | IGNORE $.12
          $.m.{*}      | {"m":{"12":1}}              | {"m":{"12":2}}              | ``             | IGNORE $.m.*
          """)
  void ignore(String path, String before, String after, String found, String applied) {
    ResponseDiffer differ = differ(settings -> settings.ignore(path));
    Differences differences = compare(differ, json(before), json(after));
    assertThat(found(differences)).isEqualTo(found);
    assertThat(applied(differences)).isEqualTo(applied);
  }

  /** By index every element differs; what is ignored must not make the order a difference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{"a":1,"t":1},{"a":2,"t":2}] | [{"a":1,"t":3},{"a":2,"t":4}] | ``
          [{"a":1,"t":1},{"a":2,"t":2}] | [{"a":2,"t":3},{"a":1,"t":4}] | $ ORDER
          [{"a":1,"t":1},{"a":2}]       | [{"a":2,"t":4},{"a":1}]       | $ ORDER
          [{"a":1,"t":1},{"a":2,"t":2}] | [{"a":2,"t":3},{"a":3,"t":4}] | $[*].a VALUE
          [{"t":1,"a":1},{"t":2,"a":2}] | [{"a":2,"t":3},{"a":1,"t":4}] | $ ORDER
          """)
  void ignoredFieldsDoNotHideAnOrder(String before, String after, String found) {
    ResponseDiffer differ = differ(settings -> settings.ignore("$[*].t"));
    assertThat(found(compare(differ, json(before), json(after)))).isEqualTo(found);
  }

  @Test
  void ignoredFieldsDoNotTellElementsApart() {
    ResponseDiffer differ = differ(settings -> settings.ignore("$.u[*].t").unordered("$.u"));
    String before = "{\"u\":[{\"a\":1,\"t\":1},{\"b\":2},{\"c\":3}]}";
    String after = "{\"u\":[{\"b\":2,\"t\":9},{\"a\":1},{\"c\":4}]}";
    assertThat(found(compare(differ, json(before), json(after)))).isEqualTo("$.u[*].c VALUE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ADDED   | {}           | {"a":1}         | ``
          ADDED   | {"a":1}      | {}              | $.a MISSING
          ADDED   | {"a":1}      | {"a":2}         | $.a VALUE
          ADDED   | {}           | {"a":null}      | ``
          REMOVED | {"a":1}      | {}              | ``
          REMOVED | {}           | {"a":1}         | $.a EXTRA
          VALUE   | {"a":1}      | {"a":2}         | ``
          VALUE   | {"a":1}      | {"a":"1"}       | $.a TYPE
          VALUE   | {"a":[1,2]}  | {"a":[1]}       | ``
          VALUE   | {"a":[1,2]}  | {"a":[2,1]}     | ``
          VALUE   | {"a":{"b":1}}| {"a":{"b":2}}   | $.a.b VALUE
          TYPE    | {"a":1}      | {"a":"1"}       | ``
          TYPE    | {"a":1}      | {"a":2}         | $.a VALUE
          """)
  void expect(Change change, String before, String after, String found) {
    ResponseDiffer differ = differ(settings -> settings.expect("$.a", change));
    Differences differences = compare(differ, json(before), json(after));
    assertThat(found(differences)).isEqualTo(found);
    assertThat(applied(differences)).isEqualTo(found.isEmpty() ? "EXPECT $.a" : "");
  }

  @Test
  void unorderedIsNamedOnlyWhereTheOrderDiffered() {
    ResponseDiffer differ = differ(settings -> settings.unordered("$.t"));
    assertThat(applied(compare(differ, json("{\"t\":[1,2]}"), json("{\"t\":[2,1]}"))))
        .isEqualTo("UNORDERED $.t");
    assertThat(applied(compare(differ, json("{\"t\":[1,2]}"), json("{\"t\":[1,3]}")))).isEmpty();
  }

  @Test
  void anAdditionCountsOnlyOnDemand() {
    assertThat(compare(differ(), json("{}"), json("{\"a\":1}")).count()).isFalse();
    ResponseDiffer differ = differ(settings -> settings.countAdditions());
    assertThat(compare(differ, json("{}"), json("{\"a\":1}")).count()).isTrue();
  }

  @Test
  void allSettingsAreListed() {
    ResponseDiffer differ =
        differ(
            settings ->
                settings
                    .ignore("$.a")
                    .expect("$.b", Change.TYPE)
                    .unordered("$.c")
                    .key("$.d", "k")
                    .show("$.e"));
    assertThat(differ.settings())
        .extracting(setting -> setting.effect() + " " + setting.path())
        .containsExactly("IGNORE $.a", "EXPECT $.b", "UNORDERED $.c", "KEY $.d");
  }
}
