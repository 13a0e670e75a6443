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
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A set of rules, compiled for callers of one identity.
 *
 * <p>Rules are tried in the order of their precedence, highest first, then of their names. At most
 * one rule applies: the first one that is for the request's host and matches. Rules are never
 * merged (Istio 0.5). The cost of a selection does not grow with the number of rules for other
 * hosts.
 *
 * <p>The work for all patterns that are tried for one request is limited to about a millisecond of
 * the calling thread. Ordinary patterns are far below this limit. Once it is used up, a rule with a
 * remaining pattern does not apply, whether the pattern has to match or must not match. The first
 * later rule that certainly matches still routes and changes the primary, but no copies are
 * selected ({@link Selection#undecided()}). Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RuleSet {

  private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

  private final List<CompiledRule> inOrder;
  private final HostIndex index;
  private final List<RuleMirror> mirrors;
  private final List<String> warnings;
  private final @Nullable Source source;
  private final CredentialHeaders credentials;

  RuleSet(
      List<CompiledRule> inOrder,
      @Nullable Source source,
      List<String> warnings,
      CredentialHeaders credentials) {
    this.credentials = credentials;
    this.inOrder = List.copyOf(inOrder);
    this.source = source;
    this.warnings = List.copyOf(warnings);
    index = new HostIndex(inOrder, source == null ? null : CallerIdentity.namespace(source));
    mirrors = inOrder.stream().flatMap(rule -> rule.mirrors().stream()).toList();
  }

  /**
   * Returns a builder without rules.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the rules, in the order in which they are tried.
   *
   * @return an immutable list
   */
  public List<RouteRule> rules() {
    return inOrder.stream().map(CompiledRule::rule).toList();
  }

  /**
   * Returns the mirrors of all rules, each at its {@link RuleMirror#index()}.
   *
   * @return an immutable list
   */
  public List<RuleMirror> mirrors() {
    return mirrors;
  }

  /**
   * Returns warnings about what is allowed but probably not intended, such as a rule that no
   * request can reach.
   *
   * @return an immutable list of sentences
   */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Selects a rule for a request, with random numbers from {@link ThreadLocalRandom}.
   *
   * @param facts the request
   * @return the selection; {@link Selection#isEmpty()} if the request stays unchanged and is not
   *     mirrored
   */
  public Selection select(RequestFacts facts) {
    return select(facts, RANDOM);
  }

  /**
   * Selects a rule for a request, with random numbers from a generator. The method runs on the
   * calling thread and never blocks, unless a registry that is not fixed does.
   *
   * @param facts the request
   * @param random the generator, called only if chance decides
   * @return the selection; {@link Selection#isEmpty()} if the request stays unchanged and is not
   *     mirrored
   */
  public Selection select(RequestFacts facts, RandomGenerator random) {
    RuleSearch search = search(facts);
    CompiledRule rule = search.best();
    CompiledRule undecided = search.undecided();
    if (undecided != null) {
      return rule == null
          ? Selection.undecided(undecided.rule())
          : rule.applyBehind(undecided.rule(), random);
    }
    return rule == null ? Selection.NONE : rule.apply(facts, random);
  }

  /** Runs the search alone and returns what it found and what it cost. */
  RuleSearch search(RequestFacts facts) {
    return index.find(FactReader.host(facts), facts);
  }

  /**
   * Explains in plain text which rule wins for a request, why the others don't, where the primary
   * goes and which mirrors get a copy.
   *
   * <p>The text shows values of the request, except for credentials. It is meant for people, and
   * its form may change.
   *
   * @param facts the request
   * @return several lines
   */
  public String explain(RequestFacts facts) {
    return new Explanation(inOrder, source, credentials).of(facts, RANDOM);
  }

  /**
   * Returns the rules as text without credentials, one per line, in the order in which they are
   * tried.
   */
  @Override
  public String toString() {
    return String.join(
        "\n", inOrder.stream().map(rule -> rule.rule().toString(credentials)).toList());
  }

  /**
   * Builds a {@link RuleSet}. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final List<RouteRule> rules = new ArrayList<>();
    private ServiceRegistry registry = ServiceRegistry.empty();
    private @Nullable Source source;
    private CredentialHeaders credentials = CredentialHeaders.DEFAULT;

    Builder() {}

    /**
     * Adds rules.
     *
     * @param more the rules, in any order
     * @return this builder
     */
    public Builder rules(Collection<RouteRule> more) {
      more.forEach(rule -> rules.add(requireNonNull(rule, "rule")));
      return this;
    }

    /**
     * Adds rules.
     *
     * @param more the rules, in any order
     * @return this builder
     */
    public Builder rules(RouteRule... more) {
      return rules(List.of(more));
    }

    /**
     * Sets the registry in which the endpoints of services are found.
     *
     * @param registry the registry; by default one that knows no service
     * @return this builder
     */
    public Builder registry(ServiceRegistry registry) {
      this.registry = requireNonNull(registry, "registry");
      return this;
    }

    /**
     * Sets the identity of the callers, for rules that require a source.
     *
     * @param source the identity; by default unknown, so that such rules never match
     * @return this builder
     */
    public Builder source(Source source) {
      this.source = requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets which headers carry credentials. Their values are not shown.
     *
     * @param credentials the headers; {@link CredentialHeaders#DEFAULT} by default
     * @return this builder
     */
    public Builder credentialHeaders(CredentialHeaders credentials) {
      this.credentials = requireNonNull(credentials, "credentials");
      return this;
    }

    /**
     * Compiles the rules.
     *
     * @return the rule set
     * @throws InvalidConfigurationException if the source is invalid, if two rules have the same
     *     name, or if a fixed registry has no endpoint for a mirror or a route; lists every problem
     */
    public RuleSet build() {
      List<Problem> problems = new ArrayList<>();
      if (source != null) {
        problems.addAll(source.problems("source"));
      }
      List<CompiledRule> inOrder = new ArrayList<>();
      int mirrors = 0;
      for (RouteRule rule : rules.stream().sorted(RouteRule.ORDER).toList()) {
        CompiledRule compiled = new CompiledRule(rule, inOrder.size(), source, registry, mirrors);
        inOrder.add(compiled);
        mirrors += compiled.mirrors().size();
      }
      RuleSetValidator validator = new RuleSetValidator(rules, inOrder, source);
      problems.addAll(validator.problems());
      InvalidConfigurationException.throwIfAny("rules", problems);
      return new RuleSet(inOrder, source, validator.warnings(), credentials);
    }
  }
}
