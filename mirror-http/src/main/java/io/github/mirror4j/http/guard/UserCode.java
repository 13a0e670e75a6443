package io.github.mirror4j.http.guard;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Stands between the library and foreign code that its users plug in, and lets no fault through.
 * Code that hangs on the caller's thread stays there: nothing can take it off that thread.
 */
public final class UserCode {

  /** More than any service has: a list may be endless, and callers' threads read it. */
  static final int MAX_ENDPOINTS = 10_000;

  private static final Set<Class<?>> IMMUTABLE =
      Set.of(List.of(1).getClass(), List.of(1, 2, 3).getClass());

  private UserCode() {}

  /**
   * Returns a clock that never goes back: it stands still where the user's throws or goes
   * backwards, and goes a year at most where the user's leaps.
   *
   * @param nanoTime the user's clock
   * @param errors counts what it throws
   * @return the clock
   */
  public static LongSupplier clock(LongSupplier nanoTime, InternalErrors errors) {
    return new SteadyTime(nanoTime, errors);
  }

  /**
   * Returns a source of chance that is the JVM's where the user's throws.
   *
   * @param random the user's
   * @param errors counts what it throws
   * @return the source
   */
  public static RandomGenerator random(RandomGenerator random, InternalErrors errors) {
    return () -> {
      try {
        return random.nextLong();
      } catch (Throwable e) {
        errors.add(FailedStep.RANDOM, e);
        return ThreadLocalRandom.current().nextLong();
      }
    };
  }

  /**
   * Returns a registry that knows no endpoint where the user's throws or returns null.
   *
   * @param registry the user's
   * @param errors counts what it throws
   * @return the registry
   */
  public static ServiceRegistry registry(ServiceRegistry registry, InternalErrors errors) {
    return new Registry(registry, errors);
  }

  private record Registry(ServiceRegistry registry, InternalErrors errors)
      implements ServiceRegistry {

    @Override
    public List<Endpoint> endpoints(ServiceRef service) {
      boolean interrupted = Thread.currentThread().isInterrupted();
      try {
        return copy(requireNonNull(registry.endpoints(service), "endpoints"));
      } catch (Throwable e) {
        errors.add(FailedStep.REGISTRY, e);
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
      try {
        return registry.isFixed();
      } catch (Throwable e) {
        errors.add(FailedStep.REGISTRY, e);
        return false;
      }
    }

    /**
     * The list may be changed while it is read, by another thread; one of the JDK's immutable ones
     * is taken as it is, so that a second look sees that nothing has changed.
     */
    private static List<Endpoint> copy(List<Endpoint> endpoints) {
      if (IMMUTABLE.contains(endpoints.getClass())) {
        return endpoints;
      }
      List<Endpoint> copy = new ArrayList<>();
      for (Endpoint endpoint : endpoints) {
        if (copy.size() == MAX_ENDPOINTS) {
          throw new IllegalArgumentException(
              "endpoints: more than %,d of one service".formatted(MAX_ENDPOINTS));
        }
        copy.add(requireNonNull(endpoint, "endpoint"));
      }
      return List.copyOf(copy);
    }
  }
}
