package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.guard.UserCode;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.RuleReloader;
import io.github.mirror4j.rule.Source;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Controls and monitors mirroring: rules in force, lanes, limits, counts and pausing. One engine
 * can serve any number of clients, which then share all of these.
 *
 * <p>A client built by {@link MirroringHttpClient#builder} has a separate engine, which {@link
 * MirroringHttpClient#engine()} returns.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="engine"}
 *
 * <p>Closing a client that shares an engine does not close the engine. {@link #close()} ends
 * mirroring for all of its clients; these still send their primaries. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorEngine implements AutoCloseable {

  // It holds no reference to a client that is wrapped nor to its wrapper, so that copies in flight
  // keep neither of them alive.

  private static final Logger LOG = LogLines.MIRRORING;

  private static final MirrorId ALL_MIRRORS = new MirrorId("*", "*");

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
    undecided = new UndecidedRequests(settings.hooks().nanoTime());
    laneRegistry = new Lanes.Registry(context);
    reloaders = new Reloaders(errors);
    lanes = laneRegistry.replace(rules);
    warn(rules);
    MirrorSwitch.warnIfOff();
  }

  /**
   * Returns a new builder of an engine.
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
   * @param client the client that sends the primaries. Copies use the proxy and the HTTP version of
   *     the first client that the engine wraps, unless a {@code mirrorClient} was set
   * @return a client that mirrors with this engine; closing it does not close the engine
   * @throws InvalidConfigurationException if the {@code mirrorClient} of this engine shares a
   *     cookie handler or an authenticator with {@code client}
   */
  @CheckReturnValue
  public MirroringHttpClient wrap(HttpClient client) {
    serve(requireNonNull(client, "client"));
    return new MirroringHttpClient(client, this, false);
  }

  /**
   * Wraps a builder of clients, for libraries that create their own clients.
   *
   * @param clients the builder of the clients that send the primaries
   * @return a builder whose clients mirror with this engine
   */
  @CheckReturnValue
  public WrappedHttpClientBuilder wrap(HttpClient.Builder clients) {
    return new WrappedHttpClientBuilder(requireNonNull(clients, "clients"), this);
  }

  /**
   * Selects mirrors and edits for a caller's request; never throws.
   *
   * @return null if the request is passed on unchanged
   */
  @Nullable PrimaryCall begin(HttpRequest request, HttpClient delegate) {
    try {
      long start = context.dispatchTime().start();
      HttpFacts facts = new HttpFacts(request);
      Lanes current = lanes;
      Selection selection = current.rules().select(facts, settings.hooks().random());
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

  /** Prepares for sending copies of the requests of this client. */
  void serve(HttpClient delegate) {
    copyClients.serve(delegate);
    WarmUp.once(delegate);
    ClientCheck.note(delegate, copyClients).ifPresent(LOG::info);
    if (delegate instanceof MirroringHttpClient) {
      LOG.warn("The wrapped client mirrors already: what both have rules for is mirrored by both");
    }
  }

  /**
   * Returns the rules in force.
   *
   * @return the rule set
   */
  public RuleSet rules() {
    return lanes.rules();
  }

  /**
   * Replaces all rules atomically. Each request is matched against either the old rules or the new
   * ones, never a mixture.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if the rules are invalid; the exception names every
   *     problem, and the old rules stay in force
   */
  public void replaceRules(Collection<RouteRule> rules) {
    replaceRules(rules, ServiceRegistry.empty());
  }

  /**
   * Replaces all rules, as {@link #replaceRules(Collection)} does.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if the rules are invalid; the exception names every
   *     problem, and the old rules stay in force
   */
  public void replaceRules(RouteRule... rules) {
    replaceRules(List.of(rules));
  }

  /**
   * Replaces all rules, as {@link #replaceRules(Collection)} does, together with their endpoints,
   * such as those described in rule files.
   *
   * @param rules all rules that are to be in force from now on
   * @param registry the registry in which the services' endpoints are looked up first; the
   *     builder's registry is used second
   * @throws InvalidConfigurationException if the rules are invalid; the exception names every
   *     problem, and the old rules stay in force
   */
  public void replaceRules(Collection<RouteRule> rules, ServiceRegistry registry) {
    requireNonNull(registry, "registry");
    ServiceRegistry all = UserCode.registry(registry, context.errors()).or(this.registry);
    RuleSet.Builder builder =
        RuleSet.builder()
            .rules(List.copyOf(rules))
            .registry(all)
            .credentialHeaders(settings.policy().credentialHeaders());
    if (source != null) {
      builder.source(source);
    }
    RuleSet next = builder.build();
    ClientCheck.throwIfUnfit(next, settings.policy().copyHeader());
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

  /** Pauses mirroring to all mirrors immediately. Rules still route primaries. */
  public void pause() {
    context.pause(true);
  }

  /** Ends {@link #pause()}. Mirrors paused individually stay paused. */
  public void resume() {
    context.pause(false);
  }

  /**
   * Pauses mirroring to one mirror immediately.
   *
   * @param id the mirror's id
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void pause(MirrorId id) {
    pause(id, true);
  }

  /**
   * Ends {@link #pause(MirrorId)}.
   *
   * @param id the mirror's id
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void resume(MirrorId id) {
    pause(id, false);
  }

  private void pause(MirrorId id, boolean pause) {
    requireNonNull(id, "id");
    synchronized (replacing) {
      Lane lane = laneRegistry.inForce(id);
      if (lane == null) {
        throw unknownMirror(id);
      }
      lane.pause(pause);
    }
  }

  /**
   * Returns the counts of all copies so far. The call is cheap enough for once a second.
   *
   * @return a snapshot
   */
  public MirrorStats stats() {
    return stats(allLanes().stream().map(Lane::counts).toList());
  }

  /** Returns all lanes, including those of replaced rules. */
  private List<Lane> allLanes() {
    synchronized (replacing) {
      return laneRegistry.all().toList();
    }
  }

  private List<MirrorCounts> inForce() {
    return lanes.lanes().stream().distinct().map(Lane::counts).toList();
  }

  /**
   * Returns the counts of one mirror so far. The cost does not depend on the number of mirrors.
   *
   * @param id the mirror's id
   * @return the same counts as in {@link #stats()}, or empty if it has none for this mirror
   */
  public Optional<MirrorCounts> stats(MirrorId id) {
    requireNonNull(id, "id");
    synchronized (replacing) {
      return Optional.ofNullable(laneRegistry.any(id)).map(Lane::counts);
    }
  }

  /**
   * Returns the counts of all copies so far, without those of each mirror. The cost does not depend
   * on the number of mirrors.
   *
   * @return the same as {@link #stats()}, except that {@link MirrorStats#mirrors()} is empty
   */
  public MirrorStats statsInTotal() {
    return stats(List.of());
  }

  private MirrorStats stats(List<MirrorCounts> rows) {
    return new MirrorStats(
        context.total().snapshot(ALL_MIRRORS, context.state()),
        rows,
        calls.alreadyMirrored(),
        context.bodies().held(),
        context.bodies().limit(),
        context.listeners().missedNotifications(),
        context.errors().sum(),
        undecided.sum());
  }

  /**
   * Starts measuring the time that mirroring adds to the requests that it mirrors.
   *
   * @return the running measurement; close it to end measuring
   */
  public DispatchMeter measureDispatch() {
    return context.dispatchTime().measure();
  }

  /**
   * Adds a listener that is notified when copies end.
   *
   * @param listener the listener; ignored if it was already added
   */
  public void addListener(MirrorListener listener) {
    context.listeners().add(requireNonNull(listener, "listener"));
  }

  /**
   * Removes a listener.
   *
   * @param listener the listener; ignored if it was not added. Its pending notifications are
   *     discarded; a running call is not interrupted
   */
  public void removeListener(MirrorListener listener) {
    context.listeners().remove(requireNonNull(listener, "listener"));
  }

  /**
   * Returns the complete current status: rules, settings, counts, switches and the latest failures.
   *
   * @return a snapshot, as text and as JSON
   */
  public MirrorStatus status() {
    RuleSet inForce = rules();
    return new MirrorStatus(
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        LibraryVersion.TEXT,
        MirrorSwitch.isOn(),
        inForce.rules().stream()
            .map(rule -> rule.toString(settings.policy().credentialHeaders()))
            .toList(),
        warnings(inForce),
        reloads(),
        SettingsView.of(settings, source, copyClients),
        stats(),
        context.recentFailures().list());
  }

  /**
   * Returns the status of rule reloading. The call is cheap enough for once a second.
   *
   * @return one status for each {@link RuleReloader} registered with {@link #onClose}, such as a
   *     watcher of rule files
   */
  public List<ReloadStatus> reloads() {
    return reloaders.status();
  }

  /**
   * Explains in plain text what the rules do with a request, and why. Nothing is sent.
   *
   * @param request the request
   * @return several lines of text, which include values of the request
   */
  public String explain(HttpRequest request) {
    return rules().explain(new HttpFacts(request))
        + CurrentBlockers.of(request, settings.policy().copyHeader(), stats(inForce()));
  }

  /**
   * Waits until no copy is in flight. Useful in tests and before a tool exits.
   *
   * @param timeout the maximum time to wait
   * @return {@code true} if no copy is in flight; {@code false} if the timeout elapsed
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return context.inFlight().awaitNone(timeout);
  }

  /**
   * Registers a resource to close when mirroring ends, such as a watcher of rule files. A {@link
   * RuleReloader} also appears in {@link #status()} and in the meters.
   *
   * <p>The resource is closed once, on a separate thread. The thread that ends mirroring waits for
   * it for at most one second. Exceptions that it throws are logged. If mirroring has already
   * ended, the resource is closed immediately.
   *
   * @param resource the resource to close
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
   * Ends mirroring for all clients, without waiting for copies. Copies in flight may complete
   * within the {@linkplain MirrorSettingsBuilder#closeGrace close grace}; further copies are
   * dropped. The clients stay open, and rules still route their primaries.
   */
  @Override
  public void close() {
    stop();
    finish();
  }

  /** Stops accepting copies. */
  void stop() {
    context.close();
    companions.close();
  }

  /** Ends without waiting. Copies in flight are aborted after the close grace. */
  void finish() {
    context.close();
    if (context.inFlight().isNone()) {
      abort();
    }
    Threads.platform("mirror4j-close-").newThread(this::abortAfterGrace).start();
  }

  /** Lets lanes accept copies but send none, for the warm-up before the first call. */
  void startNothing() {
    context.executor().shutdown();
  }

  /** Ends immediately and aborts the copies in flight. */
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

  /** Returns the number of rules in force and the state of mirroring. */
  @Override
  public String toString() {
    return "MirrorEngine[rules: " + rules().rules().size() + ", " + context.state() + "]";
  }

  private IllegalArgumentException unknownMirror(MirrorId id) {
    String known =
        rules().mirrors().stream()
            .map(mirror -> mirror.id().toString())
            .collect(Collectors.joining("\", \""));
    return new IllegalArgumentException(
        "mirror: \"%s\" (expected: one of \"%s\")".formatted(id, known));
  }

  /**
   * A builder of {@linkplain MirrorEngine mirror engines}. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder extends MirrorSettingsBuilder<Builder> {

    Builder() {}

    /**
     * Builds the engine.
     *
     * @return the engine
     * @throws InvalidConfigurationException if settings or rules are invalid, or if a mirror has no
     *     endpoint; the exception names every problem
     */
    public MirrorEngine build() {
      return engine("mirror engine", List.of());
    }

    /**
     * Validates settings and rules as {@link #build()} does, without building an engine. Intended
     * for tools that check rules.
     *
     * @return warnings about what is allowed but probably unintended, as in {@link
     *     MirrorStatus#warnings()}
     * @throws InvalidConfigurationException if {@code build()} would throw it
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
