package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the tests of the engine start from. */
final class Given {

  static final Labels V1 = Labels.of("version", "v1");
  static final Labels V2 = Labels.of("version", "v2");

  /** Chance that plays no role. */
  static final RandomGenerator NO_CHANCE =
      () -> {
        throw new AssertionError("chance was asked");
      };

  private Given() {}

  /** A rule for httpbin that has a name only, to see whether it wins. */
  static RouteRule.Builder rule(String name) {
    return RouteRule.builder(name).destination("httpbin");
  }

  /** A rule for httpbin with one match. */
  static RouteRule rule(String name, Match.Builder match) {
    return rule(name).match(match.build()).build();
  }

  static RuleSet rules(RouteRule... rules) {
    return RuleSet.builder().rules(rules).build();
  }

  /** httpbin with one endpoint of v1 and one of v2. */
  static ServiceRegistry httpbin() {
    return ServiceRegistry.builder()
        .endpoint("httpbin", V1, URI.create("http://v1:8000"))
        .endpoint("httpbin", V2, URI.create("http://v2:8000"))
        .build();
  }

  static RequestFacts get(String uri) {
    return RequestFacts.of("GET", URI.create(uri));
  }

  static RequestFacts get(String uri, String header, String... values) {
    return RequestFacts.of("GET", URI.create(uri), Map.of(header, List.of(values)));
  }

  /** The name of the rule that wins, or nothing. */
  static String winner(RuleSet rules, RequestFacts facts) {
    return rules.select(facts).rule().map(RouteRule::name).orElse("");
  }

  static boolean matches(Match.Builder match, RequestFacts facts) {
    return !winner(rules(rule("rule", match)), facts).isEmpty();
  }

  /** Where the primary goes. */
  static String primary(RuleSet rules, RequestFacts facts, RandomGenerator random) {
    return rules.select(facts, random).endpoint().map(Endpoint::uri).map(URI::toString).orElse("");
  }

  /** The names of the mirrors that get a copy. */
  static List<String> copies(RuleSet rules, RequestFacts facts, RandomGenerator random) {
    return rules.select(facts, random).mirrors().stream().map(m -> m.mirror().name()).toList();
  }
}
