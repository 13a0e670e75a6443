package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one engine in one registry, kept in step with its mirrors.
 *
 * <p>Meters are registered under the lock, by the binding thread or by the listener's thread, so
 * that none is registered after the end. A mirror that the registry refuses has an empty place, so
 * that it is not tried again with each of its copies.
 */
final class Binding implements MirrorListener {

  /** New endpoints are rare, and to look for them takes a report. */
  private static final long LOOK_FOR_ENDPOINTS = Duration.ofSeconds(10).toNanos();

  private final MirrorEngine engine;
  private final MeterRegistry registry;
  private final Tags tags;
  private final int endpoints;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<MirrorId, Optional<LaneMeters>> lanes = new ConcurrentHashMap<>();
  private final Map<MirrorId, Optional<ComparisonMeters>> comparisons = new HashMap<>();
  private @Nullable EngineMeters engineMeters;
  private long lookedForEndpoints;
  private boolean closed;

  Binding(
      MirrorEngine engine,
      MeterRegistry registry,
      Tags tags,
      int endpoints,
      LongSupplier nanoTime) {
    this.engine = engine;
    this.registry = registry;
    this.tags = tags;
    this.endpoints = endpoints;
    this.nanoTime = nanoTime;
    lookedForEndpoints = nanoTime.getAsLong();
  }

  /** All or nothing. */
  void open() {
    lock.lock();
    try {
      Set<Meter.Id> foreign =
          registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
      engineMeters = new EngineMeters(engine, new Meters(registry, foreign), tags);
      engine.addListener(this); // before the mirrors are looked at, so that none is missed
      follow(foreign);
    } catch (Throwable e) {
      close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    engine.removeListener(this);
    lock.lock();
    try {
      closed = true;
      removeAll(lanes);
      removeAll(comparisons);
      if (engineMeters != null) {
        engineMeters.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {
    if (!lanes.containsKey(id)) {
      rulesReplaced();
    }
    Optional<LaneMeters> lane = lanes.getOrDefault(id, Optional.empty());
    lane.ifPresent(meters -> meters.record(outcome, duration));
    if (endpoints > 0) {
      followEndpoints();
    }
  }

  @Override
  public void rulesReplaced() {
    lock.lock();
    try {
      if (!closed) {
        follow(Set.of());
      }
    } finally {
      lock.unlock();
    }
  }

  /** On the listener's thread, never on that of a scrape: a registry is not to change meanwhile. */
  private void followEndpoints() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      if (!closed && now - lookedForEndpoints >= LOOK_FOR_ENDPOINTS) {
        lookedForEndpoints = now;
        comparisons
            .values()
            .forEach(each -> each.ifPresent(meters -> meters.followEndpoints(endpoints)));
      }
    } finally {
      lock.unlock();
    }
  }

  private static void removeAll(Map<MirrorId, ? extends Optional<? extends MirrorMeters>> meters) {
    meters.values().forEach(each -> each.ifPresent(MirrorMeters::remove));
    meters.clear();
  }

  /** Registers what has come, removes what is gone; throws at the end what anything threw. */
  private void follow(Set<Meter.Id> foreign) {
    Map<MirrorId, MirrorCounts> knownLanes = new HashMap<>();
    engine.stats().mirrors().forEach(counts -> knownLanes.put(counts.id(), counts));
    Map<MirrorId, MirrorComparison> knownComparisons = new HashMap<>();
    engine.comparisons().forEach(comparison -> knownComparisons.put(comparison.id(), comparison));
    RuntimeException first = follow(lanes, knownLanes, counts -> register(counts, foreign));
    RuntimeException second =
        follow(comparisons, knownComparisons, comparison -> register(comparison, foreign));
    if (first != null || second != null) {
      throw first == null ? second : first;
    }
  }

  private static <K, M extends MirrorMeters> @Nullable RuntimeException follow(
      Map<MirrorId, Optional<M>> meters, Map<MirrorId, K> known, Function<K, M> register) {
    meters
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !known.containsKey(entry.getKey());
              if (gone) {
                entry.getValue().ifPresent(MirrorMeters::remove);
              }
              return gone;
            });
    RuntimeException first = null;
    for (Map.Entry<MirrorId, K> mirror : known.entrySet()) {
      try {
        meters.computeIfAbsent(
            mirror.getKey(), id -> Optional.of(register.apply(mirror.getValue())));
      } catch (RuntimeException e) {
        meters.put(mirror.getKey(), Optional.empty());
        first = first == null ? e : first;
      }
    }
    return first;
  }

  private LaneMeters register(MirrorCounts counts, Set<Meter.Id> foreign) {
    LaneCounts lane = new LaneCounts(engine, counts);
    return new LaneMeters(lane, new Meters(registry, foreign), tags);
  }

  private ComparisonMeters register(MirrorComparison comparison, Set<Meter.Id> foreign) {
    ComparisonCounts counts = new ComparisonCounts(engine, comparison, nanoTime);
    return new ComparisonMeters(
        comparison.id(),
        counts,
        new Meters(registry, foreign),
        () -> new Meters(registry, Set.of()),
        tags);
  }
}
