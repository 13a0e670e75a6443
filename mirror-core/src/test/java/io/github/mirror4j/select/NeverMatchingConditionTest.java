package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.not;
import static io.github.mirror4j.rule.StringMatch.pathPrefix;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.present;
import static io.github.mirror4j.rule.StringMatch.regex;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A condition that no request meets is warned of, with its place and what was meant. */
class NeverMatchingConditionTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("neverMet")
  void aConditionThatNoRequestMeetsIsWarnedOf(Match.Builder match, String warning) {
    assertThat(warnings(match)).containsExactly("rule \"rule\".match[0]." + warning);
  }

  static List<Arguments> neverMet() {
    return List.of(
        method(exact("get"), "exact \"get\" never matches", "\"GET\""),
        method(exact("Post"), "exact \"Post\" never matches", "\"POST\""),
        method(prefix("pu"), "prefix \"pu\" never matches", "\"PUT\""),
        method(regex("get|post"), "regex \"get|post\" never matches", "\"GET\" or \"POST\""),
        oneMethod(exact("GET, POST"), "exact \"GET, POST\""),
        oneMethod(exact(""), "exact \"\""),
        scheme(exact("HTTPS"), "exact \"HTTPS\""),
        scheme(exact("grpc"), "exact \"grpc\""),
        scheme(exact("http://"), "exact \"http://\""),
        uri(
            prefix("http://orders/list"),
            "the path alone, \"/list\"; the host is the rule's destination"),
        uri(exact("https://orders"), "the path alone, \"/\"; the host is the rule's destination"),
        uri(prefix("orders/"), "a path that starts with '/', \"/orders/\""),
        uri(exact("orders"), "a path that starts with '/', \"/orders\""),
        uri(exact("/find?q=1"), "the path alone, \"/find\"; queryParameters for the query"),
        uri(pathPrefix("/find?q="), "the path alone, \"/find\"; queryParameters for the query"),
        uri(prefix("/page#top"), "the path alone, \"/page\"; queryParameters for the query"),
        uri(exact("/a b"), "a path as it is sent, encoded, such as \"/a%20b\""),
        uri(prefix("/orders/{id}"), "a path as it is sent, encoded, such as \"/a%20b\""),
        uri(exact("/50%"), "a path as it is sent, encoded, such as \"/a%20b\""),
        uri(regex("orders/.*"), "a pattern for the whole path, which starts with '/'"),
        uri(regex("^orders$"), "a pattern for the whole path, which starts with '/'"),
        uri(regex("https?://orders/.*"), "a pattern for the whole path, which starts with '/'"),
        uri(regex("/find\\?q=.*"), "a pattern for the path alone; queryParameters for the query"),
        authority(exact("http://httpbin")),
        authority(prefix("httpbin/get")),
        authority(exact("*.example.com")),
        authority(exact("")),
        Arguments.of(
            Match.builder().authority(exact("orders:8080")),
            "authority: exact \"orders:8080\" never matches (expected: a host of httpbin, for which"
                + " the rule is)"),
        Arguments.of(
            Match.builder().queryParameter("a&b", present()),
            "queryParameters: \"a&b\" never matches (expected: the name of one parameter as it is"
                + " sent, encoded)"),
        Arguments.of(
            Match.builder().queryParameter("q", exact("a b")),
            "queryParameters.q: exact \"a b\" never matches (expected: a value as it is sent,"
                + " encoded, such as \"a%20b\")"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "/", "?", "#", "*", "@", "\\"})
  void noHostHasOneOfTheseCharacters(String character) {
    assertThat(warnings(Match.builder().authority(prefix("a" + character))))
        .singleElement()
        .asString()
        .contains("expected: a host, perhaps with a port, without scheme, path and star");
    assertThat(warnings(Match.builder().authority(prefix("a-_.:[]!b")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "&", "#"})
  void noQueryParameterHasOneOfTheseCharacters(String character) {
    assertThat(warnings(Match.builder().queryParameter("a" + character, present())))
        .singleElement()
        .asString()
        .contains("expected: the name of one parameter as it is sent, encoded");
    assertThat(warnings(Match.builder().queryParameter("q", exact("a" + character))))
        .singleElement()
        .asString()
        .contains("expected: a value as it is sent, encoded");
    assertThat(warnings(Match.builder().queryParameter("!=+?/", exact("!=+?/")))).isEmpty();
  }

  private static Arguments method(StringMatch match, String says, String meant) {
    return Arguments.of(
        Match.builder().method(match),
        "method: %s, methods are case-sensitive (expected: %s)".formatted(says, meant));
  }

  private static Arguments oneMethod(StringMatch match, String shown) {
    return Arguments.of(
        Match.builder().method(match),
        "method: " + shown + " never matches (expected: one method, such as \"GET\")");
  }

  private static Arguments scheme(StringMatch match, String shown) {
    return Arguments.of(
        Match.builder().scheme(match),
        "scheme: %s never matches (expected: \"http\" or \"https\", in lower case)"
            .formatted(shown));
  }

  private static Arguments uri(StringMatch match, String expected) {
    return Arguments.of(
        Match.builder().uri(match),
        "uri: %s never matches (expected: %s)".formatted(match, expected));
  }

  private static Arguments authority(StringMatch match) {
    return Arguments.of(
        Match.builder().authority(match),
        "authority: %s never matches (expected: a host, perhaps with a port, without scheme, path and star)"
            .formatted(match));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/**", "/orders/*", "/orders*", "/orders/*/lines"})
  void aStarThatIsMeantForAnyTextIsWarnedOf(String path) {
    assertThat(warnings(Match.builder().uri(prefix(path))))
        .containsExactly(
            "rule \"rule\".match[0].uri: prefix \"%s\": a star is no pattern, it matches only itself (expected: a path prefix such as \"/orders\", or a regex)"
                .formatted(path));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("met")
  void aConditionThatSomeRequestMeetsIsNotWarnedOf(Match.Builder match, RequestFacts facts) {
    assertThat(warnings(match)).isEmpty();
    assertThat(Given.matches(match, facts)).isTrue();
  }

  static List<Arguments> met() {
    return List.of(
        byMethod(exact("get").ignoringCase(), "GET"),
        byMethod(exact("purge"), "purge"),
        byMethod(exact("M-SEARCH"), "M-SEARCH"),
        byMethod(prefix(""), "GET"),
        byMethod(prefix("P"), "PATCH"),
        byMethod(regex("(?i)get"), "GET"),
        byMethod(regex("get|POST"), "POST"),
        byMethod(not(exact("get")), "GET"),
        byPath(exact("/"), "/"),
        byPath(exact("//double"), "//double"),
        byPath(exact("/a%20b;v=1/(x)'*!"), "/a%20b;v=1/(x)'*!"),
        byPath(exact("/a*b"), "/a*b"),
        byPath(prefix("/v1/*:batch"), "/v1/*:batch"),
        byPath(prefix("/a%2"), "/a%2F"),
        byPath(exact("/http://x"), "/http://x"),
        byPath(regex(".*orders.*"), "/orders"),
        byPath(regex("x?/orders"), "/orders"),
        byPath(regex("x*/orders"), "/orders"),
        byPath(regex("x{0}/orders"), "/orders"),
        byPath(regex("orders|/orders"), "/orders"),
        byPath(regex("/find(\\?.*)?"), "/find"),
        byPath(regex("/find\\??"), "/find"),
        byPath(regex("\\\\?/find"), "/find"),
        byPath(regex("/[\\?a]"), "/a"),
        byPath(not(exact("orders")), "/"),
        Arguments.of(
            Match.builder().authority(exact("httpbin.default:8080")),
            Given.get("http://httpbin.default:8080/")),
        Arguments.of(Match.builder().scheme(regex("https?")), Given.get("HTTP://httpbin/")),
        Arguments.of(Match.builder().header("x", exact("")), Given.get("http://httpbin/", "x", "")),
        Arguments.of(
            Match.builder().queryParameter("a=b", exact("c=d")),
            Given.get("http://httpbin/?a=b=c=d")));
  }

  private static Arguments byMethod(StringMatch match, String method) {
    return Arguments.of(
        Match.builder().method(match), RequestFacts.of(method, URI.create("http://httpbin/")));
  }

  private static Arguments byPath(StringMatch match, String path) {
    return Arguments.of(Match.builder().uri(match), Given.get("http://httpbin" + path));
  }

  @Test
  void methodsOfAMirrorAreConditionsToo() {
    RouteRule rule =
        rule("rule")
            .match(Match.builder().method(exact("GET")).build())
            .mirror(named("a").methods("get", "GET"))
            .mirror(named("b").methods("POST", "PUT"))
            .mirror(named("c").methods("GET", "purge"))
            .build();

    assertThat(rules(rule).warnings())
        .containsExactly(
            "rule \"rule\".mirror[0].methods: \"get\" never matches, methods are case-sensitive"
                + " (expected: \"GET\")",
            "rule \"rule\".mirror[1].methods: [POST, PUT] gets no copies, the rule is for none of"
                + " these methods");
  }

  @Test
  void whereARuleWasWrittenComesFirst() {
    RouteRule rule =
        rule("rule")
            .origin("orders.yaml:12:3")
            .match(Match.builder().build())
            .match(Match.builder().method(exact("get")).build())
            .build();

    assertThat(rules(rule).warnings().get(0))
        .startsWith("orders.yaml:12:3: rule \"rule\".match[1].method: exact \"get\" never matches");
  }

  private static List<String> warnings(Match.Builder match) {
    return rules(rule("rule", match)).warnings();
  }
}
