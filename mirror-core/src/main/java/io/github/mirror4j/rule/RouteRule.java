package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A rule for the requests to one destination: which requests match, where the primary goes and
 * which mirrors get copies.
 *
 * <p>Source of the semantic: {@code RouteRule} of Istio 0.5 ({@code config.istio.io/v1alpha2}).
 * Among the rules for a destination, the highest precedence comes first. Rules of equal precedence
 * follow in the alphabetical order of their names, or of the text set in its place ({@link
 * #order()}). Only the first rule that matches applies. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RouteRule {

  /**
   * The order in which rules are tried: by precedence, the highest first, then by {@link #order()},
   * name and namespace.
   */
  public static final Comparator<RouteRule> ORDER =
      Comparator.comparingInt(RouteRule::precedence)
          .reversed()
          .thenComparing(RouteRule::order)
          .thenComparing(RouteRule::name)
          .thenComparing(RouteRule::namespace);

  private final String name;
  private final String namespace;
  private final ServiceRef destination;
  private final int precedence;
  private final String order;
  private final List<Match> matches;
  private final List<Route> routes;
  private final List<Mirror> mirrors;
  private final @Nullable SamplingKey samplingKey;
  private final PrimaryEdits primary;

  /** Whether the weights were validated as relative ones. Equality ignores it. */
  private final boolean relativeWeights;

  /** Where the rule was written. Equality ignores it. */
  private final @Nullable String origin;

  private RouteRule(Builder builder, ServiceRef destination) {
    name = builder.name;
    namespace = builder.namespace;
    this.destination = destination.withDefaultNamespace(builder.namespace);
    precedence = builder.precedence;
    order = builder.order == null ? name : builder.order;
    matches = List.copyOf(builder.matches);
    routes = List.copyOf(builder.routes);
    mirrors = List.copyOf(builder.mirrors);
    samplingKey = builder.samplingKey;
    primary = builder.primary;
    relativeWeights = builder.relativeWeights;
    origin = builder.origin;
  }

  /**
   * Returns a builder of a rule.
   *
   * @param name the rule's name: a domain name by Kubernetes' rules, such as {@code orders-v2}
   * @return a new builder
   * @throws NullPointerException if {@code name} is null
   */
  @CheckReturnValue
  public static Builder builder(String name) {
    return new Builder(requireNonNull(name, "name"));
  }

  /**
   * Returns a builder with the content of this rule.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return toBuilder(name);
  }

  /**
   * Returns a builder with the content of this rule, but another name.
   *
   * @param otherName the name, as for {@link #builder}
   * @return a new builder
   * @throws NullPointerException if {@code otherName} is null
   */
  public Builder toBuilder(String otherName) {
    Builder copy = builder(otherName);
    copy.namespace = namespace;
    copy.destination = destination;
    copy.precedence = precedence;
    copy.order = order.equals(name) ? null : order;
    copy.relativeWeights = relativeWeights;
    copy.origin = origin;
    copy.matches.addAll(matches);
    copy.routes.addAll(routes);
    copy.mirrors.addAll(mirrors);
    copy.samplingKey = samplingKey;
    copy.primary = primary;
    return copy;
  }

  /**
   * Returns the rule's name, unique within its namespace.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the rule's name among the rules of all namespaces, as it appears in status, statistics
   * and logs.
   *
   * @return {@code namespace/name}, or the name alone in the namespace {@code default}
   */
  public String qualifiedName() {
    return namespace.equals(ServiceRef.DEFAULT_NAMESPACE) ? name : namespace + "/" + name;
  }

  /**
   * Returns the namespace in which the rule's short names are resolved.
   *
   * @return the namespace
   */
  public String namespace() {
    return namespace;
  }

  /**
   * Returns the service to whose requests this rule applies, with its namespace filled in.
   *
   * @return the destination
   */
  public ServiceRef destination() {
    return destination;
  }

  /**
   * Returns the precedence. A higher one comes first.
   *
   * @return any int
   */
  public int precedence() {
    return precedence;
  }

  /**
   * Returns the text by whose alphabetical order rules of the same precedence are tried.
   *
   * @return the rule's name, unless another text was set
   */
  public String order() {
    return order;
  }

  /**
   * Returns the matches, of which one must hold.
   *
   * @return an immutable list; empty means every request to the destination
   */
  public List<Match> matches() {
    return matches;
  }

  /**
   * Returns the weighted routes for the primary.
   *
   * @return an immutable list; empty if the primary is not routed
   */
  public List<Route> routes() {
    return routes;
  }

  /**
   * Returns the targets for copies.
   *
   * @return an immutable list
   */
  public List<Mirror> mirrors() {
    return mirrors;
  }

  /**
   * Returns the value of the request that decides about copies instead of chance.
   *
   * @return the key, if there is one
   */
  public Optional<SamplingKey> samplingKey() {
    return Optional.ofNullable(samplingKey);
  }

  /**
   * Returns the changes to the primaries for which this rule wins, and so to their copies.
   *
   * @return the changes; {@link PrimaryEdits#isEmpty()} if primaries stay unchanged
   */
  public PrimaryEdits primary() {
    return primary;
  }

  /**
   * Returns where the rule was written, for messages. It does not affect whether two rules are
   * equal.
   *
   * @return the place, such as {@code orders.yaml:12:3} for a rule that was read from a file; empty
   *     if the builder set none
   */
  public Optional<String> origin() {
    return Optional.ofNullable(origin);
  }

  /** Returns whether the other object is a rule with equal content. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteRule rule && values().equals(rule.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /**
   * Returns the rule as text: its name, its destination, which requests it matches and what it
   * does. Conditions on credentials ({@link CredentialHeaders#DEFAULT}) are masked.
   */
  @Override
  public String toString() {
    return toString(CredentialHeaders.DEFAULT);
  }

  /**
   * Returns the rule as text, with conditions on these credentials masked.
   *
   * @param credentials the headers whose values are masked
   * @return the text
   */
  public String toString(CredentialHeaders credentials) {
    StringJoiner does = new StringJoiner(", ");
    if (!matches.isEmpty()) {
      does.add("matches " + matches.stream().map(m -> m.toString(credentials)).toList());
    }
    does.add("routes " + routes);
    does.add("mirrors " + mirrors);
    if (samplingKey != null) {
      does.add("sampled by " + samplingKey);
    }
    if (!primary.isEmpty()) {
      does.add("primaries changed");
    }
    return "rule %s for %s, precedence %d: %s".formatted(name, destination, precedence, does);
  }

  private List<@Nullable Object> values() {
    return Arrays.asList(
        name,
        namespace,
        destination,
        precedence,
        order,
        matches,
        routes,
        mirrors,
        samplingKey,
        primary);
  }

  /**
   * Builds a {@link RouteRule}. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    final String name;
    String namespace = ServiceRef.DEFAULT_NAMESPACE;
    @Nullable ServiceRef destination;
    int precedence;
    @Nullable String order;
    final List<Match> matches = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    final List<Mirror> mirrors = new ArrayList<>();
    @Nullable SamplingKey samplingKey;
    PrimaryEdits primary = PrimaryEdits.none();
    boolean relativeWeights;
    @Nullable String origin;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Sets the namespace in which the rule's short names are resolved ({@code metadata.namespace}).
     *
     * @param namespace the namespace; {@code default} by default
     * @return this builder
     */
    public Builder namespace(String namespace) {
      this.namespace = requireNonNull(namespace, "namespace");
      return this;
    }

    /**
     * Sets the service to whose requests this rule applies.
     *
     * @param service a short name, a host or {@code *} for every host, as in {@link ServiceRef#of}
     * @return this builder
     */
    public Builder destination(String service) {
      return destination(ServiceRef.of(service));
    }

    /**
     * Sets the service to whose requests this rule applies.
     *
     * @param service the service
     * @return this builder
     */
    public Builder destination(ServiceRef service) {
      destination = requireNonNull(service, "destination");
      return this;
    }

    /**
     * Sets the precedence of this rule among those for the same destination. A higher one comes
     * first.
     *
     * @param precedence any int; 0 by default
     * @return this builder
     */
    public Builder precedence(int precedence) {
      this.precedence = precedence;
      return this;
    }

    /**
     * Sets the text by whose alphabetical order rules of the same precedence are tried. Rule files
     * use it to keep the order of a document's list where names sort differently.
     *
     * @param order 1 to 512 characters without control characters; the rule's name by default
     * @return this builder
     */
    public Builder order(String order) {
      this.order = requireNonNull(order, "order");
      return this;
    }

    /**
     * Adds a match. A request must meet one of the matches (OR).
     *
     * @param match the match
     * @return this builder
     */
    public Builder match(Match match) {
      matches.add(requireNonNull(match, "match"));
      return this;
    }

    /**
     * Adds a weighted route for the primary to a subset of the destination.
     *
     * @param labels the subset
     * @param weight its share in percent; the weights of a rule's routes must total 100, unless
     *     they are {@linkplain #relativeWeights() relative}
     * @return this builder
     */
    public Builder route(Labels labels, int weight) {
      return route(Route.to(labels, weight));
    }

    /**
     * Adds a weighted route for the primary.
     *
     * @param route the route
     * @return this builder
     */
    public Builder route(Route route) {
      routes.add(requireNonNull(route, "route"));
      return this;
    }

    /**
     * Makes the routes' weights relative to their total, whatever it is, instead of percentages
     * (VirtualService, HTTPRoute).
     *
     * @return this builder
     */
    public Builder relativeWeights() {
      relativeWeights = true;
      return this;
    }

    /**
     * Sets where the rule was written. Errors and warnings about the rule begin with this place.
     *
     * @param place the place, such as {@code orders.yaml:12:3}; none by default
     * @return this builder
     */
    public Builder origin(String place) {
      origin = requireNonNull(place, "origin");
      return this;
    }

    /**
     * Adds a target for copies.
     *
     * @param mirror the mirror; a rule's mirrors are independent of each other but share one draw
     * @return this builder
     */
    public Builder mirror(Mirror mirror) {
      mirrors.add(requireNonNull(mirror, "mirror"));
      return this;
    }

    /**
     * Replaces all targets for copies.
     *
     * @param mirrors the mirrors; they are independent of each other but share one draw
     * @return this builder
     */
    public Builder mirrors(List<Mirror> mirrors) {
      this.mirrors.clear();
      mirrors.forEach(this::mirror);
      return this;
    }

    /**
     * Sets a value of the request that decides about copies instead of chance.
     *
     * @param key the key; none by default
     * @return this builder
     */
    public Builder samplingKey(SamplingKey key) {
      samplingKey = requireNonNull(key, "samplingKey");
      return this;
    }

    /**
     * Sets the changes to the primaries for which this rule wins, and so to their copies.
     *
     * @param edits the changes; none by default
     * @return this builder
     */
    public Builder primary(PrimaryEdits edits) {
      primary = requireNonNull(edits, "primary");
      return this;
    }

    /**
     * Builds the rule.
     *
     * @return the rule
     * @throws InvalidConfigurationException if the rule is invalid; lists every problem
     */
    public RouteRule build() {
      List<Problem> problems = RuleValidator.problems(this);
      InvalidConfigurationException.throwIfAny("rule \"" + name + '"', problems);
      return new RouteRule(this, Objects.requireNonNull(destination));
    }
  }
}
