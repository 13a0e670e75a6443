package io.github.mirror4j.rule;

/**
 * Loads rules and reloads them whenever they change, as a watcher of rule files does.
 *
 * <p>A mirroring client includes the status of the reloaders that are closed with it in its own
 * status and its meters. Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
public interface RuleReloader {

  /**
   * Returns the status of reloading. The method returns immediately, even while reading the rules
   * hangs.
   *
   * @return a snapshot
   */
  ReloadStatus status();
}
