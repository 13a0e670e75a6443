package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules are values: a rule file that was read again without a change gives equal rules. */
class RuleEqualityTest {

  private static final CopyEditor SAME = draft -> draft;

  private static RouteRule rule(UnaryOperator<RouteRule.Builder> change) {
    return change.apply(RouteRule.builder("r").destination("a")).build();
  }

  private static RouteRule match(UnaryOperator<Match.Builder> change) {
    return rule(r -> r.match(change.apply(Match.builder()).build()));
  }

  private static RouteRule mirror(UnaryOperator<Mirror> change) {
    return rule(r -> r.mirror(change.apply(Mirror.to("v2"))));
  }

  private static RouteRule primary(UnaryOperator<PrimaryEdits> change) {
    return rule(r -> r.primary(change.apply(PrimaryEdits.none())));
  }

  private static List<RouteRule> differentRules() {
    StringMatch x = StringMatch.exact("x");
    return List.of(
        rule(r -> r),
        rule(r -> r.namespace("n")),
        rule(r -> r.destination("b")),
        rule(r -> r.precedence(1)),
        rule(r -> r.samplingKey(SamplingKey.header("k"))),
        rule(r -> r.samplingKey(SamplingKey.cookie("k"))),
        primary(e -> e.timeout(Duration.ofSeconds(1))),
        primary(e -> e.authority("b")),
        primary(e -> e.rewritePath(PathRewrite.full("/a"))),
        primary(e -> e.setHeader("h", "x")),
        primary(e -> e.addHeader("h", "x")),
        primary(e -> e.removeHeader("h")),
        rule(r -> r.route(Labels.of("version", "v1"), 100)),
        match(m -> m),
        match(m -> m.source(Source.of("s"))),
        match(m -> m.uri(x)),
        match(m -> m.scheme(x)),
        match(m -> m.method(x)),
        match(m -> m.authority(x)),
        match(m -> m.header("h", x)),
        match(m -> m.header("h", x.ignoringCase())),
        match(m -> m.queryParameter("h", x)),
        mirror(m -> m),
        mirror(m -> m.name("other")),
        mirror(m -> m.percentage(1)),
        mirror(m -> m.methods("GET")),
        mirror(m -> m.setHeader("h", "x")),
        mirror(m -> m.addHeader("h", "x")),
        mirror(m -> m.removeHeader("h")),
        mirror(m -> m.rewritePath(PathRewrite.prefix("/a", "/b"))),
        mirror(m -> m.credentials(Credentials.STRIP)),
        mirror(m -> m.host(CopyHost.ORIGINAL)),
        mirror(m -> m.timeout(Duration.ofSeconds(1))),
        mirror(m -> m.bodyLimit(1)),
        mirror(m -> m.maxPerSecond(1)),
        mirror(m -> m.maxPerSecond(1, 2)),
        mirror(m -> m.afterResponse()),
        mirror(m -> m.afterResponse().primaryHeaders()),
        mirror(m -> m.onlyAfter(PrimaryOutcome.status(404))),
        mirror(m -> m.onlyAfter(PrimaryOutcome.failed())),
        mirror(m -> m.compare(Comparison.withBaseline(10).build())),
        mirror(m -> m.compare(Comparison.withBaseline(20).build())),
        mirror(m -> m.compare(Comparison.withBaseline(10).percentage(50).build())),
        mirror(m -> m.compare(Comparison.withBaseline(10).show("$.a").build())),
        mirror(m -> m.compare(Comparison.withBaseline(10).ignore("$.a").build())),
        mirror(m -> m.edit(SAME)),
        match(m -> m.port(80)),
        rule(r -> r.order("x")),
        rule(r -> r.route(Labels.of("version", "v2"), 100)));
  }

  static Stream<Integer> places() {
    return IntStream.range(0, differentRules().size()).boxed();
  }

  @ParameterizedTest
  @MethodSource("places")
  void rulesAreEqualWhenEverythingTheySayIs(int place) {
    RouteRule rule = differentRules().get(place);
    List<RouteRule> again = new ArrayList<>(differentRules());

    assertThat(again.get(place)).isEqualTo(rule).hasSameHashCodeAs(rule);
    again.remove(place);
    assertThat(again).doesNotContain(rule);
  }

  @Test
  void mostDifferentRulesHaveDifferentHashCodes() {
    List<Mirror> mirrors = differentRules().stream().flatMap(r -> r.mirrors().stream()).toList();

    assertThat(differentRules().stream().map(RouteRule::hashCode).distinct())
        .hasSizeGreaterThan(differentRules().size() / 2);
    assertThat(mirrors.stream().map(Mirror::hashCode).distinct())
        .hasSizeGreaterThan(mirrors.size() / 2);
  }
}
