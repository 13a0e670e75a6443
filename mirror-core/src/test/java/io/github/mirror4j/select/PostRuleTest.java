package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.primary;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule of "Traffic Mirroring with Istio for Testing in Production" (2018): all traffic to v1, a
 * copy of all of it to v2, which is named with weight 0 as Istio 0.5 needed it.
 */
class PostRuleTest {

  private static final RequestFacts REQUEST = get("http://httpbin:8000/headers");

  private final RouteRule mirrorTrafficToHttpbinV2 =
      RouteRule.builder("mirror-traffic-to-httbin-v2")
          .destination("httpbin")
          .precedence(11)
          .route(V1, 100)
          .route(V2, 0)
          .mirror(Mirror.to("httpbin", V2))
          .build();

  private final RouteRule defaultRule =
      RouteRule.builder("httpbin-default-v1")
          .destination("httpbin")
          .precedence(5)
          .route(V1, 100)
          .build();

  private final RuleSet rules =
      RuleSet.builder()
          .rules(defaultRule, mirrorTrafficToHttpbinV2)
          .registry(Given.httpbin())
          .build();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyPrimaryGoesToV1AndEveryCopyToV2(long seed) {
    SplittableRandom random = new SplittableRandom(seed);

    Selection selection = rules.select(REQUEST, random);

    assertThat(selection.rule()).contains(mirrorTrafficToHttpbinV2);
    assertThat(primary(rules, REQUEST, random)).isEqualTo("http://v1:8000");
    assertThat(selection.mirrors())
        .singleElement()
        .satisfies(
            mirror ->
                assertThat(mirror.address(REQUEST.uri()))
                    .contains(URI.create("http://v2:8000/headers")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://httpbin:8000/", "http://httpbin.default.svc.cluster.local/"})
  void withoutItTheDefaultRuleSendsNoCopies(String uri) {
    RuleSet before = RuleSet.builder().rules(defaultRule).registry(Given.httpbin()).build();

    Selection selection = before.select(get(uri), NO_CHANCE);

    assertThat(selection.rule()).contains(defaultRule);
    assertThat(selection.mirrors()).isEmpty();
  }
}
