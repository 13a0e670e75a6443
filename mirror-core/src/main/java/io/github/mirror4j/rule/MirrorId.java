package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

/**
 * Identifies a mirror of a rule, in any rule set.
 *
 * <p>A mirror keeps its id when rules are replaced, and with it its counts and its pause. Immutable
 * and thread-safe.
 *
 * @param rule the rule's name, {@link RouteRule#qualifiedName()}
 * @param mirror the mirror's name, {@link Mirror#name()}
 * @since 0.1.0
 */
public record MirrorId(String rule, String mirror) {

  /** Checks that no component is null. */
  public MirrorId {
    requireNonNull(rule, "rule");
    requireNonNull(mirror, "mirror");
  }

  /** Returns the names as {@code rule -> mirror}. */
  @Override
  public String toString() {
    return rule + " -> " + mirror;
  }
}
