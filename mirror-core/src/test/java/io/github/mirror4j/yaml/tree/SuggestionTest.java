package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message suggests the known word that was probably meant, or none. */
class SuggestionTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "'', ab, 2",
    "abc, abc, 0",
    "abc, abd, 1",
    "abc, ab, 1",
    "ab, abc, 1",
    "abc, xbc, 1",
    "ab, ba, 1",
    "abcd, bacd, 1",
    "abcd, abdc, 1",
    "abcd, badc, 2",
    "abc, cba, 2",
    "kitten, sitting, 3",
    "abc, xyz, 3",
    "flaw, lawn, 2",
    "xab, yba, 2",
    "aabb, bbaa, 3"
  })
  void theDistanceCountsLettersAndSwapsOfNeighbours(String one, String other, int distance) {
    assertThat(Suggestion.distance(one, other)).isEqualTo(distance);
    assertThat(Suggestion.distance(other, one)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "hots, host",
    "HOST, host",
    "hoosts, hosts",
    "hos, host",
    "mirorr, mirror",
    "mirro, mirror",
    "mir, ",
    "abcdef, ",
    "ho, ",
    "timeot, timeout",
    "tiemot, timeout",
    "tmt, "
  })
  void theNearestWordWithinAThirdOfItsLength(String word, String meant) {
    List<String> known = List.of("timeout", "mirror", "host", "hosts");

    assertThat(Suggestion.of(word, known)).isEqualTo(meant);
    assertThat(Suggestion.question(word, known))
        .isEqualTo(meant == null ? "" : "; did you mean \"" + meant + "\"?");
  }

  @Test
  void ofWordsThatAreEquallyNearTheFirst() {
    assertThat(Suggestion.of("gat", List.of("get", "got"))).isEqualTo("get");
    assertThat(Suggestion.of("gat", List.of("got", "get"))).isEqualTo("got");
    assertThat(Suggestion.of("getter", List.of("setters", "getters"))).isEqualTo("getters");
  }

  /** Short words are near to everything, and long ones take time. */
  @Test
  void onlyForWordsOf3To64Characters() {
    assertThat(Suggestion.of("get", List.of("got"))).isEqualTo("got");
    assertThat(Suggestion.of("gt", List.of("got"))).isNull();
    assertThat(Suggestion.of("a".repeat(64), List.of("a".repeat(65)))).isEqualTo("a".repeat(65));
    assertThat(Suggestion.of("a".repeat(65), List.of("a".repeat(65)))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Service, service, true",
    "Servic, Service, true",
    "Sevrices, Service, true",
    "Serv, Service, false",
    "Gateway, Service, false"
  })
  void aSlipIsOneOrTwoLettersAway(String word, String known, boolean isSlip) {
    assertThat(Suggestion.isSlip(word, known)).isEqualTo(isSlip);
  }

  @Test
  void aListOfMoreThanTwelveWordsIsCut() {
    assertThat(Suggestion.list(numbers(0))).isEmpty();
    assertThat(Suggestion.list(numbers(2))).isEqualTo("1, 2");
    assertThat(Suggestion.list(numbers(12))).isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12");
    assertThat(Suggestion.list(numbers(13)))
        .isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ...");
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
