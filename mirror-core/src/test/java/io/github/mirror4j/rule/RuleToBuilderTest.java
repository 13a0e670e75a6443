package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that differs in one thing need not be written anew. */
class RuleToBuilderTest {

  private final Mirror mirror = Mirror.to(URI.create("http://v2"));
  private final RouteRule rule =
      RouteRule.builder("orders-v2")
          .namespace("shop")
          .destination("orders")
          .precedence(7)
          .match(Match.builder().method(StringMatch.exact("GET")).build())
          .route(Labels.of("version", "v1"), 100)
          .mirror(mirror)
          .primary(PrimaryEdits.none().setHeader("x-a", "b"))
          .samplingKey(SamplingKey.header("x-user"))
          .build();

  @Test
  void theSameRuleComesBack() {
    assertThat(rule.toBuilder().build()).isEqualTo(rule);
  }

  @Test
  void aRuleSaysWhatItWasBuiltWith() {
    assertThat(rule.name()).isEqualTo("orders-v2");
    assertThat(rule.namespace()).isEqualTo("shop");
    assertThat(rule.qualifiedName()).isEqualTo("shop/orders-v2");
    assertThat(rule.precedence()).isEqualTo(7);
    assertThat(rule.order()).isEqualTo("orders-v2");
    assertThat(rule.origin()).isEmpty();
    assertThat(rule.toBuilder().origin("f:1:1").build().origin()).contains("f:1:1");
    assertThat(rule.matches())
        .containsExactly(Match.builder().method(StringMatch.exact("GET")).build());
    assertThat(rule.routes()).containsExactly(Route.to(Labels.of("version", "v1"), 100));
    assertThat(rule.mirrors()).containsExactly(mirror);
    assertThat(rule.samplingKey()).contains(SamplingKey.header("x-user"));
    assertThat(rule.primary()).isEqualTo(PrimaryEdits.none().setHeader("x-a", "b"));
  }

  /** The order among rules of one precedence is that of their names if nothing else was set. */
  @Test
  void anOrderThatWasSetIsKeptUnderAnotherName() {
    assertThat(rule.toBuilder("other").build().order()).isEqualTo("other");
    assertThat(rule.toBuilder().order("a").build().toBuilder("other").build().order())
        .isEqualTo("a");
  }

  @Test
  void soDoRelativeWeightsAndAnOrder() {
    RouteRule relative =
        RouteRule.builder("r")
            .destination("orders")
            .order("a")
            .relativeWeights()
            .route(Labels.of("version", "v1"), 2)
            .route(Labels.of("version", "v2"), 1)
            .build();

    assertThat(relative.toBuilder().build()).isEqualTo(relative);
    assertThat(relative.toBuilder("other").build().name()).isEqualTo("other");
  }

  @Test
  void soDoesAMatchWithAllItsConditions() {
    StringMatch one = StringMatch.exact("1");
    Match match =
        Match.builder()
            .source(Source.of("web"))
            .uri(StringMatch.exact("/"))
            .scheme(one)
            .method(one)
            .authority(one)
            .port(80)
            .header("x", one)
            .queryParameter("q", one)
            .build();

    assertThat(match.toBuilder().build()).isEqualTo(match).hasSameHashCodeAs(match);
    assertThat(match.toBuilder().header("y", one).build().headers()).containsOnlyKeys("x", "y");
    assertThat(match.headers()).containsOnlyKeys("x");
    assertThat(match.hashCode()).isNotEqualTo(Match.builder().build().hashCode());
  }

  @Test
  void mirrorsReplaceThoseThatWereThere() {
    Mirror quick = mirror.timeout(Duration.ofSeconds(1));

    assertThat(rule.toBuilder().mirrors(List.of(quick)).build().mirrors()).containsExactly(quick);
  }
}
