package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.ServiceRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Stands between the library and foreign code that its users plug in, and lets no fault through.
 */
final class Guards {

  private Guards() {}

  /** A clock that stands still where the user's throws. */
  static LongSupplier clock(LongSupplier nanoTime, InternalErrors errors) {
    AtomicLong last = new AtomicLong();
    return () -> {
      try {
        long now = nanoTime.getAsLong();
        last.lazySet(now);
        return now;
      } catch (Throwable e) {
        errors.add("the clock failed", e);
        return last.get();
      }
    };
  }

  /** A registry that knows no endpoint where the user's throws or answers with null. */
  static ServiceRegistry registry(ServiceRegistry registry, InternalErrors errors) {
    return new Registry(registry, errors);
  }

  private record Registry(ServiceRegistry registry, InternalErrors errors)
      implements ServiceRegistry {

    @Override
    public List<Endpoint> endpoints(ServiceRef service) {
      boolean interrupted = Thread.currentThread().isInterrupted();
      try {
        List<Endpoint> endpoints = requireNonNull(registry.endpoints(service), "endpoints");
        for (int i = 0; i < endpoints.size(); i++) {
          requireNonNull(endpoints.get(i), "endpoint");
        }
        return endpoints;
      } catch (Throwable e) {
        errors.add("the registry failed", e);
        return List.of();
      } finally {
        if (interrupted) {
          // The registry may have swallowed it; it is meant for the primary.
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public boolean isFixed() {
      return registry.isFixed();
    }
  }
}
