package io.github.mirror4j.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.rule.FieldPath.Name;
import io.github.mirror4j.rule.FieldPath.Wildcard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

  @Test
  void namesElementsAndDepthsAreSegments() {
    assertEquals(
        List.of(new Name("items"), Wildcard.ANY_ELEMENT, new Name("price")),
        FieldPath.of("$.items[*].price").segments());
    assertEquals(
        List.of(Wildcard.ANY_DEPTH, new Name("id"), Wildcard.ANY_FIELD),
        FieldPath.of("$.**.id.*").segments());
    assertEquals(List.of(), FieldPath.of("$").segments());
  }

  @Test
  void oddNamesAreQuoted() {
    assertEquals(List.of(new Name("a.b"), new Name("c")), FieldPath.of("$['a.b'].c").segments());
    assertEquals(
        List.of(new Name("it's"), new Name("\\"), new Name("")),
        FieldPath.of("$['it\\'s']['\\\\']['']").segments());
  }

  @Test
  void aMapOfReportsIsEveryField() {
    assertEquals(FieldPath.of("$.prices.*"), FieldPath.of("$.prices.{*}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$",
        "$.items[*].price",
        "$['a.b'].c",
        "$['it\\'s']",
        "$['']",
        "$.**.id",
        "$[*][*]",
        "$.@type",
        "$._id",
        "$.$ref",
        "$.x-y:z",
        "$.größe",
        "$.a.**"
      })
  void theTextIsReadBack(String text) {
    assertEquals(text, FieldPath.of(text).toString());
    assertEquals(FieldPath.of(text), FieldPath.of(FieldPath.of(text).toString()));
  }

  @Test
  void quotesThatAreNotNeededAreLeftOut() {
    assertEquals("$.a.b", FieldPath.of("$['a']['b']").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items           | which starts with $",
        "''              | which starts with $",
        "$.              | at character 3 a name of letters",
        "$..id           | at character 3 a name, or .** for any depth",
        "$.items[0]      | at character 9 [*] for every element",
        "$.items[*       | at character 9 [*] for every element",
        "$.a b           | at character 4 . or [",
        "$['a            | at character 5 '] at the end of the name",
        "$['a\\n']       | at character 6 \\' or \\\\",
        "$[\"a\"]        | at character 3 [*] for every element",
        "$items          | at character 2 . or [",
        "$.**.**         | another segment than a second **",
        "$.**.a.**.b.**  | at most 2 segments **",
        "$.***           | at character 5 . or ["
      })
  void anythingElseIsRefusedWithItsPlace(String text, String expected) {
    InvalidConfigurationException e =
        assertThrows(InvalidConfigurationException.class, () -> FieldPath.of(text));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void aPathIsOneLine() {
    assertRefused("$['a\nb']", "at character 5 no control character");
    assertRefused("$.a\n", "at character 4 . or [");
  }

  @Test
  void lengthAndDepthAreLimited() {
    assertEquals(50, FieldPath.of("$" + ".a".repeat(50)).segments().size());
    assertRefused("$" + ".a".repeat(51), "at most 50 segments");
    assertRefused("$." + "a".repeat(499), "at most 500 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "$.a, $.a",
    "$.a, $.a.b",
    "$.a, $.a[*].b",
    "$.*, $.a",
    "$.**.id, $.a.id.b",
    "$.**, $.a",
    "$.a.**.c, $.a.b.c",
    "$, $.a",
    "$[*].a, $[*].a.b"
  })
  void aPathCoversWhatLiesWithin(String wide, String narrow) {
    assertTrue(FieldPath.of(wide).covers(FieldPath.of(narrow)));
  }

  @ParameterizedTest
  @CsvSource({
    "$.a.b, $.a",
    "$.a, $.ab",
    "$.a, $.*",
    "$.*, $[*]",
    "$.a, $.**.a",
    "$.**.id, $.a",
    "$[*].a, $.b.a"
  })
  void aPathCoversNothingElse(String wide, String narrow) {
    assertFalse(FieldPath.of(wide).covers(FieldPath.of(narrow)));
  }

  @Test
  void pathsAreEqualByTheirSegments() {
    FieldPath path = FieldPath.of("$.a['b'][*]");

    assertEquals(FieldPath.of("$['a'].b[*]"), path);
    assertEquals(FieldPath.of("$['a'].b[*]").hashCode(), path.hashCode());
    assertNotEquals(FieldPath.of("$.a.b"), path);
    assertNotEquals(FieldPath.of("$.a.b").hashCode(), path.hashCode());
    assertNotEquals("$.a.b[*]", path);
    assertEquals(FieldPath.of("$"), FieldPath.root());
  }

  private static void assertRefused(String text, String expected) {
    InvalidConfigurationException e =
        assertThrows(InvalidConfigurationException.class, () -> FieldPath.of(text));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }
}
