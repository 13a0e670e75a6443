package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;

/**
 * The content of a set of rule files.
 *
 * <p>Immutable and thread-safe.
 *
 * @param rules the rules, ready for a rule set, which tries them in the mesh's order
 * @param registry the endpoints that ServiceEntries describe, and the services that rules name with
 *     a port, under their cluster names
 * @param warnings valid input that is not applied or is probably a mistake, such as a folder
 *     without any rule file; each warning names its place. Rules that are never reached are among
 *     the {@linkplain io.github.mirror4j.select.RuleSet#warnings() warnings of a rule set}
 * @param notes information about input that is fine, such as skipped documents
 * @since 0.1.0
 */
public record RuleDocuments(
    List<RouteRule> rules, ServiceRegistry registry, List<String> warnings, List<String> notes) {

  /**
   * Creates the content of rule files; the lists are copied.
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
