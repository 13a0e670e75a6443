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

  static final Selection NONE = new Selection(null, null, List.of(), null, null);

  private final @Nullable AppliedRule rule;
  private final @Nullable Endpoint endpoint;
  private final List<RuleMirror> mirrors;
  private final @Nullable RouteRule undecided;
  private final @Nullable Pairing pairing;

  Selection(AppliedRule rule, @Nullable Endpoint endpoint, List<RuleMirror> mirrors) {
    this(rule, endpoint, mirrors, null, null);
  }

  private Selection(
      @Nullable AppliedRule rule,
      @Nullable Endpoint endpoint,
      List<RuleMirror> mirrors,
      @Nullable RouteRule undecided,
      @Nullable Pairing pairing) {
    this.rule = rule;
    this.endpoint = endpoint;
    this.mirrors = mirrors;
    this.undecided = undecided;
    this.pairing = pairing;
  }

  static Selection undecided(RouteRule rule) {
    return new Selection(null, null, List.of(), rule, null);
  }

  /** Returns what a rule does behind one that was not decided: there are no copies. */
  static Selection behind(RouteRule undecided, AppliedRule rule, @Nullable Endpoint endpoint) {
    return new Selection(rule, endpoint, List.of(), undecided, null);
  }

  static Selection compared(AppliedRule rule, List<RuleMirror> mirrors, Pairing pairing) {
    return new Selection(rule, pairing.endpoint(), mirrors, null, pairing);
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
    return rule == null ? Optional.empty() : Optional.of(rule.rule());
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
    return compiledEdits().edits();
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
    return compiledEdits().rewrite(request);
  }

  /**
   * Returns whether the request is neither routed nor changed nor mirrored.
   *
   * @return true if there is neither an endpoint nor a change nor a mirror
   */
  public boolean isEmpty() {
    return endpoint == null && mirrors.isEmpty() && compiledEdits().isNone();
  }

  /**
   * Returns whether a mirror of the rule is compared, whatever was drawn for this request.
   *
   * @return false if the comparison need not be asked about any mirror
   */
  public boolean isAnyCompared() {
    return pairing != null;
  }

  /**
   * Returns whether the responses to this request and to its copy are compared. The share of the
   * comparison is nested in the draw of the copies, and its methods count.
   *
   * @param mirror one of {@link #mirrors()}
   * @return false if the mirror has no comparison, or if this request is not one of those compared
   */
  public boolean isCompared(RuleMirror mirror) {
    return pairing != null && pairing.isCompared(mirror);
  }

  /**
   * Returns whether this request is sent to the old version once more, as a baseline of its
   * comparison. The share is nested in that of the comparison.
   *
   * @param mirror one of {@link #mirrors()}
   * @return true only if the request is compared and its method is GET, HEAD or OPTIONS
   */
  public boolean hasBaseline(RuleMirror mirror) {
    return pairing != null && pairing.hasBaseline(mirror);
  }

  /**
   * Returns whether the primary itself goes where this mirror's copies go: a rule routes it to the
   * mirror's own service and labels, or it is addressed to the mirror's host. Then a comparison
   * would compare a version with itself.
   *
   * @param mirror one of {@link #mirrors()}
   * @return true if that is known; of use only if the request {@linkplain #isCompared is compared}
   */
  public boolean isSameTarget(RuleMirror mirror) {
    return pairing != null && pairing.isSameTarget(mirror);
  }

  /**
   * Returns whether the primary goes where this mirror's copies go because of a draw: the rule has
   * several routes with a weight, and chance sent the primary to the mirror's own service and
   * labels. The draw does not depend on the request, nor on its sampling key.
   *
   * @param mirror one of {@link #mirrors()}
   * @return true only if {@link #isSameTarget} is true
   */
  public boolean isCanary(RuleMirror mirror) {
    return pairing != null && pairing.isCanary(mirror);
  }

  /** Returns the selection as text. */
  @Override
  public String toString() {
    return rule == null
        ? "no rule"
        : rule.rule().name()
            + ": primary "
            + (endpoint == null ? "as is" : endpoint)
            + ", copies "
            + mirrors;
  }

  private CompiledEdits compiledEdits() {
    return rule == null ? CompiledEdits.NONE : rule.edits();
  }
}
