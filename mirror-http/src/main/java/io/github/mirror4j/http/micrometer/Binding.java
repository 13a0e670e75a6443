package io.github.mirror4j.http.micrometer;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one engineMeters in one registry, kept in step with its mirrors.
 *
 * <p>All registering happens under the lock, by whoever binds or by the listener's thread, so that
 * nothing is registered after the end. A mirror that the registry refuses has an empty place, so
 * that it is not tried again with each of its copies.
 */
final class Binding implements MirrorListener {

  private final MirrorEngine engine;
  private final MeterRegistry registry;
  private final Tags tags;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<MirrorId, Optional<LaneMeters>> lanes = new ConcurrentHashMap<>();
  private @Nullable EngineMeters engineMeters;
  private boolean closed;

  Binding(MirrorEngine engine, MeterRegistry registry, Tags tags) {
    this.engine = engine;
    this.registry = registry;
    this.tags = tags;
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
      lanes.values().forEach(lane -> lane.ifPresent(LaneMeters::remove));
      lanes.clear();
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

  /** Registers what has come, removes what is gone; throws at the end what anything threw. */
  private void follow(Set<Meter.Id> foreign) {
    Map<MirrorId, MirrorCounts> known = new HashMap<>();
    for (MirrorCounts counts : engine.stats().mirrors()) {
      known.put(counts.id(), counts);
    }
    lanes
        .entrySet()
        .removeIf(
            lane -> {
              boolean gone = !known.containsKey(lane.getKey());
              if (gone) {
                lane.getValue().ifPresent(LaneMeters::remove);
              }
              return gone;
            });
    @Nullable RuntimeException first = null;
    for (Map.Entry<MirrorId, MirrorCounts> mirror : known.entrySet()) {
      try {
        lanes.computeIfAbsent(
            mirror.getKey(), id -> Optional.of(register(mirror.getValue(), foreign)));
      } catch (RuntimeException e) {
        lanes.put(mirror.getKey(), Optional.empty());
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private LaneMeters register(MirrorCounts counts, Set<Meter.Id> foreign) {
    LaneCounts lane = new LaneCounts(engine, counts);
    return new LaneMeters(lane, new Meters(registry, foreign), tags);
  }
}
