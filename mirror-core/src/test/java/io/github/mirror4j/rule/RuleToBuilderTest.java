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
  void mirrorsReplaceThoseThatWereThere() {
    Mirror quick = mirror.timeout(Duration.ofSeconds(1));

    assertThat(rule.toBuilder().mirrors(List.of(quick)).build().mirrors()).containsExactly(quick);
  }
}
