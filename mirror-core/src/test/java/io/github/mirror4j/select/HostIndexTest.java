package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the conditions of rules for the request's own host are evaluated; proved by counting. */
class HostIndexTest {

  private static final Match BETA =
      Match.builder().header("x-beta", StringMatch.exact("yes")).build();

  @ParameterizedTest
  @ValueSource(
      strings = {"service-%d", "service-%d.example.com", "*.s%d.example.com", "*.x%dexample.org"})
  void rulesForOtherHostsAreNotLookedAt(String otherHosts) {
    List<RouteRule> rules = new ArrayList<>();
    IntStream.range(0, 10_000)
        .forEach(i -> rules.add(rule("other-" + i, otherHosts.formatted(i), 1)));
    rules.add(rule("first", "httpbin.example.org", 0));
    rules.add(rule("second", "*.example.org", -1));
    rules.add(rule("third", "*", -2));
    RuleSet ruleSet = RuleSet.builder().rules(rules).build();
    CountingFacts facts = new CountingFacts("http://httpbin.example.org/");

    String winner = winner(ruleSet, facts);

    assertThat(winner).isEmpty();
    assertThat(facts.conditions).isEqualTo(3);
  }

  private static RouteRule rule(String name, String host, int precedence) {
    return RouteRule.builder(name).destination(host).precedence(precedence).match(BETA).build();
  }

  /** A request that counts how often a rule asks for its header. */
  private static final class CountingFacts implements RequestFacts {

    private final URI uri;
    private int conditions;

    CountingFacts(String uri) {
      this.uri = URI.create(uri);
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public URI uri() {
      return uri;
    }

    @Override
    public List<String> headerValues(String name) {
      conditions += name.equals("x-beta") ? 1 : 0;
      return List.of();
    }
  }
}
