package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule as text, as operators see it: which requests it is for, and what it does. */
class RuleTextTest {

  @Test
  void aRuleForEveryRequestSaysNothingOfMatches() {
    RouteRule rule = RouteRule.builder("r").destination("orders").mirror(Mirror.to("v2")).build();

    assertThat(rule)
        .hasToString("rule r for orders, precedence 0: routes [], mirrors [100 % to v2]");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mirrors")
  void aMirrorSaysHowManyOfWhichRequestsGoWhere(Mirror mirror, String text) {
    assertThat(mirror).hasToString(text);
    RouteRule rule = RouteRule.builder("r").destination("orders").mirror(mirror).build();
    assertThat(rule.toString()).endsWith("mirrors [" + text + "]");
  }

  static List<Arguments> mirrors() {
    Mirror lab = Mirror.to(URI.create("http://lab.example.com/base"));
    return List.of(
        Arguments.of(lab, "100 % to http://lab.example.com/base"),
        Arguments.of(
            lab.name("posts").percentage(10).methods("POST"),
            "posts: 10 % of POST to http://lab.example.com/base"),
        Arguments.of(
            Mirror.to("orders", Labels.of("version", "v2")).fraction(1, 3).methods("PUT", "GET"),
            "1/3 of GET and PUT to orders{version=v2}"),
        Arguments.of(Mirror.to("orders-v2").name("off").percentage(0), "off: 0 % to orders-v2"));
  }

  @Test
  void aSourceIsAServiceOrAnyOfANamespace() {
    Labels canary = Labels.of("version", "v2");

    assertThat(Source.of("frontend", canary)).hasToString("frontend{version=v2}");
    assertThat(new Source(null, "web", Labels.none())).hasToString("any in web");
    assertThat(new Source(null, null, canary)).hasToString("any{version=v2}");
  }

  @Test
  void aRouteSaysHowManyGoWhere() {
    Labels v1 = Labels.of("version", "v1");

    assertThat(Route.to(Labels.none(), 100)).hasToString("all endpoints 100 %");
    assertThat(Route.to(v1, 75)).hasToString("{version=v1} 75 %");
    assertThat(new Route(ServiceRef.of("other"), v1, 25)).hasToString("other{version=v1} 25 %");
    assertThat(new Route(ServiceRef.of("other"), Labels.none(), 25)).hasToString("other 25 %");
  }

  @Test
  void whatARequestMustBeIsTold() {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("orders")
            .precedence(20)
            .match(
                Match.builder()
                    .source(Source.of("frontend"))
                    .uri(StringMatch.pathPrefix("/api"))
                    .method(StringMatch.regex("GET|POST"))
                    .header("x-tenant", StringMatch.present())
                    .build())
            .match(
                Match.builder()
                    .scheme(StringMatch.exact("https"))
                    .authority(StringMatch.prefix("a"))
                    .port(8443)
                    .queryParameter("u", StringMatch.not(StringMatch.exact("1")))
                    .build())
            .match(Match.builder().build())
            .samplingKey(SamplingKey.cookie("id").ifMissing(SamplingKey.Missing.FIRST))
            .primary(PrimaryEdits.none().removeHeader("x"))
            .build();

    assertThat(rule)
        .hasToString(
            "rule r for orders, precedence 20:"
                + " matches [source frontend and uri path prefix \"/api\" and method regex"
                + " \"GET|POST\" and header x-tenant present,"
                + " scheme exact \"https\" and authority prefix \"a\" and port 8443 and query parameter u not"
                + " exact \"1\","
                + " every request], routes [], mirrors [], sampled by cookie id, first without it,"
                + " primaries changed");
  }

  @Test
  void credentialsThatARuleNamesAreNotShown() {
    Match match =
        Match.builder()
            .header("authorization", StringMatch.exact("Bearer secret"))
            .header("Cookie", StringMatch.regex(".*secret.*"))
            .build();

    assertThat(match).hasToString("header authorization *** and header Cookie ***");
  }
}
