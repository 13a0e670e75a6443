package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.absent;
import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.not;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.present;
import static io.github.mirror4j.rule.StringMatch.regex;
import static io.github.mirror4j.select.Given.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.StringMatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderMatchTest {

  private static boolean matches(StringMatch match, RequestFacts facts) {
    return Given.matches(Match.builder().header("x-user", match), facts);
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        Arguments.of(exact("jason"), "jason", true),
        Arguments.of(exact("jason"), "Jason", false),
        Arguments.of(exact("jason"), "jasonx", false),
        Arguments.of(exact("jason"), "", false),
        Arguments.of(exact(""), "", true),
        Arguments.of(exact("jason").ignoringCase(), "JASON", true),
        Arguments.of(prefix("ja"), "jason", true),
        Arguments.of(prefix("ja"), "ja", true),
        Arguments.of(prefix("ja"), "Jason", false),
        Arguments.of(prefix("ja"), "j", false),
        Arguments.of(prefix("ja").ignoringCase(), "JAson", true),
        Arguments.of(prefix(""), "anything", true),
        Arguments.of(regex("j.*n"), "jason", true),
        Arguments.of(regex("\\d+$"), "123", true),
        Arguments.of(regex("\\d+$"), "a123", false),
        Arguments.of(regex("j.s"), "jason", false),
        Arguments.of(regex("a|b"), "b", true),
        Arguments.of(regex("a|b"), "ab", false),
        Arguments.of(regex("jason").ignoringCase(), "JASON", true),
        Arguments.of(regex("jason|mary").ignoringCase(), "MARY", true),
        Arguments.of(present(), "jason", true),
        Arguments.of(present(), "", true),
        Arguments.of(absent(), "jason", false),
        Arguments.of(not(exact("jason")), "jason", false),
        Arguments.of(not(exact("jason")), "mary", true),
        Arguments.of(not(exact("jason").ignoringCase()), "JASON", false),
        Arguments.of(not(exact("jason")).ignoringCase(), "JASON", false),
        Arguments.of(not(regex("j.*")), "mary", true));
  }

  @ParameterizedTest(name = "{0} and the value \"{1}\": {2}")
  @MethodSource("conditions")
  void aValueMeetsACondition(StringMatch match, String value, boolean expected) {
    assertThat(matches(match, get("http://httpbin/", "X-User", value))).isEqualTo(expected);
  }

  static Stream<Arguments> conditionsOnNothing() {
    return Stream.of(
        Arguments.of(exact(""), false),
        Arguments.of(prefix(""), false),
        Arguments.of(regex(".*"), false),
        Arguments.of(present(), false),
        Arguments.of(absent(), true),
        Arguments.of(not(exact("jason")), true),
        Arguments.of(not(absent()), false));
  }

  @ParameterizedTest(name = "{0} and no header: {1}")
  @MethodSource("conditionsOnNothing")
  void aMissingHeaderMeetsOnlyAbsentAndNot(StringMatch match, boolean expected) {
    assertThat(matches(match, get("http://httpbin/"))).isEqualTo(expected);
  }

  @Test
  void theNameOfTheRequestsHeaderMayHaveAnyCase() {
    assertThat(matches(exact("jason"), get("http://httpbin/", "X-USER", "jason"))).isTrue();
  }

  @Test
  void severalValuesAreComparedJoinedWithAComma() {
    RequestFacts facts = get("http://httpbin/", "x-user", "jason", "mary");

    assertThat(matches(exact("jason,mary"), facts)).isTrue();
    assertThat(matches(exact("jason"), facts)).isFalse();
  }

  @Test
  void severalHeadersMustAllMatch() {
    Match.Builder match =
        Match.builder().header("x-user", exact("jason")).header("x-beta", absent());

    assertThat(Given.matches(match, get("http://httpbin/", "x-user", "jason"))).isTrue();
    assertThat(Given.matches(match.header("x-beta", present()), get("http://httpbin/"))).isFalse();
  }
}
