package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.SamplingKey;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ExplainComparisonTest {

  private static final MirrorTarget SECOND = new MirrorTarget.ToUri(URI.create("http://v1b"));

  @Test
  void theBaselineOfARequestThatIsCompared() {
    assertThat(explained(Comparison.withBaseline(100), "GET"))
        .isEqualTo("compared, with a baseline where the primary goes");
    assertThat(explained(Comparison.withBaselineAt(SECOND, 100), "GET"))
        .isEqualTo("compared, with a baseline at http://v1b");
    assertThat(explained(Comparison.withoutBaseline(), "GET"))
        .isEqualTo("compared, without a baseline");
    assertThat(explained(Comparison.withBaseline(100).methods("POST"), "POST"))
        .isEqualTo("compared, without a baseline: there is none for POST");
  }

  @Test
  void aMethodThatIsNotCompared() {
    assertThat(explained(Comparison.withBaseline(100), "POST"))
        .isEqualTo("not compared: not for POST, only for GET, HEAD, OPTIONS");
  }

  @Test
  void theDrawShowsWhatItDecided() {
    // jason draws 27450, user-1 149536, a 527285 of 1,000,000: see KeyedDrawTest.
    RuleSet rules =
        rules(
            rule("r")
                .samplingKey(SamplingKey.header("x-user"))
                .mirror(named("v2").compare(Comparison.withBaseline(10).percentage(50).build()))
                .build());
    assertThat(rules.explain(get("http://httpbin/", "x-user", "jason")))
        .contains(
            "    draw: 27450 of 1000000, by header x-user\n"
                + "    mirror v2: 100 % to http://v2, compared: selected, the copy goes to"
                + " http://v2/\n"
                + "      compared, with a baseline where the primary goes\n");
    assertThat(rules.explain(get("http://httpbin/", "x-user", "user-1")))
        .contains(
            "\n      not compared: it gets no baseline, whose share of the comparisons is below the"
                + " draw; only its status is noted\n");
    assertThat(rules.explain(get("http://httpbin/", "x-user", "a")))
        .contains("\n      not compared: sampled out, its share of the copies is below the draw\n");
  }

  @Test
  void aRouteToTheMirrorItself() {
    RuleSet rules =
        RuleSet.builder()
            .rules(
                rule("r")
                    .route(V1, 90)
                    .route(V2, 10)
                    .mirror(Mirror.to("httpbin", V2).compare(Comparison.withoutBaseline().build()))
                    .build())
            .registry(Given.httpbin())
            .build();
    assertThat(rules.explain(get("http://httpbin/")))
        .endsWith(
            "      compared, without a baseline\n"
                + "      not compared if the primary goes to httpbin{version=v2}, where the copy"
                + " goes, too\n");
  }

  @Test
  void aMirrorWithoutComparisonOrWithoutACopyHasNothingToSay() {
    assertThat(rules(rule("r").mirror(named("v2")).build()).explain(get("http://httpbin/")))
        .doesNotContain("compared");
    RuleSet none =
        rules(
            rule("r")
                .mirror(named("v2").percentage(0).compare(Comparison.withoutBaseline().build()))
                .build());
    assertThat(none.explain(get("http://httpbin/"))).doesNotContain("compared, ");
  }

  private static String explained(Comparison.Builder comparison, String method) {
    RuleSet rules = rules(rule("r").mirror(named("v2").compare(comparison.build())).build());
    String text = rules.explain(RequestFacts.of(method, URI.create("http://httpbin/")));
    return text.lines().reduce((first, second) -> second).orElseThrow().strip();
  }
}
