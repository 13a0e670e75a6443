package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a mesh takes as much of as is allowed is written; one more is left out and reported. */
class WritingLimitsTest {

  /** A rule of some size. */
  interface Sized extends IntFunction<RouteRule> {}

  static Stream<Arguments> virtualServices() {
    return Stream.of(
        limit(1_024, length -> uri(StringMatch.regex("a".repeat(length)))),
        limit(1_024 - 6, length -> uri(StringMatch.pathPrefix(path(length)))),
        limit(1_024 - 10, length -> uri(StringMatch.pathPrefix(path(length)).ignoringCase())),
        limit(1_024, length -> header(StringMatch.regex("a".repeat(length)))),
        limit(1_024 - 4, length -> header(StringMatch.exact("a".repeat(length)).ignoringCase())),
        limit(1_024 - 11, length -> header(StringMatch.prefix("a".repeat(length)).ignoringCase())),
        limit(1_024, length -> query(StringMatch.regex("a".repeat(length)))));
  }

  @ParameterizedTest
  @MethodSource
  void virtualServices(int most, Sized rule) {
    assertIsWritten(rule.apply(most), RuleWriter::virtualServices);
    assertIsLeftOut(rule.apply(most + 1), RuleWriter::virtualServices);
  }

  static Stream<Arguments> httpRoutes() {
    return Stream.of(
        limit(1_024, length -> uri(StringMatch.exact(path(length)))),
        limit(1_024, length -> uri(StringMatch.pathPrefix(path(length)))),
        limit(1_024, length -> uri(StringMatch.regex("a".repeat(length)))),
        limit(1_024 - 7, length -> uri(StringMatch.prefix(path(length)))),
        limit(4_096, length -> header(StringMatch.exact("a".repeat(length)))),
        limit(4_096 - 4, length -> header(StringMatch.exact("a".repeat(length)).ignoringCase())),
        limit(1_024, length -> query(StringMatch.exact("a".repeat(length)))),
        limit(1_024, length -> query(StringMatch.regex("a".repeat(length)))),
        limit(
            256,
            length -> match(m -> m.queryParameter("a".repeat(length), StringMatch.exact("a")))),
        limit(16, count -> match(m -> headers(m, count))),
        limit(64, WritingLimitsTest::matches),
        limit(16, WritingLimitsTest::routes),
        limit(14, WritingLimitsTest::mirrors));
  }

  @ParameterizedTest
  @MethodSource
  void httpRoutes(int most, Sized rule) {
    assertIsWritten(rule.apply(most), RuleWriter::httpRoutes);
    assertIsLeftOut(rule.apply(most + 1), RuleWriter::httpRoutes);
  }

  /** Of a rule or a match in a document there is a most; then the next document begins. */
  @ParameterizedTest
  @CsvSource({"16, 1, 1", "17, 1, 2", "32, 1, 2", "33, 1, 3", "2, 64, 1", "3, 64, 2", "4, 64, 2"})
  void aDocumentHas16RulesAnd128Matches(int rules, int matches, int documents) {
    List<RouteRule> all =
        IntStream.range(0, rules).mapToObj(i -> matches("r" + i, matches)).toList();

    String yaml = RuleWriter.httpRoutes(all).yaml();

    assertThat(yaml.split("kind: HTTPRoute", -1)).hasSize(1 + documents);
    assertThat(RuleFiles.parse("f", yaml).rules()).hasSize(rules * matches);
  }

  private static void assertIsWritten(RouteRule rule, Writer writer) {
    RuleWriter.Written written = writer.write(List.of(rule));
    RuleDocuments read = RuleFiles.parse("f", written.yaml());

    assertThat(written.report()).noneMatch(line -> line.contains("left out"));
    assertThat(read.rules()).isNotEmpty();
    assertThat(read.rules())
        .allSatisfy(each -> assertThat(each.matches()).hasSameSizeAs(first(rule.matches())));
  }

  private static void assertIsLeftOut(RouteRule rule, Writer writer) {
    RuleWriter.Written written = writer.write(List.of(rule));

    assertThat(written.report()).anyMatch(line -> line.contains("left out"));
    assertThat(RuleFiles.parse("f", written.yaml()).rules()).isEmpty();
  }

  /** A rule of an HTTPRoute with several matches is read as several rules. */
  private static List<Match> first(List<Match> matches) {
    return matches.subList(0, Math.min(1, matches.size()));
  }

  /** Writes rules. */
  interface Writer {
    RuleWriter.Written write(List<RouteRule> rules);
  }

  private static Arguments limit(int most, Sized rule) {
    return Arguments.of(most, rule);
  }

  private static String path(int length) {
    return "/" + "a".repeat(length - 1);
  }

  private static RouteRule.Builder rule(String name) {
    ServiceRef service = new ServiceRef("orders", "default", null, null, 80);
    return RouteRule.builder(name)
        .destination("orders")
        .route(new Route(service, Labels.none(), 100));
  }

  private static RouteRule match(UnaryOperator<Match.Builder> change) {
    return rule("r").match(change.apply(Match.builder()).build()).build();
  }

  private static RouteRule uri(StringMatch uri) {
    return match(m -> m.uri(uri));
  }

  private static RouteRule header(StringMatch text) {
    return match(m -> m.header("x", text));
  }

  private static RouteRule query(StringMatch text) {
    return match(m -> m.queryParameter("q", text));
  }

  private static Match.Builder headers(Match.Builder match, int count) {
    IntStream.range(0, count).forEach(i -> match.header("x-" + i, StringMatch.exact("a")));
    return match;
  }

  private static RouteRule matches(int count) {
    return matches("r", count);
  }

  private static RouteRule matches(String name, int count) {
    RouteRule.Builder rule = rule(name);
    for (int i = 0; i < count; i++) {
      rule.match(Match.builder().uri(StringMatch.exact("/" + name + "/" + i)).build());
    }
    return rule.build();
  }

  private static RouteRule routes(int count) {
    RouteRule.Builder rule = RouteRule.builder("r").destination("orders").relativeWeights();
    for (int i = 0; i < count; i++) {
      ServiceRef service = new ServiceRef("v" + i, "default", null, null, 80);
      rule.route(new Route(service, Labels.none(), 1));
    }
    return rule.build();
  }

  private static RouteRule mirrors(int count) {
    RouteRule.Builder rule = rule("r");
    for (int i = 0; i < count; i++) {
      ServiceRef service = new ServiceRef("m" + i, "default", null, null, 80);
      rule.mirror(Mirror.to(new MirrorTarget.ToService(service, Labels.none())));
    }
    return rule.build();
  }
}
