package io.github.mirror4j.select;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;

/** Mirrors by address, for tests that look at shares and not at services. */
final class Mirrors {

  private Mirrors() {}

  /** A mirror of this name with its own address. */
  static Mirror named(String name) {
    return Mirror.to(URI.create("http://" + name)).name(name);
  }

  /** These rules, with a service "shadow" that they may mirror to. */
  static RuleSet withShadow(RouteRule... rules) {
    ServiceRegistry registry =
        ServiceRegistry.builder().endpoint("shadow", URI.create("http://shadow:80")).build();
    return RuleSet.builder().rules(rules).registry(registry).build();
  }
}
