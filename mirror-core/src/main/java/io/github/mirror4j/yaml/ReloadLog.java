package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ReloadFailure;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.yaml.tree.Node;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports reloads, in the log and as a status. Written by one thread at a time; the status is read
 * by any, and waits for none.
 */
final class ReloadLog {

  private static final Logger LOG = LoggerFactory.getLogger(RuleFileWatcher.class);
  private static final int MAX_PROBLEMS = 20;

  private final List<Path> paths;
  private final InstantSource clock;
  private volatile ReloadStatus status;
  private String lastFailure = "";
  private String lastContent = "";
  private List<String> warned = List.of();

  ReloadLog(List<Path> paths, InstantSource clock) {
    this.paths = paths;
    this.clock = clock;
    List<String> origins = paths.stream().map(path -> Node.printable(path.toString())).toList();
    status = new ReloadStatus(origins, true, clock.instant(), 0, 0, 0, Optional.empty());
  }

  ReloadStatus status() {
    return status;
  }

  void started(RuleDocuments read) {
    unchanged();
    warn(read);
  }

  /** The files are those whose rules are in force. */
  void unchanged() {
    succeeded(0);
  }

  void taken(RuleDocuments read) {
    succeeded(1);
    lastFailure = "";
    lastContent = "";
    warn(read);
    LOG.info(
        "rule files: a change of {} is in force: {}",
        paths,
        Percent.count(read.rules().size(), "rule", "rules"));
  }

  void keptBack(List<Problem> losses) {
    failed(new ReloadFailure(clock.instant(), true, first(losses)), 0, 1);
    StringBuilder lines = new StringBuilder();
    losses.forEach(loss -> lines.append("\n  ").append(loss));
    String text = lines.toString();
    if (!text.equals(lastFailure)) {
      lastFailure = text;
      LOG.warn(
          "rule files: a change of {} is kept back and the previous rules stay in force, because it would"
              + " break primaries or remove all rules. A restart applies it, as does a watcher that was"
              + " built withoutKeepingBack():{}",
          paths,
          text);
    }
  }

  /**
   * Records a failure.
   *
   * @param content the content that failed; the same failure with the same content counts once
   */
  void refused(Throwable failure, String content) {
    String error = String.valueOf(failure.getMessage());
    boolean isNew = !error.equals(lastFailure);
    boolean counts = isNew || !content.equals(lastContent);
    lastFailure = error;
    lastContent = content;
    failed(new ReloadFailure(clock.instant(), false, first(problems(failure))), counts ? 1 : 0, 0);
    // Files that keep changing between two wrong states would fill the log.
    if (isNew) {
      boolean expected = failure instanceof InvalidConfigurationException;
      LOG.warn(
          "rule files: a change of {} is refused and the previous rules stay in force: {}",
          paths,
          error,
          expected ? null : failure);
    }
  }

  private void failed(ReloadFailure failure, int failures, int keptBack) {
    ReloadStatus last = status;
    status =
        new ReloadStatus(
            last.origins(),
            false,
            last.lastSuccess(),
            last.reloads(),
            last.failures() + failures,
            last.keptBack() + keptBack,
            Optional.of(failure));
  }

  private void succeeded(int reloads) {
    ReloadStatus last = status;
    status =
        new ReloadStatus(
            last.origins(),
            true,
            clock.instant(),
            last.reloads() + reloads,
            last.failures(),
            last.keptBack(),
            last.lastFailure());
  }

  private static List<Problem> problems(Throwable failure) {
    if (failure instanceof InvalidConfigurationException e && !e.problems().isEmpty()) {
      return e.problems();
    }
    String expected = "rules that are taken over without an exception";
    return List.of(new Problem("rules", failure.getClass().getName(), expected));
  }

  private static List<Problem> first(List<Problem> problems) {
    if (problems.size() <= MAX_PROBLEMS) {
      return problems;
    }
    List<Problem> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
    String more = (problems.size() - MAX_PROBLEMS) + " more";
    first.add(new Problem("further problems", more, "none; the log names them"));
    return first;
  }

  /**
   * Logs the warnings unless they were the last ones logged: frequent reloads would fill the log.
   */
  private void warn(RuleDocuments read) {
    if (!read.warnings().equals(warned)) {
      read.warnings().forEach(warning -> LOG.warn("rule files: {}", warning));
    }
    warned = read.warnings();
  }
}
