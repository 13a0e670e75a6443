package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.absent;
import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.StringMatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryParameterMatchTest {

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of(exact("1"), "?v=1", true),
        Arguments.of(exact("1"), "?a=2&v=1&b=3", true),
        Arguments.of(exact("1"), "?v=12", false),
        Arguments.of(exact("1"), "?vv=1", false),
        Arguments.of(exact("1"), "?xv=1&v=1", true),
        Arguments.of(exact("1"), "?V=1", false),
        Arguments.of(exact("1"), "?v=1&v=2", true),
        Arguments.of(exact("2"), "?v=1&v=2", false),
        Arguments.of(exact("a=b"), "?v=a=b", true),
        Arguments.of(exact("a%20b"), "?v=a%20b", true),
        Arguments.of(exact("a b"), "?v=a%20b", false),
        Arguments.of(exact("a+b"), "?v=a+b", true),
        Arguments.of(exact(""), "?v=", true),
        Arguments.of(exact(""), "?v", true),
        Arguments.of(exact(""), "?a&v&b", true),
        Arguments.of(prefix("beta"), "?v=beta-7", true),
        Arguments.of(present(), "?v=1", true),
        Arguments.of(present(), "?v", true),
        Arguments.of(present(), "?w=v", false),
        Arguments.of(present(), "?", false),
        Arguments.of(present(), "?&&", false),
        Arguments.of(present(), "", false),
        Arguments.of(present(), "#v=1", false),
        Arguments.of(absent(), "", true),
        Arguments.of(absent(), "?v", false));
  }

  @ParameterizedTest(name = "parameter v {0} and \"{1}\": {2}")
  @MethodSource("queries")
  void theFirstParameterOfThatNameIsComparedAsItIsSent(
      StringMatch match, String query, boolean expected) {
    RequestFacts facts = Given.get("http://httpbin/get" + query);

    assertThat(Given.matches(Match.builder().queryParameter("v", match), facts))
        .isEqualTo(expected);
  }
}
