package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the settings of a {@link RuleFileWatcher}; not thread-safe.
 *
 * @since 0.1.0
 */
public final class RuleFileWatcherBuilder {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final List<Path> paths;
  private Duration interval = Duration.ofSeconds(5);
  private ServiceRegistry registry = ServiceRegistry.empty();
  private boolean keepsBack = true;
  private InstantSource clock = InstantSource.system();

  RuleFileWatcherBuilder(List<Path> paths) {
    this.paths = paths;
  }

  /**
   * The time between two looks.
   *
   * @param interval 100 ms to 1 h; 5 s by default
   * @return this builder
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public RuleFileWatcherBuilder interval(Duration interval) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
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
  public RuleFileWatcherBuilder registry(ServiceRegistry registry) {
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
  public RuleFileWatcherBuilder withoutKeepingBack() {
    keepsBack = false;
    return this;
  }

  /** For tests. */
  RuleFileWatcherBuilder clock(InstantSource clock) {
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
    return new RuleFileWatcher(interval, new Reload(paths, registry, keepsBack, consumer, log));
  }
}
