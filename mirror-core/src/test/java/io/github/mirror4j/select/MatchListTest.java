package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of matches is an OR of ANDs. */
class MatchListTest {

  private final RuleSet eitherOr =
      rules(
          rule("rule")
              .match(Match.builder().uri(prefix("/a")).header("x-a", exact("1")).build())
              .match(Match.builder().uri(prefix("/b")).build())
              .build());

  @ParameterizedTest
  @CsvSource({"/a, 1, true", "/a, 2, false", "/b, 2, true", "/c, 1, false"})
  void oneMatchThatHoldsIsEnough(String path, String header, boolean expected) {
    RequestFacts facts = get("http://httpbin" + path, "x-a", header);

    assertThat(!winner(eitherOr, facts).isEmpty()).isEqualTo(expected);
  }

  @Test
  void noMatchMeansEveryRequest() {
    assertThat(winner(rules(rule("rule").build()), get("http://httpbin/"))).isEqualTo("rule");
  }

  @Test
  void aMatchWithoutConditionsHoldsForEveryRequest() {
    assertThat(Given.matches(Match.builder(), get("http://httpbin/"))).isTrue();
  }
}
