package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ReloadStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps of reloading, one look at a time. */
final class ReloadState {

  private static final String NONE = "";

  private final List<Path> paths;
  private final ServiceRegistry registry;
  private final boolean keepsBack;
  private final Consumer<RuleDocuments> consumer;
  private final ReloadLog log;
  private volatile @Nullable RuleDocuments documents;
  private volatile boolean stopped;

  /** The content whose rules are in force. */
  private String inForce = NONE;

  /** The content that was judged last. */
  private String current = NONE;

  /** The content that the next look has to confirm. */
  private String pending = NONE;

  ReloadState(
      List<Path> paths,
      ServiceRegistry registry,
      boolean keepsBack,
      Consumer<RuleDocuments> consumer,
      ReloadLog log) {
    this.paths = paths;
    this.registry = registry;
    this.keepsBack = keepsBack;
    this.consumer = consumer;
    this.log = log;
  }

  RuleDocuments documents() {
    return requireNonNull(documents);
  }

  ReloadStatus status() {
    return log.status();
  }

  /** Takes no lock, because a running look may hang at a mount that is gone. */
  void stop() {
    stopped = true;
  }

  synchronized void first() {
    FileSnapshot files = FileSnapshot.at(paths);
    RuleDocuments read = read(files);
    consumer.accept(read);
    inForce(files, read);
    log.started(read);
  }

  /** Looks once; returns true if it saw a change that the next look has to confirm. */
  synchronized boolean poll() {
    if (stopped) {
      return false;
    }
    FileSnapshot files;
    try {
      files = FileSnapshot.at(paths);
    } catch (Throwable e) {
      log.refused(e, NONE);
      return false;
    }
    if (files.hash().equals(current)) {
      pending = NONE;
      if (current.equals(inForce)) {
        log.unchanged();
      }
      return false;
    }
    if (!files.hash().equals(pending)) {
      pending = files.hash();
      return true;
    }
    pending = NONE;
    current = files.hash();
    take(files);
    return false;
  }

  private void take(FileSnapshot files) {
    RuleDocuments read;
    List<Problem> losses;
    try {
      read = read(files);
      losses = keepsBack ? ReloadLosses.of(documents(), read) : List.of();
      if (stopped) {
        return;
      }
      if (losses.isEmpty()) {
        consumer.accept(read);
      }
    } catch (Throwable e) {
      // The same content stays wrong; what failed for another reason may succeed the next time.
      current = e instanceof InvalidConfigurationException ? current : NONE;
      log.refused(e, files.hash());
      return;
    }
    if (losses.isEmpty()) {
      inForce(files, read);
      log.taken(read);
    } else {
      log.keptBack(losses);
    }
  }

  private RuleDocuments read(FileSnapshot files) {
    RuleDocuments read = RuleFiles.read(files.sources());
    return new RuleDocuments(
        read.rules(), read.registry().or(registry), read.warnings(), read.notes());
  }

  private void inForce(FileSnapshot files, RuleDocuments read) {
    documents = read;
    current = files.hash();
    inForce = current;
  }
}
