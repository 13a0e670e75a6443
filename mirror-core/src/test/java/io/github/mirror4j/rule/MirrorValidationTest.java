package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MirrorValidationTest {

  private static final String NO_URL = "(expected: a service; for a URL Mirror.to(URI.create(..)))";
  private static final String LABEL =
      "(expected: a DNS label: 1 to 63 characters [a-z0-9-], first and last not '-')";
  private static final String BASE =
      "(expected: an absolute http or https URI with a host, a port from 1 to 65535 if any, and"
          + " without user info, query and fragment)";
  private static final String NAME =
      "(expected: 1 to 253 printable ASCII characters without blanks (Mirror.name))";
  private static final String METHODS =
      "(expected: HTTP methods other than CONNECT, such as \"GET\")";
  private static final String CONNECTION =
      "(expected: no header of the connection; for the host see Mirror.host)";
  private static final String VALUE =
      "(expected: Latin-1, no control characters, no blanks at the ends)";
  private static final String PATH =
      "(expected: a raw path that starts with '/', without query and fragment)";
  private static final String GROUPS =
      "(expected: a raw path text whose \\0 to \\9 are groups of the pattern)";

  private static Arguments mirror(UnaryOperator<Mirror> change, String problem) {
    return Arguments.of(change.apply(Mirror.to("v2")), problem);
  }

  private static Arguments base(String uri, String shown) {
    return Arguments.of(Mirror.to(URI.create(uri)).name("v2"), ".uri: \"" + shown + "\" " + BASE);
  }

  private static Arguments rewrite(PathRewrite rewrite, String problem) {
    return mirror(m -> m.rewritePath(rewrite), ".pathRewrite" + problem);
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        Arguments.of(Mirror.to("barfoo?"), ".name: \"barfoo?\" " + LABEL),
        Arguments.of(
            Mirror.to("*.example.com"), ".service: \"*.example.com\" (expected: one service)"),
        Arguments.of(
            Mirror.to("10.0.0.0/33"),
            ".service: \"10.0.0.0/33\" (expected: a host in lower case without port, '*',"
                + " '*.domain', an IP address or IPv4 block)"),
        Arguments.of(
            Mirror.to("http://localhost:8002"), ".service: \"http://localhost:8002\" " + NO_URL),
        Arguments.of(
            Mirror.to("HTTPS://user:secret@Orders/v2?x"),
            ".service: \"HTTPS://***@Orders/v2?x\" " + NO_URL),
        Arguments.of(
            Mirror.to("v2", Labels.of("version", "?")),
            ".labels.version: \"?\" (expected: at most 253 characters [-A-Za-z0-9_./])"),
        base("ftp://host", "ftp://host"),
        base("/relative", "/relative"),
        base("mailto:a@b", "mailto:a@b"),
        base("http://host:65536", "http://host:65536"),
        base("http://host?x=1", "http://host?x=1"),
        base("http://host#f", "http://host#f"),
        base("http://user:secret@host/a", "http://***@host/a"),
        base("http://@host/a", "http://***@host/a"),
        base("http://user:secret@my+host/a", "http://***@my+host/a"));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        mirror(m -> m.name(""), ".name: \"\" " + NAME),
        mirror(m -> m.name("a b"), ".name: \"a b\" " + NAME),
        mirror(m -> m.name("a\u007f"), ".name: \"a\\u007f\" " + NAME),
        mirror(m -> m.name("\u00e4"), ".name: \"\u00e4\" " + NAME),
        mirror(m -> m.name("a".repeat(254)), ".name: \"" + "a".repeat(200) + "\u2026\" " + NAME),
        // What the baselines of a mirror v2 are counted as.
        mirror(m -> m.name("v2 (baseline)"), ".name: \"v2 (baseline)\" " + NAME),
        mirror(m -> m.percentage(101), ".percentage: 101.0 (expected: 0 to 100)"),
        mirror(m -> m.percentage(-1), ".percentage: -1.0 (expected: 0 to 100)"),
        mirror(m -> m.percentage(Double.NaN), ".percentage: NaN (expected: 0 to 100)"),
        mirror(
            m -> m.percentage(0.00009),
            ".percentage: 9.0E-5 (expected: 0, or 0.0001 (one in a million) to 100)"),
        mirror(
            m -> m.fraction(2, 1),
            ".percentage: 2/1 (expected: 0 <= numerator <= denominator, denominator >= 1)"),
        mirror(
            m -> m.fraction(0, 0),
            ".percentage: 0/0 (expected: 0 <= numerator <= denominator, denominator >= 1)"),
        mirror(
            m -> m.fraction(1, 1_000_001),
            ".percentage: 1/1000001 (expected: 0, or at least one in a million)"),
        mirror(m -> m.methods("CONNECT"), ".methods: \"CONNECT\" " + METHODS),
        mirror(m -> m.methods("GET", "P T"), ".methods: \"P T\" " + METHODS),
        mirror(
            m -> m.timeout(Duration.ofNanos(999_999)),
            ".timeout: PT0.000999999S (expected: PT0.001S to PT1H)"),
        mirror(
            m -> m.timeout(Duration.ofHours(1).plusMillis(1)),
            ".timeout: PT1H0.001S (expected: PT0.001S to PT1H)"),
        mirror(m -> m.bodyLimit(-1), ".bodyLimit: -1 bytes (expected: 0 to 1073741824)"),
        mirror(
            m -> m.bodyLimit(1_073_741_825),
            ".bodyLimit: 1073741825 bytes (expected: 0 to 1073741824)"),
        mirror(m -> m.maxPerSecond(0), ".maxPerSecond: 0 (expected: 0.001 to 1000000)"),
        mirror(m -> m.maxPerSecond(-1), ".maxPerSecond: -1 (expected: 0.001 to 1000000)"),
        mirror(m -> m.maxPerSecond(1e6 + 1), ".maxPerSecond: 1000001 (expected: 0.001 to 1000000)"),
        mirror(m -> m.maxPerSecond(Double.NaN), ".maxPerSecond: NaN (expected: 0.001 to 1000000)"),
        mirror(
            m -> m.maxPerSecond(Double.POSITIVE_INFINITY),
            ".maxPerSecond: Infinity (expected: 0.001 to 1000000)"),
        mirror(m -> m.maxPerSecond(5, 0), ".maxPerSecond.burst: 0 (expected: 1 to 1000000)"),
        mirror(
            m -> m.maxPerSecond(5, 1_000_001),
            ".maxPerSecond.burst: 1000001 (expected: 1 to 1000000)"),
        mirror(
            m -> m.onlyAfter(PrimaryOutcome.status(99)),
            ".onlyAfter: 99 (expected: a status or a range within 100 to 599)"),
        mirror(
            m -> m.onlyAfter(PrimaryOutcome.statusClass(6)),
            ".onlyAfter: 6xx (expected: a status or a range within 100 to 599)"),
        mirror(
            m -> m.onlyAfter(PrimaryOutcome.status(503, 500)),
            ".onlyAfter: 503-500 (expected: a status or a range within 100 to 599)"),
        mirror(
            m -> m.onlyAfter(PrimaryOutcome.slowerThan(Duration.ZERO)),
            ".onlyAfter: slower:0s (expected: slower than PT0.001S to PT1H)"),
        mirror(
            m -> m.onlyAfter(PrimaryOutcome.slowerThan(Duration.ofHours(2)).not()),
            ".onlyAfter: slower:7200s (expected: slower than PT0.001S to PT1H)"),
        mirror(m -> m.onlyAfter(), ".onlyAfter: no condition (expected: at least one condition)"),
        mirror(
            m -> m.onlyAfter(new PrimaryOutcome.Failed(Set.of())),
            ".onlyAfter: failed (expected: at least one kind of failure)"),
        mirror(
            m -> m.primaryHeaders(),
            ".primaryHeaders: true (expected: a mirror with afterResponse or onlyAfter)"));
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        mirror(m -> m.setHeader("", "1"), ".headerEdits[0].name: \"\" (expected: a header name)"),
        mirror(m -> m.addHeader("Host", "h"), ".headerEdits[0].name: \"Host\" " + CONNECTION),
        mirror(
            m -> m.setHeader("x", "1").removeHeader("Trailer"),
            ".headerEdits[1].name: \"Trailer\" " + CONNECTION),
        mirror(
            m -> m.setHeader("te", "gzip"),
            ".headerEdits[0].value: \"gzip\" (expected: \"trailers\", the one value of TE that a"
                + " copy may have)"),
        mirror(m -> m.setHeader("x", "a\nb"), ".headerEdits[0].value: \"***\" " + VALUE),
        mirror(m -> m.addHeader("x", " a"), ".headerEdits[0].value: \"***\" " + VALUE),
        mirror(m -> m.addHeader("x", "日"), ".headerEdits[0].value: \"***\" " + VALUE),
        rewrite(PathRewrite.prefix("v1", "/v2"), ".from: \"v1\" " + PATH),
        rewrite(PathRewrite.prefix("/v1", "/v2?x"), ".to: \"/v2?x\" " + PATH),
        rewrite(PathRewrite.prefix("/v1", "/v%2"), ".to: \"/v%2\" " + PATH),
        rewrite(PathRewrite.prefix("/v1", "/{v}"), ".to: \"/{v}\" " + PATH),
        rewrite(PathRewrite.prefix("/v1", "/ü"), ".to: \"/ü\" " + PATH),
        rewrite(
            PathRewrite.regex("", "/"),
            ".pattern: \"\" (expected: an RE2 pattern that is not empty)"),
        rewrite(PathRewrite.regex("(a)", "\\2"), ".substitution: \"\\2\" " + GROUPS),
        rewrite(PathRewrite.regex("a", "b\\"), ".substitution: \"b\\\" " + GROUPS),
        rewrite(PathRewrite.regex("a", "b?c"), ".substitution: \"b?c\" " + GROUPS),
        rewrite(PathRewrite.regex("a", "<"), ".substitution: \"<\" " + GROUPS));
  }

  @ParameterizedTest
  @MethodSource({"targets", "settings", "edits"})
  void aMirrorWithOneProblemIsRefusedWithPlaceValueAndExpectation(Mirror mirror, String problem) {
    RouteRule.Builder rule = RouteRule.builder("r").destination("httpbin").mirror(mirror);

    var refusal = catchThrowableOfType(InvalidConfigurationException.class, rule::build);

    assertThat(refusal.problems())
        .extracting(Problem::toString)
        .contains("mirror[0]" + problem)
        .hasSize(1);
  }

  static Stream<Mirror> mirrorsAtTheLimits() {
    Mirror mirror = Mirror.to(URI.create("https://[::1]:65535/base"));
    return Stream.of(
        mirror.timeout(Duration.ofMillis(1)),
        mirror.timeout(Duration.ofHours(1)),
        mirror.bodyLimit(0),
        mirror.bodyLimit(1L << 30),
        mirror.maxPerSecond(0.001),
        mirror.maxPerSecond(1_000_000),
        mirror.maxPerSecond(0.5, 1_000_000),
        mirror.fraction(1, 1_000_000),
        mirror.percentage(0.0001),
        mirror.name("x".repeat(253)),
        mirror.name("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
        mirror.setHeader("x-empty", "").setHeader("x", "a\tb ÿ").removeHeader("Cookie"),
        mirror.rewritePath(PathRewrite.regex("(a)(b)", "\\0\\1\\2$%2F")));
  }

  @ParameterizedTest
  @MethodSource
  void mirrorsAtTheLimits(Mirror mirror) {
    RouteRule.Builder rule = RouteRule.builder("r").destination("httpbin").mirror(mirror);

    assertThatCode(rule::build).doesNotThrowAnyException();
  }
}
