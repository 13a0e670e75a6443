package io.github.mirror4j.http.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.MirrorEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * Publishes mirroring to a meter registry: copies by outcome and reason, their durations, the
 * memory they use, the time that mirroring adds to a request, and what comparisons prove.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="metrics"}
 *
 * <p>Counts are read from {@link MirrorEngine#stats()} when the registry requests them, so both
 * agree exactly. A listener records durations. After rules are replaced, the meters of new mirrors
 * are soon registered, on the listener's thread. Meters of mirrors whose counts the engine no
 * longer keeps are removed. No code of the registry runs on a caller's thread.
 *
 * <p>The registry holds no strong reference to the library's objects, so it keeps no client alive;
 * the engine holds what is bound. Meters of a client that no longer exists stay until {@link
 * #close()}. Therefore close the metrics together with the client, for example with {@link
 * MirrorEngine#onClose}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorMetrics implements MeterBinder, AutoCloseable {

  /** A comparison keeps no more. */
  private static final int MAX_ENDPOINTS = 200;

  private final MirrorEngine engine;
  private final Tags tags;
  private final LongSupplier nanoTime;
  private final Queue<Binding> bindings = new ConcurrentLinkedQueue<>();
  private volatile int endpoints;

  /**
   * Creates the metrics of an engine.
   *
   * @param engine the engine; its meters cover all clients that share it
   */
  public MirrorMetrics(MirrorEngine engine) {
    this(engine, List.of());
  }

  /**
   * Creates the metrics of an engine, with tags on each meter.
   *
   * @param engine the engine; its meters cover all clients that share it
   * @param tags the tags that distinguish this engine from others in the same registry
   */
  public MirrorMetrics(MirrorEngine engine, Iterable<Tag> tags) {
    this(engine, tags, System::nanoTime);
  }

  /** With a clock, for tests. */
  MirrorMetrics(MirrorEngine engine, Iterable<Tag> tags, LongSupplier nanoTime) {
    this.engine = requireNonNull(engine, "engine");
    this.tags = Tags.of(requireNonNull(tags, "tags"));
    this.nanoTime = nanoTime;
  }

  /**
   * Adds meters of single endpoints to those of comparisons: {@code
   * mirror4j.compare.endpoint.evidence}, twelve for each endpoint. They show names of endpoints,
   * which no other meter does. They concern registries that are bound later.
   *
   * @param most how many endpoints of each comparison have meters, those first that appeared first;
   *     0 to 200; 0 by default
   * @return this object
   * @throws IllegalArgumentException if {@code most} is out of range
   */
  public MirrorMetrics endpoints(int most) {
    if (most < 0 || most > MAX_ENDPOINTS) {
      throw new IllegalArgumentException(
          "endpoints: %d (expected: 0 to %d)".formatted(most, MAX_ENDPOINTS));
    }
    endpoints = most;
    return this;
  }

  /**
   * Registers the meters of all current and future mirrors. This method can be called for several
   * registries. If the registry or a filter throws, nothing is registered.
   *
   * @param registry the registry of the meters
   * @throws IllegalStateException if the registry already has such meters, perhaps of another
   *     engine; nothing is registered then
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Binding binding =
        new Binding(engine, requireNonNull(registry, "registry"), tags, endpoints, nanoTime);
    binding.open();
    bindings.add(binding);
  }

  /** Removes the meters from all registries, and stops recording. */
  @Override
  public void close() {
    for (Binding next = bindings.poll(); next != null; next = bindings.poll()) {
      next.close();
    }
  }
}
