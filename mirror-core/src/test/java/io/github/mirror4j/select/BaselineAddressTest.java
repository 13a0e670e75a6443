package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Where the baseline goes that has a deployment of its own. */
class BaselineAddressTest {

  private static final URI REQUEST = URI.create("http://httpbin/a%20b?x=%31");

  @Test
  void itGoesToItsDeploymentOnThePrimarysPath() {
    Mirror rewriting = named("v2").rewritePath(PathRewrite.full("/v2"));
    assertThat(mirror(rewriting, "httpbin", V1).baselineAddress(REQUEST))
        .contains(URI.create("http://v1:8000/a%20b?x=%31"));
  }

  @Test
  void withoutADeploymentOfItsOwnItHasNoAddress() {
    for (Comparison.Builder comparison :
        new Comparison.Builder[] {Comparison.withBaseline(10), Comparison.withoutBaseline()}) {
      RuleSet rules =
          Given.rules(rule("r").mirror(named("v2").compare(comparison.build())).build());
      assertThat(rules.mirrors().get(0).baselineAddress(REQUEST)).isEmpty();
    }
    RuleSet plain = Given.rules(rule("r").mirror(named("v2")).build());
    assertThat(plain.mirrors().get(0).baselineAddress(REQUEST)).isEmpty();
  }

  @Test
  void aDeploymentWithoutAnEndpointIsRefused() {
    assertThatThrownBy(() -> mirror(named("v2"), "httpbin", Labels.of("version", "v9")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "rule \"r\".mirror[0].comparison.baseline: \"httpbin{version=v9}\" (expected: a"
                + " service with at least one such endpoint in the registry; known:"
                + " {version=v1}, {version=v2})");
  }

  @Test
  void theMirrorItselfIsRefusedUnderWhateverNameItHas() {
    for (Mirror mirror :
        new Mirror[] {
          Mirror.to("httpbin.default", Given.V2), Mirror.to(URI.create("http://V2:8000/"))
        }) {
      assertThatThrownBy(() -> mirror(mirror, "httpbin", Given.V2))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining(
              ".comparison.baseline: \"httpbin{version=v2}\" (expected: the old version, not an"
                  + " endpoint of the mirror itself)");
    }
  }

  private static RuleMirror mirror(Mirror mirror, String service, Labels labels) {
    MirrorTarget target = new MirrorTarget.ToService(ServiceRef.of(service), labels);
    Comparison comparison = Comparison.withBaselineAt(target, 10).build();
    return RuleSet.builder()
        .rules(rule("r").mirror(mirror.compare(comparison)).build())
        .registry(Given.httpbin())
        .build()
        .mirrors()
        .get(0);
  }
}
