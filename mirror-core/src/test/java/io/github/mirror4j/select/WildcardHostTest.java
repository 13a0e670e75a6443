package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardHostTest {

  private static RouteRule rule(String name, String destination) {
    return RouteRule.builder(name).destination(destination).build();
  }

  @ParameterizedTest
  @CsvSource({
    "*, http://anything/, true",
    "*, 'http://[::1]:80/', true",
    "*.example.com, http://orders.example.com/, true",
    "*.example.com, http://a.b.example.com:8080/, true",
    "*.example.com, http://ORDERS.example.com/, true",
    "*.example.com, http://example.com/, false",
    "*.example.com, http://badexample.com/, false",
    "*.example.com, http://example.com.evil.org/, false",
    "*example.com, http://badexample.com/, true",
    "*example.com, http://example.com/, false",
    "*-v2.example.com, http://orders-v2.example.com/, true",
    "*-v2.example.com, http://orders.example.com/, false",
    "10.0.0.0/8, http://10.200.3.4:80/, true",
    "10.0.0.0/8, http://11.0.0.1/, false",
    "10.1.2.0/31, http://10.1.2.1/, true",
    "10.1.2.0/31, http://10.1.2.2/, false",
    "10.1.2.3/32, http://10.1.2.3/, true",
    "0.0.0.0/0, http://192.168.1.1/, true",
    "0.0.0.0/0, http://httpbin/, false"
  })
  void aWildcardStandsForTheseHosts(String destination, String uri, boolean expected) {
    RuleSet rules = rules(rule("rule", destination));

    assertThat(!winner(rules, get(uri)).isEmpty()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"*.example.com", "*", "10.0.0.0/8", "*-v2.example.com", "*e.com"})
  void theRuleSetAndTheReferenceAgreeOnEveryHost(String destination) {
    RuleSet rules = rules(rule("rule", destination));
    for (String host :
        new String[] {"a.example.com", "example.com", "10.1.1.1", "x-v2.example.com", "h"}) {
      boolean found = !winner(rules, get("http://" + host + "/")).isEmpty();

      assertThat(found).as(host).isEqualTo(ServiceRef.of(destination).matches(host));
    }
  }

  @Test
  void amongExactAndWildcardHostsTheNameDecidesNotTheLength() {
    RuleSet rules =
        rules(
            rule("d", "orders.example.com"),
            rule("c", "*.example.com"),
            rule("b", "*.com"),
            rule("a", "*"));

    assertThat(winner(rules, get("http://orders.example.com/"))).isEqualTo("a");
    assertThat(rules.rules()).extracting(RouteRule::name).containsExactly("a", "b", "c", "d");
  }
}
