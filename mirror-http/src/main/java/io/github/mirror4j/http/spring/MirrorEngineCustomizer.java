package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;

/**
 * Changes the builder of the engine that the auto-configuration creates, for settings that
 * properties do not cover, such as a client for copies.
 *
 * <p>Beans of this type are called in their order, after the properties, the registries and the
 * listeners were applied. Rules are added afterwards: declare them as beans of type {@link
 * io.github.mirror4j.rule.RouteRule}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MirrorEngineCustomizer {

  /**
   * Changes the builder.
   *
   * @param builder the builder of the engine
   */
  void customize(MirrorEngine.Builder builder);
}
