package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.diff;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of maps are data: all fields of a map are at one path. */
class MapsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345",
        "-1",
        "1.5",
        "2f1c6b1e-6c1f-4f5e-9d0a-0a1b2c3d4e5f",
        "2026-11-27",
        "2026-11-27T07:20:25Z",
        "deadbeef01",
        "ada@example.com",
        "Ada Lovelace",
        "100%",
        "a-key-of-more-than-thirty-two-letters"
      })
  void aKeyIsKnownByItsLook(String key) {
    String before = "{\"a\":{\"" + key + "\":{\"b\":1}}}";
    String after = "{\"a\":{\"" + key + "\":{\"b\":2}}}";
    assertThat(diff(before, after)).isEqualTo("$.a.{*}.b VALUE");
    assertThat(diff(before, "{\"a\":{}}")).isEqualTo("$.a.{*} MISSING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name", "line1", "address_2", "x-y", "ID", "beef", "größe", "e5", "@type", "a.b"})
  void aNameIsNoKey(String name) {
    String path = name.equals("a.b") ? "$['a.b']" : "$." + name;
    assertThat(diff("{\"" + name + "\":1}", "{\"" + name + "\":2}")).isEqualTo(path + " VALUE");
  }

  @Test
  void anObjectOfManyFieldsIsAMap() {
    ResponseDiffer differ = differ(settings -> settings.ignore("$.m.k0x"));
    String before = "{\"m\":" + fields(33, 1) + ",\"z\":1}";
    String after = "{\"m\":" + fields(33, 2) + ",\"z\":2}";
    assertThat(found(compare(differ, json(before), json(after))))
        .isEqualTo("$.m.{*} VALUE, $.z VALUE");
    String small = "{\"m\":" + fields(2, 1) + "}";
    assertThat(found(compare(differ, json(small), json("{\"m\":" + fields(2, 2) + "}"))))
        .as("once a map, always a map")
        .isEqualTo("$.m.{*} VALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":2,", "{"})
  void whatIsAMapIsDecidedByThePrimary(String start) {
    ResponseDiffer differ = differ();
    compare(differ, json("{\"a\":1}"), json(start + fields(33, 2).substring(1)));
    compare(differ, json("[{\"a\":1}]"), json("[]"));
    assertThat(found(compare(differ, json("{\"a\":1}"), json("{\"a\":2}"))))
        .as("a response of the other version makes no map of it")
        .isEqualTo("$.a VALUE");
  }

  @Test
  void manyFieldsInAnotherOrderAreAMap() {
    String before = "{\"m\":{\"a\":{\"b\":[1]},\"last\":1," + fields(40, 1).substring(1) + "}";
    String after = "{\"m\":{\"last\":1,\"a\":{\"b\":[2]}," + fields(40, 1).substring(1) + "}";
    assertThat(diff(before, after)).isEqualTo("$.m.{*}.b[*] VALUE");
  }

  @Test
  void aNameOfASettingIsNoKey() {
    ResponseDiffer differ = differ(settings -> settings.show("$.2026.total"));
    assertThat(
            found(
                compare(
                    differ,
                    json("{\"2025\":{\"total\":1},\"2026\":{\"n\":1}}"),
                    json("{\"2025\":{\"total\":2},\"2026\":{\"n\":2}}"))))
        .isEqualTo("$.2026.n VALUE, $.{*}.total VALUE");
  }

  private static String fields(int count, int value) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "x\":" + value)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void aFieldOfAWideObjectThatComesAgainAndAgainIsNoKey() {
    ResponseDiffer differ = differ();
    String found = "";
    for (int i = 0; i < 12; i++) {
      String before = "{\"m\":" + fields(40, 1) + "}";
      String after = before.replace("\"k7x\":1", "\"k7x\":" + (i + 2));
      found = found(compare(differ, json(before), json(after)));
      assertThat(found).isIn("$.m.{*} VALUE", "$.m.k7x VALUE");
    }

    assertThat(found).isEqualTo("$.m.k7x VALUE");
    assertThat(found(compare(differ, json("{\"m\":{\"new\":1}}"), json("{\"m\":{\"new\":2}}"))))
        .isEqualTo("$.m.{*} VALUE");
  }

  @Test
  void inAnyOrderAndInTheBaselinesResponseToo() {
    ResponseDiffer differ = differ();
    String before = "{\"z\":0," + fields(40, 1).substring(1);
    String after = fields(40, 1).replace("}", ",\"extra\":5,\"z\":1}");
    for (int i = 0; i < 10; i++) {
      compare(differ, json(before), json(after));
    }

    assertThat(found(compare(differ, json(before), json(after))))
        .isEqualTo("$.extra EXTRA, $.z VALUE");
  }

  @Test
  void keysThatAreOthersEachTimeStayOnePlace() {
    ResponseDiffer differ = differ();
    for (int i = 0; i < 100; i++) {
      String before = fields(40, 1).replace("\"k", "\"customer" + (char) ('a' + i % 26) + i + "x");
      String after = before.replaceFirst(":1", ":2");
      assertThat(found(compare(differ, json(before), json(after)))).isEqualTo("$.{*} VALUE");
    }
  }
}
