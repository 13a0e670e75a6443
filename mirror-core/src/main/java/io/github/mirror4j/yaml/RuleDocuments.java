package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;

/**
 * What files of rules say, all of them together.
 *
 * <p>Immutable and thread-safe.
 *
 * @param rules the rules; ready for a rule set, which tries them in the mesh's order
 * @param registry the endpoints that ServiceEntries describe, and the services that rules name with
 *     a port, under their cluster names
 * @param warnings what is allowed but not applied, or probably not meant, such as a folder without
 *     any rule file; each with its place
 * @param notes what is worth knowing without anything being wrong, such as skipped documents
 * @since 0.1.0
 */
public record RuleDocuments(
    List<RouteRule> rules, ServiceRegistry registry, List<String> warnings, List<String> notes) {

  /**
   * Copies the lists.
   *
   * @throws NullPointerException if an argument is null
   */
  public RuleDocuments {
    rules = List.copyOf(rules);
    requireNonNull(registry, "registry");
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }
}
