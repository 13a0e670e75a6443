package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.AddressBlock;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

  @Test
  void blocksOfOtherAddressesCostOneLookUpForEachLength() {
    AddressBlocks.Builder blocks = new AddressBlocks.Builder();
    for (int i = 0; i < 10_000; i++) {
      AddressBlock block = new AddressBlock(i << 16 | 0x0a000000, 16 + i % 17);
      blocks.add(block, compiled("other-" + i, block.toString()));
    }
    AddressBlocks index = blocks.build();

    int address = index.address("192.168.1.1").orElseThrow();

    assertThat(index.lookUps()).isEqualTo(17);
    for (int i = 0; i < index.lookUps(); i++) {
      assertThat(index.find(i, address)).isEmpty();
    }
    assertThat(index.address("httpbin")).isEmpty();
  }

  /** Blocks that overlap, contain one another, repeat; the order of ranks decides as ever. */
  @Test
  void blocksWinInTheOrderOfTheirRules() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<RouteRule> rules = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int network = 0x0a000000 | random.nextInt(4) << 8 | random.nextInt(4);
        String host = new AddressBlock(network, random.nextInt(33)).toString();
        rules.add(
            RouteRule.builder("r" + i).destination(host).precedence(random.nextInt(5)).build());
      }
      RuleSet ruleSet = RuleSet.builder().rules(rules).build();
      for (int i = 0; i < 40; i++) {
        String host = "10.0." + random.nextInt(4) + "." + random.nextInt(4);
        String first =
            ruleSet.rules().stream()
                .filter(rule -> rule.destination().matches(host))
                .map(RouteRule::name)
                .findFirst()
                .orElse("");

        assertThat(winner(ruleSet, Given.get("http://" + host + "/"))).as(host).isEqualTo(first);
      }
    }
  }

  /** A source that this client is not: the rule is no candidate at all. */
  @Test
  void rulesForOtherCallersAreNotLookedAt() {
    List<RouteRule> rules = new ArrayList<>();
    Match elsewhere =
        Match.builder()
            .source(Source.of("other"))
            .header("x-beta", StringMatch.exact("yes"))
            .build();
    IntStream.range(0, 1_000)
        .forEach(
            i ->
                rules.add(
                    RouteRule.builder("r" + i).destination("httpbin").match(elsewhere).build()));
    rules.add(rule("last", "httpbin", -1));
    CountingFacts facts = new CountingFacts("http://httpbin/");

    assertThat(winner(RuleSet.builder().rules(rules).build(), facts)).isEmpty();
    assertThat(facts.conditions).isEqualTo(1);
  }

  private static CompiledRule compiled(String name, String host) {
    return new CompiledRule(rule(name, host, 0), 0, null, ServiceRegistry.empty(), 0);
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
