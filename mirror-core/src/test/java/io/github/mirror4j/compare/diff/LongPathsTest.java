package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.diff;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static io.github.mirror4j.compare.diff.Responses.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A path that is too long to be kept is one of the others; what is there is compared as ever. */
class LongPathsTest {

  private static final String NAME = "a-name-of-thirty-two-characters-";

  @Test
  void theLongestPathHasFiveHundredCharacters() {
    assertThat(diff(nested(15, "1"), nested(15, "2"))).startsWith("$.a-name").endsWith(" VALUE");
    assertThat(diff(nested(16, "1"), nested(16, "2"))).isEqualTo("(other) VALUE");
    assertThat(diff(nested(400, "1"), nested(400, "2"))).isEqualTo("(other) VALUE");
  }

  @Test
  void whatIsAtSuchAPathCounts() {
    Differences differences =
        compare(differ(), json(nested(40, "1")), json(nested(40, "{\"a\":1}")));
    assertThat(differences.count()).isTrue();
  }

  @Test
  void whatIsNotDeepIsStillNamed() {
    String before = "{\"price\":1,\"deep\":" + nested(40, "1") + "}";
    String after = "{\"price\":2,\"deep\":" + nested(40, "2") + "}";
    assertThat(diff(before, after)).isEqualTo("$.price VALUE, (other) VALUE");
  }

  @Test
  void elementsOfArraysAndOfXmlAreBoundedToo() {
    assertThat(diff("[".repeat(300) + "1" + "]".repeat(300), "[".repeat(300) + 2 + "]".repeat(300)))
        .isEqualTo("(other) VALUE");
    assertThat(found(compare(differ(), xml("1"), xml("2")))).isEqualTo("(other) VALUE");
  }

  @Test
  void settingsReachSuchPaths() {
    ResponseDiffer differ = differ(settings -> settings.ignore("$.**.deep"));
    String before = nested(40, "{\"deep\":1}");
    String after = nested(40, "{\"deep\":2}");
    assertThat(found(compare(differ, json(before), json(after)))).isEmpty();
  }

  private static String nested(int depth, String value) {
    return ("{\"" + NAME + "\":").repeat(depth) + value + "}".repeat(depth);
  }

  private static ReceivedResponse xml(String value) {
    String body = "<abcdefghij>".repeat(60) + value + "</abcdefghij>".repeat(60);
    return response(200, "application/xml", body.getBytes(StandardCharsets.UTF_8));
  }
}
