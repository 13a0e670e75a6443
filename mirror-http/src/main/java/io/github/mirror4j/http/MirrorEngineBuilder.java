package io.github.mirror4j.http;

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

  @Override
  MirrorEngineBuilder self() {
    return this;
  }
}
