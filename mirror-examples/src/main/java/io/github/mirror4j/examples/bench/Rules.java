package io.github.mirror4j.examples.bench;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** Rules that benchmarks have in common. */
final class Rules {

  static final URI MIRROR = URI.create("http://localhost:1");

  private Rules() {}

  /** Copies everything that goes to a host. */
  static RouteRule to(String host) {
    return RouteRule.builder(host).destination(host).mirror(Mirror.to(MIRROR)).build();
  }

  /** As many rules, each for a host that nobody asks. */
  static List<RouteRule> elsewhere(int count) {
    return IntStream.range(0, count).mapToObj(i -> to("other-" + i)).toList();
  }
}
