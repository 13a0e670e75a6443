package io.github.mirror4j.http.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Meters that were registered together and are removed together; not thread-safe. */
final class Meters {

  private final MeterRegistry registry;
  private final Set<Meter.Id> foreign;
  private final List<Meter> own = new ArrayList<>();

  /**
   * @param foreign meters of others, which a registry would give in place of new ones
   */
  Meters(MeterRegistry registry, Set<Meter.Id> foreign) {
    this.registry = registry;
    this.foreign = foreign;
  }

  <M extends Meter> M add(Function<MeterRegistry, M> register) {
    M meter = register.apply(registry);
    if (foreign.contains(meter.getId())) {
      throw new IllegalStateException(
          "registry: has a meter %s already (expected: tags that tell engines apart)"
              .formatted(meter.getId()));
    }
    own.add(meter);
    return meter;
  }

  void remove() {
    own.forEach(registry::remove);
    own.clear();
  }
}
