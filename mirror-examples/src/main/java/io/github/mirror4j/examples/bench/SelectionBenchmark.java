package io.github.mirror4j.examples.bench;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.select.RequestFacts;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.Selection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a selection costs, by the number of rules, on other hosts or all on one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectionBenchmark {

  /** How many rules there are. */
  @Param({"1", "10", "100", "1000", "10000"})
  public int rules;

  private final RequestFacts facts =
      RequestFacts.of(
          "GET", URI.create("http://orders/list?page=2"), Map.of("x-user", List.of("u-4711")));
  private RuleSet otherHosts = RuleSet.builder().build();
  private RuleSet oneHost = RuleSet.builder().build();

  /** Compiles the rules. */
  @Setup
  public void compile() {
    List<RouteRule> elsewhere = new ArrayList<>();
    List<RouteRule> here = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      elsewhere.add(rule("other-" + i, "other-" + i, "/list").build());
      here.add(rule("here-" + i, "orders", "/never/" + i).build());
    }
    for (int i = 0; i < 10; i++) {
      elsewhere.add(rule("candidate-" + i, "orders", i == 9 ? "/list" : "/never").build());
    }
    otherHosts = RuleSet.builder().rules(elsewhere).build();
    oneHost = RuleSet.builder().rules(here).build();
  }

  /** All rules but ten are for other hosts; the last of the ten candidates matches. */
  @Benchmark
  public Selection tenCandidatesAmongOtherHosts() {
    return otherHosts.select(facts);
  }

  /** The worst case: all rules are for this host, and none matches. */
  @Benchmark
  public Selection allForThisHost() {
    return oneHost.select(facts);
  }

  private static RouteRule.Builder rule(String name, String host, String path) {
    return RouteRule.builder(name)
        .destination(host)
        .match(Match.builder().uri(StringMatch.exact(path)).build())
        .mirror(Mirror.to(Rules.MIRROR).percentage(50));
  }
}
