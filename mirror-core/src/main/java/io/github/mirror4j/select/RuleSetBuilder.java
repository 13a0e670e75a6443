package io.github.mirror4j.select;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a rule set is made of; not thread-safe.
 *
 * @since 0.1.0
 */
public final class RuleSetBuilder {

  private static final Comparator<RouteRule> ORDER =
      Comparator.comparingInt(RouteRule::precedence)
          .reversed()
          .thenComparing(RouteRule::order)
          .thenComparing(RouteRule::name)
          .thenComparing(RouteRule::namespace);

  private final List<RouteRule> rules = new ArrayList<>();
  private ServiceRegistry registry = ServiceRegistry.empty();
  private @Nullable Source source;
  private CredentialHeaders credentials = CredentialHeaders.DEFAULT;

  RuleSetBuilder() {}

  /**
   * Adds rules.
   *
   * @param more the rules, in any order
   * @return this builder
   */
  public RuleSetBuilder rules(Collection<RouteRule> more) {
    more.forEach(rule -> rules.add(requireNonNull(rule, "rule")));
    return this;
  }

  /**
   * Adds rules.
   *
   * @param more the rules, in any order
   * @return this builder
   */
  public RuleSetBuilder rules(RouteRule... more) {
    return rules(List.of(more));
  }

  /**
   * Where services' endpoints are found.
   *
   * @param registry the registry; knows no service by default
   * @return this builder
   */
  public RuleSetBuilder registry(ServiceRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
    return this;
  }

  /**
   * Who the callers are, for rules that ask for a source.
   *
   * @param source the identity; unknown by default, so that such rules never match
   * @return this builder
   */
  public RuleSetBuilder source(Source source) {
    this.source = requireNonNull(source, "source");
    return this;
  }

  /**
   * Which headers carry credentials, so that their values are not shown.
   *
   * @param credentials the headers; {@link CredentialHeaders#DEFAULT} by default
   * @return this builder
   */
  public RuleSetBuilder credentialHeaders(CredentialHeaders credentials) {
    this.credentials = requireNonNull(credentials, "credentials");
    return this;
  }

  /**
   * Compiles the rules.
   *
   * @return the rule set
   * @throws InvalidConfigurationException if two rules have the same name, or a fixed registry
   *     knows no endpoint for a mirror or a route; names every problem
   */
  public RuleSet build() {
    List<Problem> problems = new ArrayList<>();
    if (source != null) {
      problems.addAll(source.problems("source"));
    }
    List<CompiledRule> inOrder = new ArrayList<>();
    int mirrors = 0;
    for (RouteRule rule : rules.stream().sorted(ORDER).toList()) {
      CompiledRule compiled = new CompiledRule(rule, inOrder.size(), source, registry, mirrors);
      inOrder.add(compiled);
      mirrors += compiled.mirrors().size();
    }
    RuleSetCheck check = new RuleSetCheck(rules, inOrder, source);
    problems.addAll(check.problems());
    InvalidConfigurationException.throwIfAny("rules", problems);
    return new RuleSet(inOrder, source, check.warnings(), credentials);
  }
}
