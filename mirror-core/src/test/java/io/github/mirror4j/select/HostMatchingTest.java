package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMatchingTest {

  private static boolean addresses(String uri, ServiceRef destination) {
    RouteRule rule = RouteRule.builder("rule").destination(destination).build();
    return !winner(rules(rule), get(uri)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://httpbin/",
        "http://httpbin:8000/",
        "http://httpbin.default/",
        "http://httpbin.default:8000/",
        "http://httpbin.default.svc/",
        "http://httpbin.default.svc.cluster/",
        "http://httpbin.default.svc.cluster.local/",
        "http://httpbin.default.svc.cluster.local:8000/",
        "http://httpbin.default.svc.cluster.local.:8000/",
        "https://HTTPBIN.Default/",
        "http://user@httpbin:8000/"
      })
  void aServiceIsAddressedByEachOfItsNamesWithAndWithoutPort(String uri) {
    assertThat(addresses(uri, ServiceRef.of("httpbin"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://httpbin2/",
        "http://httpbin.other/",
        "http://httpbin.default.svc.cluster.local.example.com/",
        "http://v1.httpbin/",
        "http://httpbin.default.svc.cluster.loca/",
        "http://localhost/httpbin"
      })
  void noOtherHostAddressesIt(String uri) {
    assertThat(addresses(uri, ServiceRef.of("httpbin"))).isFalse();
  }

  @Test
  void aServiceInANamespaceIsAddressedByThatNamespace() {
    ServiceRef reviews = ServiceRef.of("reviews").inNamespace("prod");

    assertThat(addresses("http://reviews.prod:9080/", reviews)).isTrue();
    assertThat(addresses("http://reviews.prod.svc.cluster.local/", reviews)).isTrue();
    assertThat(addresses("http://reviews.default/", reviews)).isFalse();
  }

  @Test
  void aShortNameIsInTheNamespaceOfItsRule() {
    RouteRule rule = RouteRule.builder("rule").namespace("prod").destination("reviews").build();

    assertThat(winner(rules(rule), get("http://reviews.prod/"))).isEqualTo("rule");
    assertThat(winner(rules(rule), get("http://reviews.default/"))).isEmpty();
  }

  @Test
  void aServiceInAnOwnDomainIsAddressedByThatDomain() {
    ServiceRef reviews = ServiceRef.of("reviews").inNamespace("prod").inDomain("example.com");

    assertThat(addresses("http://reviews.prod.example.com/", reviews)).isTrue();
    assertThat(addresses("http://reviews.prod/", reviews)).isTrue();
    assertThat(addresses("http://reviews.prod.svc.cluster.local/", reviews)).isFalse();
  }

  @Test
  void aServiceNamedByItsWholeClusterHostHasItsShorterNamesToo() {
    ServiceRef httpbin = ServiceRef.of("httpbin.default.svc.cluster.local");

    assertThat(addresses("http://httpbin:8000/", httpbin)).isTrue();
    assertThat(addresses("http://httpbin.default.svc/", httpbin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "orders.example.com, http://orders.example.com/, true",
    "orders.example.com, https://Orders.Example.COM:8443/x, true",
    "orders.example.com, http://orders.example.com./, true",
    "orders.example.com, http://orders/, false",
    "orders.example.com, http://example.com/, false",
    "10.1.2.3, http://10.1.2.3:80/, true",
    "10.1.2.3, http://10.1.2.30/, false",
    "[::1], http://[::1]:8080/, true",
    "[::1], http://[::1]/, true",
    "[::1], http://[::2]:8080/, false",
    "[2001:db8::1], 'http://[2001:DB8::1]/', true"
  })
  void anyOtherHostIsAddressedByItselfAlone(String host, String uri, boolean expected) {
    assertThat(addresses(uri, ServiceRef.of(host))).isEqualTo(expected);
  }

  @Test
  void theHostHeaderCountsBeforeTheUri() {
    RouteRule rule = RouteRule.builder("rule").destination("httpbin").build();

    assertThat(winner(rules(rule), get("http://10.0.0.7/", "Host", "httpbin:80")))
        .isEqualTo("rule");
    assertThat(winner(rules(rule), get("http://httpbin/", "Host", "other"))).isEmpty();
  }

  @Test
  void aCallersShortNameMeansAServiceOfItsOwnNamespace() {
    RouteRule rule = RouteRule.builder("rule").namespace("prod").destination("reviews").build();
    RuleSet outside = RuleSet.builder().rules(rule).source(Source.of("web")).build();
    Source web = new Source(ServiceRef.of("web").inNamespace("prod"), null, Given.V1);
    RuleSet inside = RuleSet.builder().rules(rule).source(web).build();

    assertThat(winner(outside, get("http://reviews/"))).isEmpty();
    assertThat(winner(outside, get("http://reviews.prod/"))).isEqualTo("rule");
    assertThat(winner(inside, get("http://reviews/"))).isEqualTo("rule");
  }
}
