package io.github.mirror4j.rule;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.not;
import static io.github.mirror4j.rule.StringMatch.pathPrefix;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every problem of a rule's head, matches and routes with its message; see MirrorValidationTest.
 */
class RuleValidationTest {

  private static final String LABEL =
      "a DNS label: 1 to 63 characters [a-z0-9-], first and last not '-'";
  private static final String DOMAIN =
      "a domain name: labels of [a-z0-9-] separated by dots, first and last not '-', at most 253"
          + " characters";
  private static final String HOST =
      "a host in lower case without port, '*', '*.domain', an IP address or IPv4 block";
  private static final Labels NONE = Labels.none();

  private static Arguments named(String name, String problem) {
    return Arguments.of(RouteRule.builder(name).destination("httpbin"), problem);
  }

  private static Arguments rule(UnaryOperator<RouteRule.Builder> change, String problem) {
    return Arguments.of(change.apply(RouteRule.builder("r").destination("httpbin")), problem);
  }

  private static Arguments match(UnaryOperator<Match.Builder> change, String problem) {
    return rule(r -> r.match(change.apply(Match.builder()).build()), "match[0]" + problem);
  }

  static Stream<Arguments> heads() {
    String both = "destination: both name and service (expected: either a name or a service)";
    return Stream.of(
        named("", "name: \"\" (expected: " + DOMAIN + ")"),
        named("Orders", "name: \"Orders\" (expected: " + DOMAIN + ")"),
        named("a..b", "name: \"a..b\" (expected: " + DOMAIN + ")"),
        rule(r -> r.namespace("a.b"), "namespace: \"a.b\" (expected: " + LABEL + ")"),
        Arguments.of(
            RouteRule.builder("r"),
            "destination: missing (expected: a service, or \"*\" for every host)"),
        rule(
            r -> r.destination("foobar?"),
            "destination.name: \"foobar?\" (expected: " + LABEL + ")"),
        rule(
            r -> r.destination("httpbin:8000"),
            "destination.service: \"httpbin:8000\" (expected: " + HOST + ")"),
        rule(
            r -> r.destination("**cnn.com"),
            "destination.service: \"**cnn.com\" (expected: " + HOST + ")"),
        rule(
            r -> r.destination("256.0.0.1"),
            "destination.service: \"256.0.0.1\" (expected: " + HOST + ")"),
        rule(
            r -> r.destination("10.0.0.0/33"),
            "destination.service: \"10.0.0.0/33\" (expected: " + HOST + ")"),
        rule(
            r -> r.destination(ServiceRef.of("a").inNamespace("A")),
            "destination.namespace: \"A\" (expected: " + LABEL + ")"),
        rule(
            r -> r.destination(ServiceRef.of("a").inDomain("a..b")),
            "destination.domain: \"a..b\" (expected: " + DOMAIN + ")"),
        rule(
            r -> r.destination(ServiceRef.host("*cnn.com").inNamespace("ns")),
            "destination.namespace: \"ns\" (expected: none beside a service)"),
        rule(
            r -> r.destination(ServiceRef.host("*cnn.com").inDomain("d")),
            "destination.domain: \"d\" (expected: none beside a service)"),
        rule(r -> r.destination(new ServiceRef("a", null, null, "b")), both),
        rule(
            r -> r.destination(new ServiceRef(null, "ns", null, null)),
            "destination: neither name nor service (expected: either a name or a service)"),
        rule(
            r -> r.samplingKey(SamplingKey.header("x user")),
            "samplingKey.name: \"x user\" (expected: a name without blanks)"),
        rule(
            r -> r.samplingKey(SamplingKey.queryParameter("")),
            "samplingKey.name: \"\" (expected: a name without blanks)"));
  }

  static Stream<Arguments> matches() {
    String lower = "(expected: a header name in lower case that is not empty)";
    return Stream.of(
        match(m -> m.source(Source.of("A?")), ".source.name: \"A?\" (expected: " + LABEL + ")"),
        match(
            m -> m.source(new Source(null, "A", NONE)),
            ".source.namespace: \"A\" (expected: " + LABEL + ")"),
        match(
            m -> m.source(Source.of("a", Labels.of("version", "?"))),
            ".source.labels.version: \"?\" (expected: at most 253 characters [-A-Za-z0-9_./])"),
        match(m -> m.uri(exact("")), ".uri: \"\" (expected: a path that is not empty)"),
        match(m -> m.uri(prefix("")), ".uri: \"\" (expected: a path that is not empty)"),
        match(m -> m.uri(not(exact(""))), ".uri: \"\" (expected: a path that is not empty)"),
        match(m -> m.uri(regex("")), ".uri: \"\" (expected: an RE2 pattern that is not empty)"),
        match(
            m -> m.uri(pathPrefix("api")), ".uri: \"api\" (expected: a path that starts with '/')"),
        match(
            m -> m.uri(regex("(")),
            ".uri: \"(\" (expected: an RE2 pattern; error parsing regexp: missing closing ): `(`)"),
        match(
            m -> m.method(pathPrefix("/a")),
            ".method: path prefix \"/a\" (expected: a path prefix only for the uri)"),
        match(
            m -> m.scheme(not(pathPrefix("/a"))),
            ".scheme: path prefix \"/a\" (expected: a path prefix only for the uri)"),
        match(
            m -> m.authority(regex("")),
            ".authority: \"\" (expected: an RE2 pattern that is not empty)"),
        match(m -> m.header("", exact("a")), ".headers: \"\" " + lower),
        match(m -> m.header("XHeader", exact("a")), ".headers: \"XHeader\" " + lower),
        match(m -> m.header("x header", exact("a")), ".headers: \"x header\" " + lower),
        match(
            m -> m.header("x", regex("a(?=b)")),
            ".headers.x: \"a(?=b)\" (expected: an RE2 pattern; error parsing regexp: invalid or"
                + " unsupported Perl syntax: `(?=`)"),
        match(
            m -> m.queryParameter("", exact("a")),
            ".queryParameters: \"\" (expected: a parameter name that is not empty)"));
  }

  static Stream<Arguments> routes() {
    String total = "(expected: weights that total 100)";
    return Stream.of(
        rule(r -> r.route(NONE, 50).route(NONE, 49), "route: weights total 99 " + total),
        rule(r -> r.route(NONE, 50), "route: weights total 50 " + total),
        rule(r -> r.route(NONE, 0).route(NONE, 0), "route: weights total 0 " + total),
        rule(
            r -> r.route(Labels.of("version", "?"), 100),
            "route[0].labels.version: \"?\" (expected: at most 253 characters [-A-Za-z0-9_./])"),
        rule(
            r -> r.route(Labels.of("", "v1"), 100),
            "route[0].labels: \"\" (expected: a label key of 1 to 253 characters [-A-Za-z0-9_./])"),
        rule(
            r -> r.route(new Route(ServiceRef.of("A?"), NONE, 100)),
            "route[0].destination.name: \"A?\" (expected: " + LABEL + ")"));
  }

  @ParameterizedTest
  @MethodSource({"heads", "matches", "routes"})
  void aRuleWithOneProblemIsRefusedWithPlaceValueAndExpectation(
      RouteRule.Builder rule, String problem) {
    var refusal = catchThrowableOfType(InvalidConfigurationException.class, rule::build);

    assertThat(refusal.problems()).extracting(Problem::toString).containsExactly(problem);
  }
}
