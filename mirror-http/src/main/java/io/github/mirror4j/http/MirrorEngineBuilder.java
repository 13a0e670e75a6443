package io.github.mirror4j.http;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.util.List;

/**
 * Collects what a mirror engine is made of; not thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorEngineBuilder extends MirrorSettingsBuilder<MirrorEngineBuilder> {

  MirrorEngineBuilder() {}

  /**
   * Makes the engine.
   *
   * @return the engine
   * @throws InvalidConfigurationException if anything is wrong with settings or rules, or if a
   *     mirror has no endpoint; names every problem
   */
  public MirrorEngine build() {
    return engine("mirror engine", List.of());
  }

  /**
   * Judges settings and rules as {@link #build()} does, and makes nothing: for tools that look at
   * rules.
   *
   * @return what is allowed but probably not meant, as in {@link MirrorStatus#warnings()}
   * @throws InvalidConfigurationException if {@code build()} would throw it; names every problem
   */
  public List<String> check() {
    ServiceRegistry guarded = Guards.registry(registry, new InternalErrors());
    return MirrorEngine.warnings(judge("mirror engine", guarded, List.of()));
  }

  @Override
  MirrorEngineBuilder self() {
    return this;
  }
}
