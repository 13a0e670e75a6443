package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RuleReloader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
 * change comes that keeps them routed. {@link Builder#withoutKeepingBack()} takes such changes
 * over.
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
  private final ReloadState reload;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Reads for the first time; looks again only when {@link #poll()} is called. */
  RuleFileWatcher(Duration interval, ReloadState reload) {
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
  public static Builder builder(Path... filesOrFolders) {
    return new Builder(List.of(filesOrFolders));
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

  /**
   * Collects the settings of a {@link RuleFileWatcher}; not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofHours(1);

    private final List<Path> paths;
    private Duration interval = Duration.ofSeconds(5);
    private ServiceRegistry registry = ServiceRegistry.empty();
    private boolean keepsBack = true;
    private InstantSource clock = InstantSource.system();

    Builder(List<Path> paths) {
      this.paths = paths;
    }

    /**
     * The time between two looks.
     *
     * @param interval 100 ms to 1 h; 5 s by default
     * @return this builder
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public Builder interval(Duration interval) {
      if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(MAX) > 0) {
        throw new IllegalArgumentException("interval: " + interval + " (expected: PT0.1S to PT1H)");
      }
      this.interval = interval;
      return this;
    }

    /**
     * Endpoints of services that the files do not describe. They are handed over with those of the
     * files, and the watcher knows by them whether a change would cost primaries.
     *
     * @param registry the registry behind that of the files; knows no service by default
     * @return this builder
     */
    public Builder registry(ServiceRegistry registry) {
      this.registry = requireNonNull(registry, "registry");
      return this;
    }

    /**
     * Takes over every change that is right, also one that would otherwise be kept back: primaries
     * that were routed then go where their URI says, which perhaps no name server knows, and an
     * emptied file ends mirroring.
     *
     * @return this builder
     */
    public Builder withoutKeepingBack() {
      keepsBack = false;
      return this;
    }

    /** For tests. */
    Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Reads the files, hands over what they say, and goes on looking for changes.
     *
     * @param consumer gets what was read, first on this thread and then on the watcher's; what it
     *     throws counts as an error of the files, and the last good rules stay in force
     * @return the watcher; to be closed with whatever uses the rules
     * @throws InvalidConfigurationException if anything is wrong at the start; names every problem
     * @throws IllegalStateException if Jackson's YAML parser is not there
     */
    public RuleFileWatcher start(Consumer<RuleDocuments> consumer) {
      RuleFileWatcher watcher = create(consumer);
      watcher.startLooking();
      return watcher;
    }

    /** A watcher that looks only when it is polled. */
    RuleFileWatcher create(Consumer<RuleDocuments> consumer) {
      requireNonNull(consumer, "consumer");
      ReloadLog log = new ReloadLog(paths, clock);
      return new RuleFileWatcher(
          interval, new ReloadState(paths, registry, keepsBack, consumer, log));
    }
  }
}
