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

/**
 * Shows mirroring in a meter registry: copies by outcome and reason, their durations, what they
 * hold, and what mirroring adds to a request.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="metrics"}
 *
 * <p>Counts are read from the library's own when the registry asks for them, so they agree with
 * {@link MirrorEngine#stats()} to the unit; durations are recorded by a listener. Mirrors that come
 * with other rules get their meters soon afterwards, on the listener's thread; those whose counts
 * the library forgets lose theirs. No code of the registry runs on a caller's thread.
 *
 * <p>The registry holds nothing of the library strongly, so it keeps no client alive; the engine
 * holds what is bound. Meters of a client that is gone stay until {@link #close()}, so close this
 * together with the client, such as by {@link MirrorEngine#onClose}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorMetrics implements MeterBinder, AutoCloseable {

  private final MirrorEngine engine;
  private final Tags tags;
  private final Queue<Binding> bindings = new ConcurrentLinkedQueue<>();

  /**
   * Prepares the metrics of an engine.
   *
   * @param engine whose mirroring is shown; clients that share an engine are shown by it, together
   */
  public MirrorMetrics(MirrorEngine engine) {
    this(engine, List.of());
  }

  /**
   * Prepares the metrics of an engine, with tags on each meter.
   *
   * @param engine whose mirroring is shown; clients that share an engine are shown by it, together
   * @param tags tags that tell it apart from others in the same registry
   */
  public MirrorMetrics(MirrorEngine engine, Iterable<Tag> tags) {
    requireNonNull(engine, "engine");
    this.engine = engine;
    this.tags = Tags.of(requireNonNull(tags, "tags"));
  }

  /**
   * Registers the meters of all mirrors, and of those to come.
   *
   * @param registry where they are registered; may be called for several registries
   * @throws IllegalStateException if the registry has such meters already, perhaps of another
   *     engine; nothing is registered then, nor where the registry or a filter throws
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Binding binding = new Binding(engine, requireNonNull(registry, "registry"), tags);
    binding.open();
    bindings.add(binding);
  }

  /** Removes the meters from all registries, and hears of no further copies. */
  @Override
  public void close() {
    for (Binding next = bindings.poll(); next != null; next = bindings.poll()) {
      next.close();
    }
  }
}
