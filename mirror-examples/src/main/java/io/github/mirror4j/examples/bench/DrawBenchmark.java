package io.github.mirror4j.examples.bench;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.select.RequestFacts;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.Selection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to decide whether a request is one of those to copy: one rule, half of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DrawBenchmark {

  private final RequestFacts facts =
      RequestFacts.of(
          "GET", URI.create("http://orders/list?page=2"), Map.of("x-user", List.of("u-4711")));
  private final RuleSet all = RuleSet.builder().rules(Rules.to("orders")).build();
  private final RuleSet random = RuleSet.builder().rules(half().build()).build();
  private final RuleSet keyed =
      RuleSet.builder().rules(half().samplingKey(SamplingKey.header("x-user")).build()).build();

  /** The floor: no draw, everything is copied. */
  @Benchmark
  public Selection noDraw() {
    return all.select(facts);
  }

  /** By chance. */
  @Benchmark
  public Selection randomDraw() {
    return random.select(facts);
  }

  /** By a header. */
  @Benchmark
  public Selection keyedDraw() {
    return keyed.select(facts);
  }

  private static RouteRule.Builder half() {
    return RouteRule.builder("half")
        .destination("orders")
        .mirror(Mirror.to(Rules.MIRROR).percentage(50));
  }
}
