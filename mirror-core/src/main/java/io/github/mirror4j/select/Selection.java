package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says about one request: the rule that won, the primary's endpoint, the mirrors
 * that get a copy.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Selection {

  static final Selection NONE = new Selection(null, null, List.of());

  private final @Nullable RouteRule rule;
  private final @Nullable Endpoint endpoint;
  private final List<RuleMirror> mirrors;

  Selection(@Nullable RouteRule rule, @Nullable Endpoint endpoint, List<RuleMirror> mirrors) {
    this.rule = rule;
    this.endpoint = endpoint;
    this.mirrors = mirrors;
  }

  /**
   * The rule that won.
   *
   * @return the rule; empty where none matched
   */
  public Optional<RouteRule> rule() {
    return Optional.ofNullable(rule);
  }

  /**
   * Where the rule sends the primary.
   *
   * @return the endpoint; empty where the primary goes where its URI says
   */
  public Optional<Endpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /**
   * The mirrors that get a copy.
   *
   * @return an immutable list
   */
  public List<RuleMirror> mirrors() {
    return mirrors;
  }

  /**
   * Whether the request is left alone: neither routed nor mirrored.
   *
   * @return true if there is neither an endpoint nor a mirror
   */
  public boolean isEmpty() {
    return endpoint == null && mirrors.isEmpty();
  }

  /** The selection as text. */
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
