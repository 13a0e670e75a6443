package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RuleReloader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads files of rules, and again whenever they change.
 *
 * {@snippet :
 * client.onClose(RuleFileWatcher.builder(Path.of("rules"))
 *     .start(files -> client.replaceRules(files.rules(), files.registry())));
 * }
 *
 * <p>Files and folders are looked at again and again: network mounts deliver no events, and a
 * mounted ConfigMap changes by swapping a symbolic link. A change counts when two looks in a row,
 * shortly after each other, find the same content, so that no half-written file is taken. What is
 * read is validated, then handed over as a whole; while it is wrong, the last good rules stay in
 * force, with one warning in the log for each distinct error. The warnings of documents that are
 * taken over are logged too, where they differ from those before.
 *
 * <p>A change that would cost primaries is kept back, with a warning in the log: one that takes
 * away the endpoints that primaries are routed to, or their routes, and one that leaves no rule at
 * all, such as an emptied file or a folder whose mount is gone. The rules in force stay, until a
 * change comes that keeps them routed. {@link RuleFileWatcherBuilder#withoutKeepingBack()} takes
 * such changes over.
 *
 * <p>Thread-safe. The thread that looks is a daemon, so it keeps no program alive; it is none of
 * the virtual ones, which a consumer or a mount that hangs would take a carrier from.
 *
 * @since 0.1.0
 */
public final class RuleFileWatcher implements RuleReloader, AutoCloseable {

  /** How long content must stay the same to count. */
  private static final Duration SETTLE = Duration.ofMillis(200);

  private final Duration interval;
  private final Reload reload;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Reads for the first time; looks again only when {@link #poll()} is called. */
  RuleFileWatcher(Duration interval, Reload reload) {
    this.interval = interval;
    this.reload = reload;
    reload.first();
  }

  /**
   * Starts a watcher of files and folders.
   *
   * @param filesOrFolders as for {@link RuleFiles#read}
   * @return a new builder
   */
  public static RuleFileWatcherBuilder builder(Path... filesOrFolders) {
    return new RuleFileWatcherBuilder(List.of(filesOrFolders));
  }

  /**
   * What was read last and taken over.
   *
   * @return the rules in force
   */
  public RuleDocuments documents() {
    return reload.documents();
  }

  /** How reloading goes: the same wrong content counts as one failure. */
  @Override
  public ReloadStatus status() {
    return reload.status();
  }

  /**
   * Stops looking. Returns at once, even while a look hangs at a mount that is gone; a consumer
   * that is being called is not waited for. The rules in force stay so.
   */
  @Override
  public void close() {
    reload.stop();
    closed.countDown();
  }

  void startLooking() {
    Thread.ofPlatform().daemon().name("mirror4j-rule-files").start(this::run);
  }

  /**
   * Looks once.
   *
   * @return whether a change was seen that has to prove stable, so that the next look is soon
   */
  boolean poll() {
    return reload.poll();
  }

  /** A log that throws, the only thing that can, must not end the watching. */
  private boolean look() {
    try {
      return poll();
    } catch (Throwable e) {
      return false;
    }
  }

  private void run() {
    try {
      Duration pause = interval;
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean isPending = look();
        pause = isPending && SETTLE.compareTo(interval) < 0 ? SETTLE : interval;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
