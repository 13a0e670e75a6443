package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A primary that goes to the mirror itself is compared with nothing. */
class SameTargetTest {

  private static final Comparison COMPARISON = Comparison.withoutBaseline().build();

  private final ServiceRegistry registry =
      ServiceRegistry.builder()
          .endpoint("httpbin", V1, URI.create("http://v1:8000"))
          .endpoint("httpbin", V2, URI.create("http://v2:8000"))
          .endpoint("canary", Labels.none(), URI.create("http://canary:8000"))
          .build();

  @Test
  void aRouteToTheMirrorsServiceAndLabels() {
    Mirror toV2 = Mirror.to("httpbin", V2);
    assertThat(isSame(rule().route(V2, 100), toV2)).isTrue();
    assertThat(isSame(rule().route(V1, 100), toV2)).isFalse();
    assertThat(isSame(rule().route(Route.to(Labels.none(), 100)), Mirror.to("httpbin"))).isTrue();
  }

  @Test
  void labelsOfAnotherServiceAreNotTheMirrors() {
    Mirror toCanary = Mirror.to("canary");
    assertThat(isSame(rule().route(V1, 100), toCanary)).isFalse();
    Route other = new Route(ServiceRef.of("canary"), Labels.none(), 100);
    assertThat(isSame(rule().route(other), toCanary)).isTrue();
    assertThat(isSame(rule().route(other), Mirror.to("httpbin", V2))).isFalse();
  }

  @Test
  void theRouteThatWasPickedCounts() {
    RuleSet rules = rules(rule().route(V1, 50).route(V2, 50), Mirror.to("httpbin", V2));
    RuleMirror mirror = rules.mirrors().get(0);
    Selection first = rules.select(get("http://httpbin/"), () -> 0);
    Selection last = rules.select(get("http://httpbin/"), () -> -1);
    assertThat(first.isSameTarget(mirror)).isFalse();
    assertThat(last.isSameTarget(mirror)).isTrue();
  }

  /**
   * Where the route was drawn, a primary that is alike is compared: chance alone tells them apart.
   */
  @Test
  void aRouteByTheDrawMakesACanary() {
    RuleSet rules = rules(rule().route(V1, 95).route(V2, 5), Mirror.to("httpbin", V2));
    RuleMirror mirror = rules.mirrors().get(0);
    assertThat(rules.select(get("http://httpbin/"), () -> 0).isCanary(mirror)).isFalse();
    assertThat(rules.select(get("http://httpbin/"), () -> -1).isCanary(mirror)).isTrue();
  }

  @Test
  void aRouteThatEveryRequestTakesMakesNone() {
    assertThat(isCanary(rule().route(V2, 100), Mirror.to("httpbin", V2))).isFalse();
    assertThat(isCanary(rule().route(V1, 0).route(V2, 100), Mirror.to("httpbin", V2))).isFalse();
  }

  /** The request decides where it goes, not the draw. */
  @Test
  void aPrimaryThatIsNotRoutedMakesNone() {
    assertThat(isCanary(rule(), Mirror.to("httpbin"))).isFalse();
    assertThat(isCanary(rule(), Mirror.to(URI.create("http://httpbin")))).isFalse();
    RouteRule.Builder split = rule().route(V1, 50).route(V2, 50);
    RouteRule compared = split.mirror(Mirror.to("httpbin").compare(COMPARISON)).build();
    RuleSet empty = RuleSet.builder().rules(compared).registry(service -> List.of()).build();
    Selection selection = empty.select(get("http://httpbin/get"));
    assertThat(selection.isSameTarget(empty.mirrors().get(0))).isTrue();
    assertThat(selection.isCanary(empty.mirrors().get(0)))
        .as("the registry has no endpoint, so that its URI decides")
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://v2:8000, true",
    "http://V2:8000/, true",
    "http://v2:8001, false",
    "https://v2:8000, false",
    "http://v2:8000/base, false"
  })
  void aRouteToTheMirrorsAddress(String base, boolean expected) {
    assertThat(isSame(rule().route(V2, 100), Mirror.to(URI.create(base)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://httpbin/get?x=1, http://httpbin, true",
    "http://httpbin:80/get, http://HTTPBIN/, true",
    "HTTP://Httpbin/get, http://httpbin:80, true",
    "http://httpbin, http://httpbin/, true",
    "http://httpbin/get, http://httpbin:8080, false",
    "http://httpbin/get, https://httpbin, false",
    "http://httpbin/get, http://httpbin/v2, false",
    "http://httpbin/get, http://other, false"
  })
  void aPrimaryThatIsNotRoutedAndAMirrorByAddress(String uri, String base, boolean expected) {
    RuleSet rules = rules(rule(), Mirror.to(URI.create(base)));
    assertThat(rules.select(get(uri)).isSameTarget(rules.mirrors().get(0))).isEqualTo(expected);
  }

  @Test
  void aPrimaryThatIsNotRoutedAndAMirrorByService() {
    assertThat(isSame(rule(), Mirror.to("httpbin"))).isTrue();
    assertThat(isSame(rule(), Mirror.to("canary"))).isFalse();
    // Which of its versions responds to the primary is not known.
    assertThat(isSame(rule(), Mirror.to("httpbin", V2))).isFalse();
  }

  private boolean isSame(RouteRule.Builder rule, Mirror mirror) {
    RuleSet rules = rules(rule, mirror);
    return rules.select(get("http://httpbin/get")).isSameTarget(rules.mirrors().get(0));
  }

  private boolean isCanary(RouteRule.Builder rule, Mirror mirror) {
    RuleSet rules = rules(rule, mirror);
    return rules.select(get("http://httpbin/get")).isCanary(rules.mirrors().get(0));
  }

  private RuleSet rules(RouteRule.Builder rule, Mirror mirror) {
    RouteRule compared = rule.mirror(mirror.compare(COMPARISON)).build();
    return RuleSet.builder().rules(compared).registry(registry).build();
  }

  private static RouteRule.Builder rule() {
    return RouteRule.builder("r").destination("httpbin");
  }
}
