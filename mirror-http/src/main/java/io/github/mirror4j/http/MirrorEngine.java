package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.RuleReloader;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.Selection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Controls and reports mirroring: rules in force, lanes, limits, counts, pause. One engine may
 * serve any number of clients, which then share all of these.
 *
 * <p>A client that was built on its own has an engine of its own: {@link
 * MirroringHttpClient#engine()}.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="engine"}
 *
 * <p>Closing a client that shares an engine leaves the engine alone; {@link #close()} ends
 * mirroring for all of them, and their primaries go on. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorEngine implements AutoCloseable {

  // It holds no reference to a client that is wrapped nor to its wrapper, so that copies in flight
  // keep neither of them alive.

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

  private final Settings settings;
  private final ServiceRegistry registry;
  private final @Nullable Source source;
  private final CopyClients copyClients;
  private final LaneContext context;
  private final PrimaryCallFactory calls;
  private final UndecidedRequests undecided;
  private final CloseOnEnd companions;
  private final Reloaders reloaders;
  private final Object replacing = new Object();
  private final Lanes.Registry laneRegistry;
  private volatile Lanes lanes;

  MirrorEngine(
      Settings settings,
      RuleSet rules,
      ServiceRegistry registry,
      @Nullable Source source,
      CopyClients copyClients,
      InternalErrors errors) {
    this.settings = settings;
    this.registry = registry;
    this.source = source;
    this.copyClients = copyClients;
    context = new LaneContext(settings, copyClients, errors);
    companions = new CloseOnEnd(errors);
    calls = new PrimaryCallFactory(context);
    undecided = new UndecidedRequests(settings.nanoTime());
    laneRegistry = new Lanes.Registry(context);
    reloaders = new Reloaders(errors);
    lanes = laneRegistry.replace(rules);
    warn(rules);
    MirrorSwitch.warnIfOff();
  }

  /**
   * Starts an engine.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Wraps a client.
   *
   * @param client the client that sends the primaries. Copies take the proxy and the HTTP version
   *     of the first one that is wrapped, unless the builder was given a {@code mirrorClient}
   * @return a client that mirrors with this engine, and whose closing leaves the engine alone
   * @throws InvalidConfigurationException if the engine's own mirror client shares a cookie handler
   *     or an authenticator with it
   */
  @CheckReturnValue
  public MirroringHttpClient wrap(HttpClient client) {
    serve(requireNonNull(client, "client"));
    return new MirroringHttpClient(client, this, false);
  }

  /**
   * Wraps a builder of clients, for libraries that make their clients themselves.
   *
   * @param clients the builder that makes the clients that send the primaries
   * @return a builder whose clients mirror with this engine
   */
  @CheckReturnValue
  public WrappedHttpClientBuilder wrap(HttpClient.Builder clients) {
    return new WrappedHttpClientBuilder(requireNonNull(clients, "clients"), this);
  }

  /**
   * Selects for a request of a caller; never throws.
   *
   * @return null where the request is to be handed on as it is
   */
  @Nullable PrimaryCall begin(HttpRequest request, HttpClient delegate) {
    try {
      long start = context.dispatchTime().start();
      HttpFacts facts = new HttpFacts(request);
      Lanes current = lanes;
      Selection selection = current.rules().select(facts, settings.random());
      selection.undecided().ifPresent(undecided::add);
      if (selection.isEmpty()) {
        return null;
      }
      PrimaryCall call = calls.begin(request, facts, selection, current, delegate);
      if (start != DispatchTime.UNMEASURED && !selection.mirrors().isEmpty()) {
        measured(call, context.dispatchTime().since(start));
      }
      return call;
    } catch (Throwable e) {
      context.errors().add("a request could not be selected for", e);
      return null;
    }
  }

  private void measured(@Nullable PrimaryCall call, long nanos) {
    if (call != null && call.hasCopies()) {
      call.dispatchTook(nanos);
    } else {
      context.dispatchTime().add(nanos);
    }
  }

  /** Copies of this client's requests will be sent. */
  void serve(HttpClient delegate) {
    copyClients.serve(delegate);
    WarmUp.once(delegate);
    ClientCheck.note(delegate, copyClients).ifPresent(LOG::info);
    if (delegate instanceof MirroringHttpClient) {
      LOG.warn("The wrapped client mirrors already: what both have rules for is mirrored by both");
    }
  }

  /**
   * The rules in force.
   *
   * @return the rule set
   */
  public RuleSet rules() {
    return lanes.rules();
  }

  /**
   * Puts other rules in force, at once and as a whole: each request meets either all of the old
   * ones or all of the new ones.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem,
   *     and the old rules stay in force
   */
  public void replaceRules(Collection<RouteRule> rules) {
    replaceRules(rules, ServiceRegistry.empty());
  }

  /**
   * Puts other rules in force, as {@link #replaceRules(Collection)} does.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if anything is wrong with the rules
   */
  public void replaceRules(RouteRule... rules) {
    replaceRules(List.of(rules));
  }

  /**
   * Puts other rules in force, as {@link #replaceRules(Collection)} does, with endpoints that
   * belong to them, such as those that rule files describe.
   *
   * @param rules all rules that are to be in force from now on
   * @param registry where their services' endpoints are looked up first; the registry given to the
   *     builder comes second
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem,
   *     and the old rules stay in force
   */
  public void replaceRules(Collection<RouteRule> rules, ServiceRegistry registry) {
    requireNonNull(registry, "registry");
    ServiceRegistry all = UserCode.registry(registry, context.errors()).or(this.registry);
    RuleSet.Builder builder =
        RuleSet.builder()
            .rules(List.copyOf(rules))
            .registry(all)
            .credentialHeaders(settings.credentialHeaders());
    if (source != null) {
      builder.source(source);
    }
    RuleSet next = builder.build();
    ClientCheck.throwIfUnfit(next, settings);
    synchronized (replacing) {
      lanes = laneRegistry.replace(next);
    }
    context.listeners().rulesReplaced();
    warn(next);
  }

  private static void warn(RuleSet rules) {
    warnings(rules).forEach(LOG::warn);
  }

  static List<String> warnings(RuleSet rules) {
    return Stream.of(rules.warnings(), ClientCheck.warnings(rules)).flatMap(List::stream).toList();
  }

  /** Stops mirroring at once, for all mirrors; primaries are still routed. */
  public void pause() {
    context.pause(true);
  }

  /** Ends {@link #pause()}; mirrors that were paused one by one stay paused. */
  public void resume() {
    context.pause(false);
  }

  /**
   * Stops one mirror at once.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void pause(String rule, String mirror) {
    pause(rule, mirror, true);
  }

  /**
   * Ends {@link #pause(String, String)}.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void resume(String rule, String mirror) {
    pause(rule, mirror, false);
  }

  private void pause(String rule, String mirror, boolean pause) {
    synchronized (replacing) {
      Lane lane = laneRegistry.inForce(rule, mirror);
      if (lane == null) {
        throw unknownMirror(rule, mirror);
      }
      lane.pause(pause);
    }
  }

  /**
   * What became of the copies up to now; cheap enough to be asked every second.
   *
   * @return a snapshot
   */
  public MirrorStats stats() {
    return stats(allLanes().stream().map(Lane::counts).toList());
  }

  /** Also those of rules that were replaced. */
  private List<Lane> allLanes() {
    synchronized (replacing) {
      return laneRegistry.all().toList();
    }
  }

  private List<MirrorCounts> inForce() {
    return lanes.lanes().stream().distinct().map(Lane::counts).toList();
  }

  /**
   * What became of the copies of one mirror up to now; cheap whatever the number of mirrors.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @return the same row as in {@link #stats()}; empty where that has none
   */
  public Optional<MirrorCounts> stats(String rule, String mirror) {
    synchronized (replacing) {
      return Optional.ofNullable(laneRegistry.any(rule, mirror)).map(Lane::counts);
    }
  }

  /**
   * What became of all copies up to now, without a row for each mirror; cheap whatever their
   * number.
   *
   * @return the same as {@link #stats()}, but for {@link MirrorStats#mirrors()}, which is empty
   */
  public MirrorStats statsInTotal() {
    return stats(List.of());
  }

  private MirrorStats stats(List<MirrorCounts> rows) {
    return new MirrorStats(
        context.total().snapshot("*", "*", context.state()),
        rows,
        calls.alreadyMirrored(),
        context.bodies().held(),
        context.bodies().limit(),
        context.listeners().missedNotifications(),
        context.errors().sum(),
        undecided.sum());
  }

  /**
   * Starts to measure how long mirroring holds up the requests that it mirrors.
   *
   * @return what is measured from now on; close it to end the measurement
   */
  public DispatchMeter measureDispatch() {
    return context.dispatchTime().measure();
  }

  /**
   * Adds somebody who hears how copies end from now on.
   *
   * @param listener the listener; one that was added already is not added again
   */
  public void addListener(MirrorListener listener) {
    context.listeners().add(requireNonNull(listener, "listener"));
  }

  /**
   * Takes a listener off.
   *
   * @param listener the listener; what waits for it is not told, a call that is under way goes on.
   *     One that was not added is ignored
   */
  public void removeListener(MirrorListener listener) {
    context.listeners().remove(requireNonNull(listener, "listener"));
  }

  /**
   * All that there is to know at this moment: rules, settings, counts, switches, the last failures.
   *
   * @return a snapshot, as text and as JSON
   */
  public MirrorStatus status() {
    RuleSet inForce = rules();
    return new MirrorStatus(
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        LibraryVersion.TEXT,
        MirrorSwitch.isOn(),
        inForce.rules().stream().map(rule -> rule.toString(settings.credentialHeaders())).toList(),
        warnings(inForce),
        reloads(),
        SettingsView.of(settings, source, copyClients),
        stats(),
        context.recentFailures().list());
  }

  /**
   * How the reloading of rules goes; cheap enough to be asked every second.
   *
   * @return a status for each {@link RuleReloader} that was given to {@link #onClose}, such as a
   *     watcher of rule files
   */
  public List<ReloadStatus> reloads() {
    return reloaders.status();
  }

  /**
   * Says in plain text what rules do with a request, and why; nothing is sent.
   *
   * @param request the request
   * @return several lines, which show values of the request
   */
  public String explain(HttpRequest request) {
    return rules().explain(new HttpFacts(request))
        + CurrentBlockers.of(request, settings.copyHeader(), stats(inForce()));
  }

  /**
   * Waits until no copy is in flight; for tests and for tools that end.
   *
   * @param timeout how long to wait at most
   * @return whether no copy is in flight
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return context.inFlight().awaitNone(timeout);
  }

  /**
   * Closes something together with mirroring, such as a watcher of rule files. A {@link
   * RuleReloader} is shown in {@link #status()} and in the meters, too.
   *
   * @param resource what is closed when mirroring ends, once, on a thread of its own; who ends
   *     mirroring waits for it, but for a second at most. What it throws is logged. At once if
   *     mirroring has ended already
   */
  public void onClose(AutoCloseable resource) {
    companions.add(requireNonNull(resource, "resource"));
    if (resource instanceof RuleReloader reloader) {
      reloaders.add(reloader);
    }
    if (context.isClosed()) {
      companions.close();
    }
  }

  /**
   * Ends mirroring for all clients, without waiting: copies in flight get a grace, further ones are
   * dropped. The clients stay open; their primaries go on, and are still routed.
   */
  @Override
  public void close() {
    stop();
    finish();
  }

  /** Takes no more copies. */
  void stop() {
    context.close();
    companions.close();
  }

  /** Ends, without waiting: what is in flight gets the grace, then it is aborted. */
  void finish() {
    context.close();
    if (context.inFlight().isNone()) {
      abort();
    }
    Threads.platform("mirror4j-close-").newThread(this::abortAfterGrace).start();
  }

  /** Lanes go on to take copies, but none is sent; for the walk before the first call. */
  void startNothing() {
    context.executor().shutdown();
  }

  /** Ends at once: what is in flight is aborted. */
  void abort() {
    context.close();
    context.executor().shutdownNow();
    context.platformExecutor().shutdownNow();
    context.deadlines().close();
    copyClients.abort();
  }

  private void abortAfterGrace() {
    try {
      boolean idle = context.inFlight().awaitNone(settings.closeGrace());
      LogLines.add(
          () -> LOG.debug("Closing, copies in flight: {}", idle ? "none" : "some, to be aborted"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abort();
      allLanes().forEach(Lane::writeLastLine);
    }
  }

  /** The rules in force and the state of mirroring. */
  @Override
  public String toString() {
    return "MirrorEngine[rules: " + rules().rules().size() + ", " + context.state() + "]";
  }

  private IllegalArgumentException unknownMirror(String rule, String mirror) {
    String known = String.join("\", \"", rules().mirrors().stream().map(this::nameOf).toList());
    return new IllegalArgumentException(
        "mirror: \"%s -> %s\" (expected: one of \"%s\")".formatted(rule, mirror, known));
  }

  private String nameOf(RuleMirror mirror) {
    return Lanes.nameOf(mirror.rule()) + " -> " + mirror.mirror().name();
  }

  /**
   * Collects what a mirror engine is made of; not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder extends MirrorSettingsBuilder<Builder> {

    Builder() {}

    /**
     * Makes the engine.
     *
     * @return the engine
     * @throws InvalidConfigurationException if anything is wrong with settings or rules, or if a
     *     mirror has no endpoint; names every problem
     */
    public MirrorEngine build() {
      return engine("mirror engine", List.of());
    }

    /**
     * Judges settings and rules as {@link #build()} does, and makes nothing: for tools that look at
     * rules.
     *
     * @return what is allowed but probably not meant, as in {@link MirrorStatus#warnings()}
     * @throws InvalidConfigurationException if {@code build()} would throw it; names every problem
     */
    public List<String> check() {
      ServiceRegistry guarded = UserCode.registry(registry, new InternalErrors());
      return MirrorEngine.warnings(judge("mirror engine", guarded, List.of()));
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
