package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a selection for one request: the rule that won, the primary's endpoint and the
 * mirrors that get a copy.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Selection {

  static final Selection NONE = new Selection(null, null, List.of(), CompiledEdits.NONE);

  private final @Nullable RouteRule rule;
  private final @Nullable Endpoint endpoint;
  private final List<RuleMirror> mirrors;
  private final CompiledEdits edits;
  private final @Nullable RouteRule undecided;

  Selection(
      @Nullable RouteRule rule,
      @Nullable Endpoint endpoint,
      List<RuleMirror> mirrors,
      CompiledEdits edits) {
    this(rule, endpoint, mirrors, edits, null);
  }

  Selection(
      @Nullable RouteRule rule,
      @Nullable Endpoint endpoint,
      List<RuleMirror> mirrors,
      CompiledEdits edits,
      @Nullable RouteRule undecided) {
    this.undecided = undecided;
    this.rule = rule;
    this.endpoint = endpoint;
    this.mirrors = mirrors;
    this.edits = edits;
  }

  static Selection undecided(RouteRule rule) {
    return new Selection(null, null, List.of(), CompiledEdits.NONE, rule);
  }

  /**
   * Returns the first rule whose patterns take more work for this request than a request may take.
   * The rule does not apply, and there are no copies. {@link #rule()} is the first later rule that
   * certainly matches.
   *
   * @return the rule; empty if every rule was decided
   */
  public Optional<RouteRule> undecided() {
    return Optional.ofNullable(undecided);
  }

  /**
   * Returns the rule that won.
   *
   * @return the rule; empty if none matched
   */
  public Optional<RouteRule> rule() {
    return Optional.ofNullable(rule);
  }

  /**
   * Returns the endpoint to which the rule sends the primary.
   *
   * @return the endpoint; empty if the primary goes to the host in its URI
   */
  public Optional<Endpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /**
   * Returns the mirrors that get a copy.
   *
   * @return an immutable list
   */
  public List<RuleMirror> mirrors() {
    return mirrors;
  }

  /**
   * Returns the rule's changes to the primary, which apply before copies are made from it.
   *
   * @return the changes; {@link PrimaryEdits#isEmpty()} if there are none
   */
  public PrimaryEdits edits() {
    return edits.edits();
  }

  /**
   * Returns the request's URI with the rule's path rewrite. The endpoint is not applied to it.
   *
   * @param request the URI of the request as the caller wrote it; path and query are taken raw
   * @return the changed URI; the same instance if the rule does not rewrite the path
   * @throws IllegalArgumentException if a path rewrite by a pattern turns the request's URI into an
   *     invalid one
   */
  public URI rewrite(URI request) {
    return edits.rewrite(request);
  }

  /**
   * Returns whether the request is neither routed nor changed nor mirrored.
   *
   * @return true if there is neither an endpoint nor a change nor a mirror
   */
  public boolean isEmpty() {
    return endpoint == null && mirrors.isEmpty() && edits.isNone();
  }

  /** Returns the selection as text. */
  @Override
  public String toString() {
    return rule == null
        ? "no rule"
        : rule.name()
            + ": primary "
            + (endpoint == null ? "as is" : endpoint)
            + ", copies "
            + mirrors;
  }
}
