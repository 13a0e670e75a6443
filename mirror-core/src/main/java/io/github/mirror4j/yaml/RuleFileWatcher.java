package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads files of rules, and again whenever they change.
 *
 * <p>Files and folders are looked at again and again: network mounts deliver no events, and a
 * mounted ConfigMap changes by swapping a symbolic link. A change counts when two looks in a row,
 * shortly after each other, find the same content, so that no half-written file is taken. What is
 * read is validated, then handed over as a whole; while it is wrong, the last good rules stay in
 * force, with one warning in the log for each distinct error. The warnings of documents that are
 * taken over are logged too, where they differ from those before.
 *
 * <p>Thread-safe. The thread that looks is a virtual one and keeps no program alive.
 *
 * @since 0.1.0
 */
public final class RuleFileWatcher implements AutoCloseable {

  /** How long content must stay the same to count. */
  private static final Duration SETTLE = Duration.ofMillis(200);

  private final Duration interval;
  private final Reload reload;
  private final CountDownLatch closed = new CountDownLatch(1);

  private RuleFileWatcher(List<Path> paths, Duration interval, Consumer<RuleDocuments> consumer) {
    this.interval = interval;
    reload = new Reload(paths, consumer);
  }

  /**
   * Reads files and folders, hands over what they say, and goes on looking for changes.
   *
   * @param interval the time between two looks, 100 ms to 1 h; some seconds are usual
   * @param consumer gets what was read, first on this thread and then on the watcher's; what it
   *     throws counts as an error of the files, and the last good rules stay in force
   * @param filesOrFolders as for {@link RuleFiles#read}
   * @return the watcher; to be closed with whatever uses the rules
   * @throws InvalidConfigurationException if anything is wrong at the start; names every problem
   */
  public static RuleFileWatcher start(
      Duration interval, Consumer<RuleDocuments> consumer, Path... filesOrFolders) {
    RuleFileWatcher watcher = create(interval, consumer, filesOrFolders);
    Thread.ofVirtual().name("mirror4j-rule-files").start(watcher::run);
    return watcher;
  }

  /** A watcher that looks only when {@link #poll()} is called. */
  static RuleFileWatcher create(
      Duration interval, Consumer<RuleDocuments> consumer, Path... filesOrFolders) {
    requireNonNull(consumer, "consumer");
    boolean isSane =
        interval.compareTo(Duration.ofMillis(100)) >= 0
            && interval.compareTo(Duration.ofHours(1)) <= 0;
    if (!isSane) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: PT0.1S to PT1H)");
    }
    var watcher = new RuleFileWatcher(List.of(filesOrFolders), interval, consumer);
    watcher.reload.first();
    return watcher;
  }

  /**
   * What was read last without an error.
   *
   * @return the rules in force
   */
  public RuleDocuments documents() {
    return reload.documents();
  }

  /**
   * How often changed files were taken over since the start.
   *
   * @return 0 as long as nothing has changed
   */
  public long reloads() {
    return reload.reloads();
  }

  /**
   * How often changed files were refused since the start, so that the rules before them stayed in
   * force; the same wrong content counts once.
   *
   * @return 0 as long as nothing was wrong
   */
  public long failures() {
    return reload.failures();
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
