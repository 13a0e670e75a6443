package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What one destination's requests do: who matches, where the primary goes, who gets copies.
 *
 * <p>Source of the semantic: {@code RouteRule} of Istio 0.5 ({@code config.istio.io/v1alpha2}).
 * Among the rules for a destination the highest precedence wins, then the name in alphabetical
 * order, or what the rule has in its place ({@link #order()}); the first rule that matches applies
 * alone. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RouteRule {

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

  /** How the weights were judged; no part of what the rule says. */
  private final boolean relativeWeights;

  /** Where the rule was written; no part of what it says. */
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
   * Starts a rule.
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
   * Starts a rule that says what this one says.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return toBuilder(name);
  }

  /**
   * Starts a rule that says what this one says, under another name.
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
   * The rule's name, unique within its namespace.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The rule's name among the rules of all namespaces, as status, statistics and log show it.
   *
   * @return {@code namespace/name}, or the name alone in the namespace {@code default}
   */
  public String qualifiedName() {
    return namespace.equals(ServiceRef.DEFAULT_NAMESPACE) ? name : namespace + "/" + name;
  }

  /**
   * The namespace in which the rule's short names are resolved.
   *
   * @return the namespace
   */
  public String namespace() {
    return namespace;
  }

  /**
   * The service whose requests this rule is about, its namespace filled in.
   *
   * @return the destination
   */
  public ServiceRef destination() {
    return destination;
  }

  /**
   * The precedence; higher comes first.
   *
   * @return any int
   */
  public int precedence() {
    return precedence;
  }

  /**
   * What decides between rules of the same precedence, in alphabetical order.
   *
   * @return a text; the rule's name unless another one was given
   */
  public String order() {
    return order;
  }

  /**
   * The matches, of which one must hold.
   *
   * @return an immutable list; empty means every request to the destination
   */
  public List<Match> matches() {
    return matches;
  }

  /**
   * The weighted ways for the primary.
   *
   * @return an immutable list; empty means the primary is not routed
   */
  public List<Route> routes() {
    return routes;
  }

  /**
   * The targets for copies.
   *
   * @return an immutable list
   */
  public List<Mirror> mirrors() {
    return mirrors;
  }

  /**
   * The value of the request that decides about copies instead of chance.
   *
   * @return the key, if there is one
   */
  public Optional<SamplingKey> samplingKey() {
    return Optional.ofNullable(samplingKey);
  }

  /**
   * What is changed about the primaries that this rule wins, and so about their copies.
   *
   * @return the changes; {@link PrimaryEdits#isEmpty()} where primaries stay as they are
   */
  public PrimaryEdits primary() {
    return primary;
  }

  /**
   * Where the rule was written, for messages; it plays no role for whether two rules are equal.
   *
   * @return the place, such as {@code orders.yaml:12:3} for a rule that was read from a file; empty
   *     where the builder was given none
   */
  public Optional<String> origin() {
    return Optional.ofNullable(origin);
  }

  /** Two rules are equal when everything they say is. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteRule rule && values().equals(rule.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /**
   * The rule as text: name, destination, which requests it is for and what it does. What it says
   * about credentials ({@link CredentialHeaders#DEFAULT}) is left out.
   */
  @Override
  public String toString() {
    return toString(CredentialHeaders.DEFAULT);
  }

  /**
   * The rule as text, without what it says about these credentials.
   *
   * @param credentials the headers whose values are not shown
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
    return java.util.Arrays.asList(
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
   * Collects what a rule says; not thread-safe.
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
     * The namespace in which the rule's short names are resolved ({@code metadata.namespace}).
     *
     * @param namespace the namespace; {@code default} by default
     * @return this builder
     */
    public Builder namespace(String namespace) {
      this.namespace = requireNonNull(namespace, "namespace");
      return this;
    }

    /**
     * The service whose requests this rule is about.
     *
     * @param service a short name, a host or {@code *} for every host, as in {@link ServiceRef#of}
     * @return this builder
     */
    public Builder destination(String service) {
      return destination(ServiceRef.of(service));
    }

    /**
     * The service whose requests this rule is about.
     *
     * @param service the service
     * @return this builder
     */
    public Builder destination(ServiceRef service) {
      destination = requireNonNull(service, "destination");
      return this;
    }

    /**
     * The precedence of this rule among those for the same destination; higher comes first.
     *
     * @param precedence any int; 0 by default
     * @return this builder
     */
    public Builder precedence(int precedence) {
      this.precedence = precedence;
      return this;
    }

    /**
     * What decides between rules of the same precedence. Rule files use it to keep the order of a
     * document's list where names sort otherwise.
     *
     * @param order rules are tried in the alphabetical order of these texts; the rule's name by
     *     default. 1 to 512 characters without control characters
     * @return this builder
     */
    public Builder order(String order) {
      this.order = requireNonNull(order, "order");
      return this;
    }

    /**
     * Adds a match; a request must meet one of them (OR).
     *
     * @param match the match
     * @return this builder
     */
    public Builder match(Match match) {
      matches.add(requireNonNull(match, "match"));
      return this;
    }

    /**
     * Adds a weighted way for the primary, to a subset of the destination.
     *
     * @param labels the subset
     * @param weight its share in percent; the weights of a rule's routes sum up to 100, unless they
     *     are {@linkplain #relativeWeights() relative}
     * @return this builder
     */
    public Builder route(Labels labels, int weight) {
      return route(Route.to(labels, weight));
    }

    /**
     * Adds a weighted way for the primary.
     *
     * @param route the route
     * @return this builder
     */
    public Builder route(Route route) {
      routes.add(requireNonNull(route, "route"));
      return this;
    }

    /**
     * Lets the routes' weights count in relation to their total, whatever that is (VirtualService,
     * HTTPRoute), instead of being percentages.
     *
     * @return this builder
     */
    public Builder relativeWeights() {
      relativeWeights = true;
      return this;
    }

    /**
     * Says where the rule was written. Errors and warnings about the rule begin with it.
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
     * @param mirror the mirror; several are independent of each other but share one draw
     * @return this builder
     */
    public Builder mirror(Mirror mirror) {
      mirrors.add(requireNonNull(mirror, "mirror"));
      return this;
    }

    /**
     * Sets the targets for copies, in place of those added before.
     *
     * @param mirrors the mirrors; independent of each other but for the one draw they share
     * @return this builder
     */
    public Builder mirrors(List<Mirror> mirrors) {
      this.mirrors.clear();
      mirrors.forEach(this::mirror);
      return this;
    }

    /**
     * Lets a value of the request decide about copies instead of chance.
     *
     * @param key the key; none by default
     * @return this builder
     */
    public Builder samplingKey(SamplingKey key) {
      samplingKey = requireNonNull(key, "samplingKey");
      return this;
    }

    /**
     * Changes the primaries that this rule wins, and so their copies.
     *
     * @param edits the changes; none by default
     * @return this builder
     */
    public Builder primary(PrimaryEdits edits) {
      primary = requireNonNull(edits, "primary");
      return this;
    }

    /**
     * Makes the rule.
     *
     * @return the rule
     * @throws InvalidConfigurationException if anything is wrong with it; names every problem
     */
    public RouteRule build() {
      List<Problem> problems = RuleValidator.problems(this);
      InvalidConfigurationException.throwIfAny("rule \"" + name + '"', problems);
      return new RouteRule(this, Objects.requireNonNull(destination));
    }
  }
}
