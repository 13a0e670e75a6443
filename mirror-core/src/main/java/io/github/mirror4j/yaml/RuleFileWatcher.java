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
 * Reads rule files, and reloads them whenever they change.
 *
 * {@snippet :
 * MirrorEngine engine = client.engine();
 * engine.onClose(RuleFileWatcher.builder(Path.of("rules"))
 *     .start(files -> engine.replaceRules(files.rules(), files.registry())));
 * }
 *
 * <p>The watcher polls the files and folders, because network mounts deliver no events and a
 * mounted ConfigMap changes by swapping a symbolic link. It accepts a change once two polls in
 * short succession find the same content, so it does not apply a half-written file. It validates
 * the new content, then passes all of it to the consumer at once. While the content is invalid, the
 * last valid rules stay in force, and each distinct error is logged once as a warning. The warnings
 * of documents that are applied are also logged if they differ from those before.
 *
 * <p>The watcher keeps back a change that would take routes or endpoints from primaries, and a
 * change that leaves no rule at all, such as an emptied file or a folder whose mount is gone. It
 * logs a warning, and the rules in force stay until a change keeps primaries routed. {@link
 * Builder#withoutKeepingBack()} applies such changes.
 *
 * <p>Thread-safe. The polling thread is a daemon, so it does not keep the JVM alive. It is a
 * platform thread, because a consumer or a mount that hangs would take a carrier from virtual
 * threads.
 *
 * @since 0.1.0
 */
public final class RuleFileWatcher implements RuleReloader, AutoCloseable {

  /** How long content must stay the same to be accepted. */
  private static final Duration SETTLE = Duration.ofMillis(200);

  private final Duration interval;
  private final ReloadState reload;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Reads for the first time; reads again only when {@link #poll()} is called. */
  RuleFileWatcher(Duration interval, ReloadState reload) {
    this.interval = interval;
    this.reload = reload;
    reload.first();
  }

  /**
   * Returns a builder of a watcher of files and folders.
   *
   * @param filesOrFolders the files and folders, as for {@link RuleFiles#read}
   * @return a new builder
   */
  public static Builder builder(Path... filesOrFolders) {
    return new Builder(List.of(filesOrFolders));
  }

  /**
   * Returns the documents that were applied last.
   *
   * @return the documents whose rules are in force
   */
  public RuleDocuments documents() {
    return reload.documents();
  }

  /** Returns the status of reloading. The same invalid content counts as one failure. */
  @Override
  public ReloadStatus status() {
    return reload.status();
  }

  /**
   * Stops polling. The method returns immediately, even while a poll hangs at a mount that is gone.
   * It does not wait for a consumer that is being called. The rules in force stay in force.
   */
  @Override
  public void close() {
    reload.stop();
    closed.countDown();
  }

  void startPolling() {
    Thread.ofPlatform().daemon().name("mirror4j-rule-files").start(this::run);
  }

  /**
   * Polls once.
   *
   * @return whether the next poll must come soon, to confirm a change that this one found
   */
  boolean poll() {
    return reload.poll();
  }

  /** Only a logger can throw here, and that must not end the watching. */
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

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
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
     * Sets the time between two polls.
     *
     * @param interval 100 ms to 1 h; 5 s by default
     * @return this builder
     * @throws IllegalArgumentException if the interval is out of range
     */
    public Builder interval(Duration interval) {
      if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX) > 0) {
        throw new IllegalArgumentException("interval: " + interval + " (expected: PT0.1S to PT1H)");
      }
      this.interval = interval;
      return this;
    }

    /**
     * Sets a registry for services that the files do not describe. The consumer gets its endpoints
     * together with those of the files. The watcher also uses it to decide whether a change would
     * take endpoints from primaries.
     *
     * @param registry the registry to ask after that of the files; empty by default
     * @return this builder
     */
    public Builder registry(ServiceRegistry registry) {
      this.registry = requireNonNull(registry, "registry");
      return this;
    }

    /**
     * Applies every valid change, including one that the watcher would otherwise keep back.
     * Primaries that lose their route then go to the host of their URI, which may not resolve. An
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
     * Reads the files, passes their content to the consumer, and starts watching for changes.
     *
     * @param consumer receives the content, at first on the calling thread and after each change on
     *     the watcher's thread. An exception that it throws at the start is thrown to the caller.
     *     After a change it counts as a failure, and the last valid rules stay in force
     * @return the watcher, to be closed together with the client that uses the rules
     * @throws InvalidConfigurationException if the documents have errors at the start; the
     *     exception names all of them
     * @throws IllegalStateException if Jackson's YAML parser is missing
     */
    public RuleFileWatcher start(Consumer<RuleDocuments> consumer) {
      RuleFileWatcher watcher = create(consumer);
      watcher.startPolling();
      return watcher;
    }

    /** Creates a watcher that reads only when {@link RuleFileWatcher#poll()} is called. */
    RuleFileWatcher create(Consumer<RuleDocuments> consumer) {
      requireNonNull(consumer, "consumer");
      ReloadLog log = new ReloadLog(paths, clock);
      return new RuleFileWatcher(
          interval, new ReloadState(paths, registry, keepsBack, consumer, log));
    }
  }
}
