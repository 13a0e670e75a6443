package io.github.mirror4j.compare;

/**
 * Whose evidence a report is about.
 *
 * @since 0.1.0
 */
public enum ReportScope {

  /** What one process counted itself. Other processes may have seen something else. */
  PROCESS,

  /** The sum of what the processes of a fleet wrote to evidence files. */
  FLEET
}
