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
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rules in force, compiled for callers of one identity.
 *
 * <p>Rules are tried in the order of their precedence, highest first, then of their names; the
 * first one that is for the request's host and matches applies alone, rules are never merged (Istio
 * 0.5). The cost of a selection does not grow with the number of rules for other hosts.
 *
 * <p>The patterns that are tried for one request may take a limited work together, about a
 * millisecond of the calling thread; ordinary ones are far below it. Where it is used up, a rule
 * whose pattern is left does not apply, whether that pattern is to match or not to. The first rule
 * behind it that surely matches still routes and changes the primary, but no copies are selected
 * ({@link Selection#undecided()}). Immutable and thread-safe.
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
    index = new HostIndex(inOrder, source == null ? null : source.callerNamespace());
    mirrors = inOrder.stream().flatMap(rule -> rule.mirrors().stream()).toList();
  }

  /**
   * Starts a rule set without rules.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The rules, in the order in which they are tried.
   *
   * @return an immutable list
   */
  public List<RouteRule> rules() {
    return inOrder.stream().map(CompiledRule::rule).toList();
  }

  /**
   * The mirrors of all rules; each is found at its own {@link RuleMirror#index()}.
   *
   * @return an immutable list
   */
  public List<RuleMirror> mirrors() {
    return mirrors;
  }

  /**
   * What is allowed but probably not meant, such as a rule that no request can reach.
   *
   * @return an immutable list of sentences
   */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Selects with chance from {@link ThreadLocalRandom}.
   *
   * @param facts the request
   * @return the selection; {@link Selection#isEmpty()} where the request is left alone
   */
  public Selection select(RequestFacts facts) {
    return select(facts, RANDOM);
  }

  /**
   * Selects with the given chance; runs in the calling thread and never blocks, unless a registry
   * that is not fixed does.
   *
   * @param facts the request
   * @param random the source of chance; asked only where chance plays a role
   * @return the selection; {@link Selection#isEmpty()} where the request is left alone
   */
  public Selection select(RequestFacts facts, RandomGenerator random) {
    Search search = search(facts);
    CompiledRule rule = search.best();
    CompiledRule undecided = search.undecided();
    if (undecided != null) {
      return rule == null
          ? Selection.undecided(undecided.rule())
          : rule.applyBehind(undecided.rule(), random);
    }
    return rule == null ? Selection.NONE : rule.apply(facts, random);
  }

  /** The search alone; what it found and what it cost. */
  Search search(RequestFacts facts) {
    return index.find(FactReader.host(facts), facts);
  }

  /**
   * Says in plain text which rule wins for a request, why the others don't, where the primary goes
   * and which mirrors get a copy.
   *
   * <p>The text shows values of the request, but for credentials; it is meant for people and its
   * form may change.
   *
   * @param facts the request
   * @return several lines
   */
  public String explain(RequestFacts facts) {
    return new Explanation(inOrder, source, credentials).of(facts, RANDOM);
  }

  /** The rules as text without credentials, one a line, in the order in which they are tried. */
  @Override
  public String toString() {
    return String.join(
        "\n", inOrder.stream().map(rule -> rule.rule().toString(credentials)).toList());
  }

  /**
   * Collects what a rule set is made of; not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

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
     * Where services' endpoints are found.
     *
     * @param registry the registry; knows no service by default
     * @return this builder
     */
    public Builder registry(ServiceRegistry registry) {
      this.registry = requireNonNull(registry, "registry");
      return this;
    }

    /**
     * Who the callers are, for rules that ask for a source.
     *
     * @param source the identity; unknown by default, so that such rules never match
     * @return this builder
     */
    public Builder source(Source source) {
      this.source = requireNonNull(source, "source");
      return this;
    }

    /**
     * Which headers carry credentials, so that their values are not shown.
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
}
