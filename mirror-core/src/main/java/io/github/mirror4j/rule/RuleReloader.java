package io.github.mirror4j.rule;

/**
 * Brings rules from somewhere, and again whenever they change there, such as a watcher of rule
 * files.
 *
 * <p>A mirroring client shows the status of those that are closed with it, in its own status and in
 * its meters. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface RuleReloader {

  /**
   * How reloading goes; returns at once, also while a look at the rules hangs.
   *
   * @return a snapshot
   */
  ReloadStatus status();
}
