package io.github.mirror4j.http;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.RuleSetBuilder;
import io.github.mirror4j.select.Selection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything behind the wrapped client: rules in force, lanes, memory, switches.
 *
 * <p>It holds no reference to the client that is wrapped nor to its wrapper, so that copies in
 * flight keep neither of them alive.
 */
final class MirrorEngine {

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

  private final Settings settings;
  private final ServiceRegistry registry;
  private final @Nullable Source source;
  private final CopyClient copyClient;
  private final LaneContext context;
  private final CallFactory calls;
  private final Queue<AutoCloseable> companions = new ConcurrentLinkedQueue<>();
  private final Object replacing = new Object();
  private final Lanes.Registry laneRegistry;
  private volatile Lanes lanes;

  MirrorEngine(
      Settings settings,
      RuleSet rules,
      ServiceRegistry registry,
      @Nullable Source source,
      CopyClient copyClient,
      InternalErrors errors) {
    this.settings = settings;
    this.registry = registry;
    this.source = source;
    this.copyClient = copyClient;
    context = new LaneContext(settings, copyClient, errors);
    calls = new CallFactory(context);
    laneRegistry = new Lanes.Registry(context);
    lanes = laneRegistry.replace(rules);
    warn(rules);
  }

  /**
   * Selects for a request of a caller; never throws.
   *
   * @return null where the request is to be handed on as it is
   */
  @Nullable PrimaryCall begin(HttpRequest request, HttpClient delegate) {
    try {
      HttpFacts facts = new HttpFacts(request);
      Lanes current = lanes;
      Selection selection = current.rules().select(facts, settings.random());
      if (selection.isEmpty()) {
        return null;
      }
      return calls.begin(request, facts, selection, current, delegate);
    } catch (Throwable e) {
      context.errors().add("a request could not be selected for", e);
      return null;
    }
  }

  RuleSet rules() {
    return lanes.rules();
  }

  /** Puts other rules in force, for the requests that come from now on. */
  void replace(Collection<RouteRule> rules, ServiceRegistry more) {
    ServiceRegistry all = Guards.registry(more, context.errors()).or(registry);
    RuleSetBuilder builder = RuleSet.builder().rules(rules).registry(all);
    if (source != null) {
      builder.source(source);
    }
    RuleSet next = builder.build();
    ClientCheck.throwIfUnfit(next, settings);
    synchronized (replacing) {
      lanes = laneRegistry.replace(next);
    }
    warn(next);
  }

  private static void warn(RuleSet rules) {
    rules.warnings().forEach(LOG::warn);
    ClientCheck.warnings(rules).forEach(LOG::warn);
  }

  void pause(boolean pause) {
    context.pause(pause);
  }

  void pause(String rule, String mirror, boolean pause) {
    synchronized (replacing) {
      Lane lane =
          laneRegistry.inForce().stream()
              .filter(candidate -> candidate.isFor(rule, mirror))
              .findFirst()
              .orElseThrow(() -> unknownMirror(rule, mirror));
      lane.pause(pause);
    }
  }

  MirrorStats stats() {
    List<MirrorCounts> rows;
    synchronized (replacing) {
      rows = laneRegistry.all().map(Lane::counts).toList();
    }
    return new MirrorStats(
        context.total().snapshot("*", "*", context.state()),
        rows,
        calls.marked(),
        context.bodies().held(),
        context.errors().sum());
  }

  boolean awaitIdle(Duration patience) throws InterruptedException {
    return context.inFlight().awaitNone(patience);
  }

  void onClose(AutoCloseable resource) {
    companions.add(resource);
    if (context.isClosed()) {
      closeCompanions();
    }
  }

  /** Takes no more copies. */
  void stop() {
    context.close();
    closeCompanions();
  }

  private void closeCompanions() {
    for (AutoCloseable next = companions.poll(); next != null; next = companions.poll()) {
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("Something that was to be closed with the client failed to", e);
      }
    }
  }

  /** Ends, without waiting: what is in flight gets the grace, then it is aborted. */
  void finish() {
    context.close();
    if (context.inFlight().isNone()) {
      abort();
    }
    LaneContext.threads("mirror4j-close-").newThread(this::abortAfterGrace).start();
  }

  /** Ends at once: what is in flight is aborted. */
  void abort() {
    context.close();
    context.executor().shutdownNow();
    copyClient.abort();
  }

  private void abortAfterGrace() {
    try {
      boolean idle = context.inFlight().awaitNone(settings.closeGrace());
      LOG.debug("Closing, copies in flight: {}", idle ? "none" : "some, which are aborted");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abort();
      lanes.lanes().forEach(Lane::writeLastLine);
    }
  }

  private IllegalArgumentException unknownMirror(String rule, String mirror) {
    String known = String.join("\", \"", rules().mirrors().stream().map(this::nameOf).toList());
    return new IllegalArgumentException(
        "mirror: \"%s -> %s\" (expected: one of \"%s\")".formatted(rule, mirror, known));
  }

  private String nameOf(RuleMirror mirror) {
    return Lanes.nameOf(mirror.rule()) + " -> " + mirror.mirror().name();
  }
}
