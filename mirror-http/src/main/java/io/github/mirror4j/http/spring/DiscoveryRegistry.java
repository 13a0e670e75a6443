package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.ServiceRef;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The endpoints that a service discovery last returned for the services of the rules.
 *
 * <p>It returns them from memory. Its own thread looks a service up when it is asked for the first
 * time, and then at each interval. A refresh that fails is counted, and leaves the endpoints as
 * they are.
 */
final class DiscoveryRegistry implements ServiceRegistry, AutoCloseable {

  /** More than any set of rules names; those of rules no longer in force stay. */
  static final int MAX_SERVICES = 1_000;

  private static final Logger LOG = StartLog.LOGGER;

  private final Lookup lookup;
  private final Map<ServiceRef, List<Endpoint>> known = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          Threads.platform("mirror4j-discovery-"),
          new ThreadPoolExecutor.DiscardPolicy()); // Once closed, nothing is looked up.
  private final LongAdder refreshes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Flag full = new Flag();
  private final Set<ServiceRef> failing = new HashSet<>(); // of the thread alone
  private volatile @Nullable String lastFailure;

  DiscoveryRegistry(Lookup lookup) {
    this.lookup = lookup;
  }

  /** Asks a service discovery, which may block, hang and fail. */
  @FunctionalInterface
  interface Lookup {
    List<Endpoint> endpoints(String service) throws Exception;
  }

  /** Begins to refresh at each interval. */
  void start(Duration interval) {
    long nanos = interval.toNanos();
    var unused = thread.scheduleWithFixedDelay(this::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public List<Endpoint> endpoints(ServiceRef service) {
    List<Endpoint> endpoints = known.get(service);
    return endpoints == null ? first(service) : endpoints;
  }

  /** Has the service looked up, and does not wait for it. */
  private List<Endpoint> first(ServiceRef service) {
    if (known.size() >= MAX_SERVICES) {
      if (full.raise()) {
        LogLines.add(
            () ->
                LOG.warn(
                    "{} and further services have no endpoints of the service discovery: the rules"
                        + " named {} others since the start",
                    service,
                    MAX_SERVICES));
      }
    } else if (known.putIfAbsent(service, List.of()) == null) {
      thread.execute(() -> refresh(service));
    }
    return List.of();
  }

  /** Never throws, or the thread would not come here again. */
  private void refresh() {
    for (ServiceRef service : known.keySet()) {
      refresh(service);
    }
  }

  private void refresh(ServiceRef service) {
    try {
      List<Endpoint> now = List.copyOf(lookup.endpoints(name(service)));
      // The same list means that nothing has changed.
      known.computeIfPresent(service, (key, before) -> before.equals(now) ? before : now);
      refreshes.increment();
      if (failing.remove(service)) {
        LogLines.add(() -> LOG.info("The service discovery knows {} again", service));
      }
    } catch (Throwable e) {
      failed(service, e);
    }
  }

  @SuppressWarnings("EmptyCatch") // a failure without a text, or out of memory: the next one tells
  private void failed(ServiceRef service, Throwable failure) {
    if (thread.isShutdown()) {
      return;
    }
    try {
      failures.increment();
      lastFailure = service + ": " + failure.getClass().getName();
      lastFailure = service + ": " + failure;
      if (failing.add(service)) {
        LogLines.add(
            () ->
                LOG.warn(
                    "The service discovery did not return {}; the endpoints known so far stay in"
                        + " use",
                    service,
                    failure));
      }
    } catch (Throwable e) {
      // The next refresh comes all the same.
    }
  }

  /** The name in a discovery, which has neither namespaces nor domains. */
  private static String name(ServiceRef service) {
    return service.hosts().getLast();
  }

  /** Returns what operators see of it. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("services", known.size());
    details.put("endpoints", known.values().stream().mapToInt(List::size).sum());
    details.put("refreshes", refreshes.sum());
    details.put("failures", failures.sum());
    String failure = lastFailure;
    if (failure != null) {
      details.put("lastFailure", failure);
    }
    return details;
  }

  /** Ends the refreshing; interrupts a lookup that hangs, and does not wait for it. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
