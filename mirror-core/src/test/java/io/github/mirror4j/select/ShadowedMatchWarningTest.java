package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.absent;
import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.not;
import static io.github.mirror4j.rule.StringMatch.pathPrefix;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.present;
import static io.github.mirror4j.rule.StringMatch.regex;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule or match behind a wider one is never reached; only what is certain is warned of. */
class ShadowedMatchWarningTest {

  @ParameterizedTest(name = "{0} before {1}")
  @MethodSource("wider")
  void aRuleBehindAWiderOneIsNeverReached(StringMatch first, StringMatch second) {
    assertThat(warnings(path(first), path(second)))
        .containsExactly(
            "rule \"b\" is never reached: rule \"a\" comes first and takes each of its requests");
  }

  static List<Arguments> wider() {
    return List.of(
        Arguments.of(prefix("/api"), prefix("/api/v1")),
        Arguments.of(prefix("/api"), exact("/api")),
        Arguments.of(prefix("/api"), pathPrefix("/apis/")),
        Arguments.of(pathPrefix("/api"), exact("/api")),
        Arguments.of(pathPrefix("/api/"), exact("/api")),
        Arguments.of(pathPrefix("/api"), exact("/api/v1")),
        Arguments.of(pathPrefix("/api"), pathPrefix("/api/v1")),
        Arguments.of(pathPrefix("/api"), prefix("/api/")),
        Arguments.of(prefix("/API").ignoringCase(), prefix("/api/v1")),
        Arguments.of(prefix("/API").ignoringCase(), exact("/api/V1").ignoringCase()),
        Arguments.of(prefix("/API").ignoringCase(), prefix("/api/v1").ignoringCase()),
        Arguments.of(prefix("/API").ignoringCase(), pathPrefix("/api/v1").ignoringCase()),
        Arguments.of(exact("/API").ignoringCase(), exact("/api").ignoringCase()),
        Arguments.of(exact("/API").ignoringCase(), exact("/api")),
        Arguments.of(pathPrefix("/API").ignoringCase(), exact("/api/V1").ignoringCase()),
        Arguments.of(pathPrefix("/API").ignoringCase(), prefix("/api/").ignoringCase()),
        Arguments.of(pathPrefix("/API").ignoringCase(), pathPrefix("/api/v1").ignoringCase()),
        Arguments.of(pathPrefix("/API").ignoringCase(), pathPrefix("/api")),
        Arguments.of(regex("/a.*"), exact("/api")),
        Arguments.of(regex("/a.*"), regex("/a.*")),
        Arguments.of(not(prefix("/api")), exact("/other")),
        Arguments.of(not(exact("/api/v1")), not(prefix("/api"))));
  }

  @ParameterizedTest(name = "{0} before {1}")
  @MethodSource("notWider")
  void aRuleThatSomeRequestMayReachIsNotWarnedOf(StringMatch first, StringMatch second) {
    assertThat(warnings(path(first), path(second))).isEmpty();
  }

  static List<Arguments> notWider() {
    return List.of(
        Arguments.of(prefix("/api/v1"), prefix("/api")),
        Arguments.of(exact("/api"), prefix("/api")),
        Arguments.of(pathPrefix("/api"), prefix("/api")),
        Arguments.of(pathPrefix("/api"), exact("/apis")),
        Arguments.of(pathPrefix("/api"), pathPrefix("/apis")),
        Arguments.of(prefix("/api/"), pathPrefix("/api")),
        Arguments.of(prefix("/api"), prefix("/API/v1")),
        Arguments.of(prefix("/api"), prefix("/api/v1").ignoringCase()),
        Arguments.of(exact("/api"), exact("/api").ignoringCase()),
        Arguments.of(exact("/api").ignoringCase(), exact("/apis").ignoringCase()),
        Arguments.of(pathPrefix("/api"), pathPrefix("/api/v1").ignoringCase()),
        Arguments.of(pathPrefix("/api"), exact("/api/v1").ignoringCase()),
        Arguments.of(regex("/api"), exact("/api").ignoringCase()),
        Arguments.of(not(exact("/API")), exact("/api").ignoringCase()),
        Arguments.of(exact("/api"), pathPrefix("/api")),
        Arguments.of(regex("/a.*"), pathPrefix("/a")),
        Arguments.of(pathPrefix("/api").ignoringCase(), prefix("/api").ignoringCase()),
        Arguments.of(regex("/a.*"), prefix("/a")),
        Arguments.of(regex("/.*"), regex("/a.*")),
        Arguments.of(not(prefix("/api")), exact("/api")),
        Arguments.of(not(prefix("/api")), not(exact("/api/v1"))),
        Arguments.of(not(exact("/a")), prefix("/")));
  }

  @ParameterizedTest
  @MethodSource("everyPath")
  void aConditionThatEveryPathMeetsIsNone(StringMatch match) {
    assertThat(warnings(path(match), path(prefix("/b"))))
        .containsExactly(
            "rule \"b\" is never reached: rule \"a\" comes first and takes every request");
  }

  static List<StringMatch> everyPath() {
    return List.of(prefix("/"), pathPrefix("/"), present());
  }

  @Test
  void allConditionsOfTheWiderMatchMustHold() {
    Match first = Match.builder().method(exact("GET")).header("x", present()).build();

    assertThat(warnings(first, Match.builder().method(exact("GET")).build())).isEmpty();
    assertThat(warnings(first, Match.builder().header("x", exact("1")).build())).isEmpty();
    assertThat(
            warnings(
                first,
                Match.builder()
                    .method(exact("GET"))
                    .header("x", exact("1"))
                    .header("y", absent())
                    .build()))
        .hasSize(1);
    assertThat(warnings(first, Match.builder().method(exact("GET")).header("x", absent()).build()))
        .isEmpty();
  }

  @Test
  void aHeaderThatMustHaveAValueMustBePresent() {
    Match first = Match.builder().header("x", present()).build();

    for (StringMatch narrow :
        List.of(exact("1"), exact("a").ignoringCase(), prefix("a"), regex("a+"), present())) {
      assertThat(warnings(first, Match.builder().header("x", narrow).build())).hasSize(1);
      assertThat(warnings(first, Match.builder().header("y", narrow).build())).isEmpty();
    }
    for (StringMatch narrow : List.of(not(exact("1")), not(prefix("a")), absent())) {
      assertThat(warnings(first, Match.builder().header("x", narrow).build())).isEmpty();
    }
  }

  @Test
  void anAbsentHeaderIsWhatTheWiderConditionSaysItIs() {
    Match absent = Match.builder().header("x", absent()).build();

    assertThat(warnings(Match.builder().header("x", not(exact("1"))).build(), absent)).hasSize(1);
    assertThat(warnings(Match.builder().header("x", present()).build(), absent)).isEmpty();
    assertThat(warnings(absent, Match.builder().header("x", not(exact("1"))).build())).isEmpty();
  }

  @Test
  void severalRulesMayHideOneTogether() {
    RouteRule both =
        rule("c")
            .match(path(exact("/a/1")))
            .match(path(exact("/b/1")))
            .match(path(exact("/c")))
            .build();
    RouteRule a = rule("a", Match.builder().uri(prefix("/a")));
    RouteRule b = rule("b", Match.builder().uri(prefix("/b")));
    RouteRule hidden = rule("d").match(path(exact("/a/1"))).match(path(exact("/b/1"))).build();

    assertThat(rules(a, b, hidden).warnings())
        .containsExactly(
            "rule \"d\" is never reached: rule \"a\" and rule \"b\" come first and take each of its"
                + " requests");
    assertThat(rules(a, both).warnings())
        .containsExactly(
            "rule \"c\".match[0] is never reached: rule \"a\" comes first and takes each of its"
                + " requests");
  }

  @Test
  void aMatchBehindAWiderOneOfItsOwnRuleAddsNothing() {
    RouteRule rule =
        rule("a")
            .match(path(exact("/b")))
            .match(path(prefix("/a")))
            .match(path(exact("/a/1")))
            .build();

    assertThat(rules(rule).warnings())
        .containsExactly(
            "rule \"a\".match[2] adds nothing: match[1] holds for each of its requests");
  }

  @Test
  void theRulesOfAnotherHostHideNothing() {
    RouteRule other =
        RouteRule.builder("a").destination("orders").match(path(prefix("/a"))).build();

    assertThat(rules(other, rule("b", Match.builder().uri(prefix("/a")))).warnings()).isEmpty();
  }

  @Test
  void aWildcardHidesTheHostsUnderIt() {
    RouteRule wild =
        RouteRule.builder("a").destination("*.example.com").match(path(prefix("/a"))).build();
    RouteRule exact =
        RouteRule.builder("b").destination("x.example.com").match(path(exact("/a"))).build();

    assertThat(rules(wild, exact).warnings()).hasSize(1);
    assertThat(rules(wild, exact.toBuilder().precedence(1).build()).warnings()).isEmpty();
  }

  @Test
  void ofThousandsOfRulesForOneHostTheCatchAllIsStillFound() {
    List<RouteRule> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(rule("r" + i, Match.builder().uri(regex("/a" + i + ".*"))));
    }
    many.add(rule("s0").build());
    many.add(rule("s1").build());

    assertThat(RuleSet.builder().rules(many).build().warnings())
        .containsExactly(
            "rule \"s1\" is never reached: rule \"s0\" comes first and takes every request");
  }

  private static Match path(StringMatch match) {
    return Match.builder().uri(match).build();
  }

  private static List<String> warnings(Match first, Match second) {
    return rules(rule("a").match(first).build(), rule("b").match(second).build()).warnings();
  }
}
