package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.account.CopyRecords;
import io.github.mirror4j.http.account.Counters;
import io.github.mirror4j.http.account.InFlight;
import io.github.mirror4j.http.account.Listeners;
import io.github.mirror4j.http.account.UndecidedRequests;
import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.compare.ComparedMirror;
import io.github.mirror4j.http.compare.Comparisons;
import io.github.mirror4j.http.compare.EvidenceFolder;
import io.github.mirror4j.http.compare.EvidenceWriter;
import io.github.mirror4j.http.guard.CloseOnEnd;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.Reloaders;
import io.github.mirror4j.http.guard.StackRoom;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.guard.UserCode;
import io.github.mirror4j.http.overhead.Experiment;
import io.github.mirror4j.http.overhead.Overhead;
import io.github.mirror4j.http.send.CopyClients;
import io.github.mirror4j.http.send.MirrorClientValidator;
import io.github.mirror4j.http.send.RecentFailures;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.settings.Settings;
import io.github.mirror4j.http.settings.SettingsView;
import io.github.mirror4j.http.settings.UserHooks;
import io.github.mirror4j.http.stats.ComparisonStatus;
import io.github.mirror4j.http.stats.EvidenceFileStatus;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.http.stats.OverheadReport;
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
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private final CopyClients copyClients;
  private final InternalErrors errors;
  private final EngineState state = new EngineState();
  private final CopyRecords records;
  private final CopyRunner runner;
  private final ByteBudget bodies;
  private final DispatchTime dispatchTime;
  private final Overhead overhead;
  private final Comparisons comparisons;
  private final @Nullable EvidenceWriter evidence;
  private final ActiveRules rules;
  private final OpenCalls open;
  private final PrimaryCallFactory calls;
  private final DescribedCalls described;
  private final UndecidedRequests undecided;
  private final Reloaders reloaders;
  private final ForeignClients foreignClients = new ForeignClients();
  private final Shutdown shutdown;

  MirrorEngine(
      Settings settings,
      RuleSet rules,
      ServiceRegistry registry,
      @Nullable Source source,
      CopyClients copyClients,
      InternalErrors errors) {
    this.settings = settings;
    this.copyClients = copyClients;
    this.errors = errors;
    Limits limits = settings.limits();
    UserHooks hooks = settings.hooks();
    records =
        new CopyRecords(
            new Counters(null),
            new InFlight(),
            new Listeners(hooks.listeners(), hooks.nanoTime()),
            new RecentFailures());
    bodies = new ByteBudget(limits.bodies().bodyMemory());
    ByteBudget givingWay = bodies.givingWay();
    WaitingRoom waitingRoom =
        new WaitingRoom(
            limits.waiting().maxWaitingCopies(),
            limits.waiting().maxWaitingTime(),
            givingWay,
            Threads.platform("mirror4j-wait-"));
    runner = new CopyRunner(copyClients, settings, bodies, givingWay, records.failures(), errors);
    comparisons =
        new Comparisons(
            settings.comparing().baselines(),
            new ComparedMirror.Environment(
                hooks.nanoTime(),
                hooks.random(),
                settings.policy().credentialHeaders(),
                errors::add),
            InstantSource.system(),
            Threads.platform("mirror4j-compare-"));
    evidence = evidenceWriter(settings.comparing().evidence());
    dispatchTime = new DispatchTime(hooks.nanoTime());
    overhead = new Overhead(hooks.nanoTime(), errors);
    PrimaryPart.Reading reading = new PrimaryPart.Reading(givingWay, hooks.nanoTime(), errors);
    open = new OpenCalls(Threads.platform("mirror4j-open-"));
    calls =
        new PrimaryCallFactory(
            settings,
            new PrimaryCall.Shared(bodies, reading, open, dispatchTime, overhead, errors),
            waitingRoom);
    int maxInTotal = limits.inFlight().maxConcurrentCopiesInTotal();
    described =
        new DescribedCalls(open, new Permits("mirror4j-readers", maxInTotal), runner, errors);
    undecided = new UndecidedRequests(hooks.nanoTime());
    reloaders = new Reloaders(errors);
    LaneContext.Bounds bounds =
        new LaneContext.Bounds(new Permits("mirror4j-total", maxInTotal), waitingRoom);
    LaneContext context = new LaneContext(settings, state, bounds, records, runner, errors);
    this.rules = new ActiveRules(context, comparisons, rules, registry, source);
    shutdown =
        new Shutdown(
            state,
            new CloseOnEnd(errors),
            new Shutdown.Copies(waitingRoom, records.inFlight(), runner),
            settings.closeGrace(),
            this::ended);
    if (evidence != null) {
      shutdown.closeOnEnd(evidence);
      evidence.start(Threads.platform("mirror4j-evidence-"));
    }
  }

  /** Logs what is worth knowing at the beginning. */
  void announce() {
    rules.announce();
    MirrorSwitch.warnIfOff();
  }

  private @Nullable EvidenceWriter evidenceWriter(@Nullable EvidenceFolder target) {
    return target == null
        ? null
        : new EvidenceWriter(target, comparisons::snapshots, InstantSource.system());
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
    register(requireNonNull(client, "client"));
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
   * @param handler the caller's body handler; the wrapped client decides about a missing one
   * @param looksAtClasses whether the wrapped client may look at the classes of what it is given
   * @return null if the request is passed on unchanged
   */
  @Nullable PrimaryCall begin(
      HttpRequest request, @Nullable BodyHandler<?> handler, boolean looksAtClasses) {
    return begin(request, PrimarySender.wrapped(looksAtClasses, handler));
  }

  private @Nullable PrimaryCall begin(HttpRequest request, PrimarySender sender) {
    try {
      long start = dispatchTime.start();
      HttpFacts facts = new HttpFacts(request);
      Lanes current = rules.lanes();
      Selection selection = current.rules().select(facts, settings.hooks().random());
      selection.undecided().ifPresent(undecided::add);
      if (selection.isEmpty()) {
        return null;
      }
      if (!sender.isChangeable()) {
        described.note(selection);
      }
      PrimaryCall call = calls.begin(request, facts, selection, current, sender);
      if (start != DispatchTime.UNMEASURED && !selection.mirrors().isEmpty()) {
        measured(call, dispatchTime.since(start));
      }
      return call;
    } catch (Throwable e) {
      errors.add(FailedStep.SELECT, e);
      return null;
    }
  }

  /**
   * Mirrors a request that another client sends, or that a server received. The rules select its
   * mirrors, and copies are sent as for requests of {@linkplain #wrap(HttpClient) wrapped clients}:
   * with the same limits, marks, credentials and counts.
   *
   * <p>The request itself is only a description. Nobody sends it, so what a rule routes or changes
   * of primaries has no effect on it; the first such rule that applies is logged. Its body is read
   * once, if copies need it: {@code ofByteArray} and {@code ofString} before this method returns, a
   * {@link BodyTap} as its parts are written, and any other publisher on a thread of its own.
   *
   * <p>This method does not block, and does not throw because of what mirroring does.
   *
   * @param request the request. If a server received it, its URI is where the server was addressed
   * @return the call, whose end is to be reported to it
   */
  public MirroredCall mirror(HttpRequest request) {
    PrimaryCall call = begin(request, PrimarySender.NOT_WRAPPED);
    return call == null ? described.none() : described.start(request, call);
  }

  /**
   * Mirrors a request that another client sends, or that a server received, as {@link
   * #mirror(HttpRequest)} does. What belongs to the connection of the request, such as {@code
   * Content-Length} and {@code Host}, is left out of {@code headers}: copies have their own.
   *
   * <p>A request that {@link HttpRequest} cannot express is not mirrored, for example because its
   * URI has a character that {@link java.net.URI} does not allow.
   *
   * @param method the method
   * @param uri the absolute URI. If a server received the request, this is where it was addressed
   * @param headers the headers, by their names in any case
   * @param body takes the body, if it is {@linkplain BodyTap#isRead read}; one of length 0 if there
   *     is none
   * @return the call, whose end is to be reported to it
   */
  public MirroredCall mirror(
      String method, String uri, Map<String, ? extends List<String>> headers, BodyTap body) {
    requireNonNull(body, "body");
    HttpRequest request;
    try {
      StackRoom.check();
      request = DescribedHead.request(method, uri, headers, body);
    } catch (RuntimeException e) {
      LogLines.debug(LOG, "A request cannot be described, so it is not mirrored", e);
      return described.none();
    } catch (Error e) {
      errors.add(FailedStep.TAKE_REQUEST, e);
      return described.none();
    }
    return mirror(request);
  }

  private void measured(@Nullable PrimaryCall call, long nanos) {
    if (call != null && call.hasCopies()) {
      call.dispatchTook(nanos);
    } else {
      dispatchTime.add(nanos);
    }
  }

  /** An engine for the warm-up. */
  private static WarmUp.Practice practice(WarmUp.Parts parts) {
    Settings settings = builder().copyTaskDecorator(task -> task).settings(parts.errors());
    MirrorEngine engine =
        new MirrorEngine(
            settings, parts.rules(), parts.registry(), null, parts.clients(), parts.errors());
    return new WarmUp.Practice() {
      @Override
      public MirroredCall mirror(HttpRequest request) {
        return engine.mirror(request);
      }

      @Override
      public MirroredCall mirror(
          String method, String uri, Map<String, List<String>> headers, BodyTap body) {
        return engine.mirror(method, uri, headers, body);
      }

      @Override
      public Settings settings() {
        return settings;
      }

      @Override
      public @Nullable PrimaryCall begin(HttpRequest request) {
        return engine.begin(request, BodyHandlers.discarding(), true);
      }

      @Override
      public void startNothing() {
        engine.runner.shutdown();
      }

      @Override
      public void lookAtWaiting() {
        engine.calls.lookAtWaiting();
      }

      @Override
      public void close() {
        engine.abort();
      }
    };
  }

  /** Prepares for sending copies of the requests of this client. */
  void register(HttpClient delegate) {
    copyClients.register(delegate);
    WarmUp.once(MirrorEngine::practice);
    MirrorClientValidator.note(delegate, copyClients.hasDefaultTls()).ifPresent(LOG::info);
    if (delegate instanceof MirroringHttpClient) {
      LOG.warn("The wrapped client mirrors already: what both have rules for is mirrored by both");
    }
    foreignClients.add(
        delegate instanceof MirroringHttpClient mirroring ? mirroring.sender() : delegate);
    warnOfForeignClients();
  }

  /**
   * Returns the rules in force.
   *
   * @return the rule set
   */
  public RuleSet rules() {
    return rules.rules();
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
    this.rules.replace(rules, registry);
    warnOfForeignClients();
  }

  private void warnOfForeignClients() {
    if (rules.lanes().compare()) {
      foreignClients.warn();
    }
  }

  /** Pauses mirroring to all mirrors immediately. Rules still route primaries. */
  public void pause() {
    if (state.pause(true)) {
      log("Mirroring is paused: no copies are sent until resume()");
    }
  }

  /** Ends {@link #pause()}. Mirrors paused individually stay paused. */
  public void resume() {
    if (state.pause(false)) {
      log("Mirroring is resumed");
    }
  }

  /** Says so where operators look for the reason that copies stop. */
  private static void log(String change) {
    boolean unused = LogLines.add(() -> LOG.info(change));
  }

  /**
   * Pauses mirroring to one mirror immediately.
   *
   * @param id the mirror's id
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void pause(MirrorId id) {
    if (rules.pause(requireNonNull(id, "id"), true)) {
      log("Mirroring to " + id + " is paused: no copies are sent to it until resume(..)");
    }
  }

  /**
   * Ends {@link #pause(MirrorId)}.
   *
   * @param id the mirror's id
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void resume(MirrorId id) {
    if (rules.pause(requireNonNull(id, "id"), false)) {
      log("Mirroring to " + id + " is resumed");
    }
  }

  /**
   * Returns the counts of all copies so far. The call is cheap enough for once a second.
   *
   * @return a snapshot
   */
  public MirrorStats stats() {
    return stats(rules.counts());
  }

  /**
   * Returns the counts of one mirror so far. The cost does not depend on the number of mirrors.
   *
   * @param id the mirror's id
   * @return the same counts as in {@link #stats()}, or empty if it has none for this mirror
   */
  public Optional<MirrorCounts> stats(MirrorId id) {
    lookAtOpenCalls();
    return rules.counts(requireNonNull(id, "id"));
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
    lookAtOpenCalls();
    return new MirrorStats(
        records.total().snapshot(ALL_MIRRORS, state.state()),
        rows,
        calls.alreadyMirrored(),
        bodies.held(),
        bodies.limit(),
        records.listeners().missedNotifications(),
        errors.sum(),
        undecided.sum());
  }

  /**
   * Starts measuring the time that mirroring adds to the requests that it mirrors.
   *
   * @return the running measurement; close it to end measuring
   */
  public DispatchMeter measureDispatch() {
    return dispatchTime.measure();
  }

  /**
   * Starts measuring what mirroring costs the callers of this process, in slices of one second with
   * wash-outs of one {@code copyTimeout}.
   *
   * @return the running measurement; close it to end measuring
   * @throws IllegalStateException if a measurement is running, or if the engine is closed
   */
  public OverheadMeasurement measureOverhead() {
    return measureOverhead(Overhead.SLICE, settings.exchange().copyTimeout());
  }

  /**
   * Starts measuring what mirroring costs the callers of this process. Half of the copies are
   * withheld meanwhile.
   *
   * @param slice how long each slice is: 100 milliseconds to 1 minute. Each slice needs at least 20
   *     mirrored calls
   * @param washOut how long to wait before each slice, so that copies of the slice before have
   *     ended: 0 to 10 minutes
   * @return the running measurement; close it to end measuring. It ends by itself after 10,000
   *     pairs
   * @throws InvalidConfigurationException if a duration is out of range
   * @throws IllegalStateException if a measurement is running, or if the engine is closed
   */
  public OverheadMeasurement measureOverhead(Duration slice, Duration washOut) {
    Experiment experiment = overhead.start(slice, washOut, this::copiesSent, state::isClosed);
    return new OverheadMeasurement(overhead, experiment);
  }

  /**
   * Returns what mirroring costs the callers, as measured by {@link #measureOverhead()}.
   *
   * @return the results of the measurement that runs, or ran last; empty if there was none
   */
  public Optional<OverheadReport> overhead() {
    return overhead.report();
  }

  private long copiesSent() {
    MirrorCounts total = records.total().snapshot(ALL_MIRRORS, state.state());
    return total.selected() - total.droppedInTotal() - total.withheld();
  }

  /**
   * Returns the comparison of a mirror's responses with those of the primaries.
   *
   * @param id the mirror, as in {@link MirrorCounts#id()}
   * @return the comparison, which goes on
   * @throws IllegalArgumentException if the responses of no such mirror are compared
   */
  public MirrorComparison comparison(MirrorId id) {
    return comparisons
        .find(requireNonNull(id, "id"))
        .map(mirror -> new MirrorComparison(id, mirror))
        .orElseThrow(() -> notCompared(id));
  }

  private IllegalArgumentException notCompared(MirrorId id) {
    String known =
        comparisons.latest().keySet().stream()
            .map(MirrorId::toString)
            .collect(Collectors.joining("\", \""));
    String expected = known.isEmpty() ? "a mirror with compare(..)" : "one of \"" + known + '"';
    return new IllegalArgumentException("mirror: \"%s\" (expected: %s)".formatted(id, expected));
  }

  /**
   * Returns the comparisons of all mirrors.
   *
   * @return a comparison for each mirror whose responses are compared, or were by earlier rules
   */
  public List<MirrorComparison> comparisons() {
    return comparisons.latest().entrySet().stream()
        .map(entry -> new MirrorComparison(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Returns what became of the file that {@link MirrorSettingsBuilder#evidenceFolder} asks for. The
   * call is cheap enough for once a second.
   *
   * @return a snapshot; empty if no evidence is written
   */
  public Optional<EvidenceFileStatus> evidenceFile() {
    return Optional.ofNullable(evidence).map(EvidenceWriter::status);
  }

  /**
   * Adds a listener that is notified when copies end.
   *
   * @param listener the listener; ignored if it was already added
   */
  public void addListener(MirrorListener listener) {
    records.listeners().add(requireNonNull(listener, "listener"));
  }

  /**
   * Removes a listener.
   *
   * @param listener the listener; ignored if it was not added. Its pending notifications are
   *     discarded; a running call is not interrupted
   */
  public void removeListener(MirrorListener listener) {
    records.listeners().remove(requireNonNull(listener, "listener"));
  }

  /**
   * Returns the complete current status: rules, settings, counts, comparisons, switches and the
   * latest failures.
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
        ActiveRules.warnings(inForce),
        reloads(),
        SettingsView.of(settings, rules.source(), copyClients),
        stats(),
        comparisons().stream()
            .map(each -> new ComparisonStatus(each.id(), each.verdict(), each.pairs()))
            .toList(),
        overhead.report(),
        evidenceFile(),
        records.failures().list());
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
        + CurrentBlockers.of(request, settings.policy().copyHeader(), stats(rules.countsInForce()))
        + ComparisonBlockers.of(rules.lanes(), foreignClients.names());
  }

  /**
   * Waits until no copy waits or is in flight. Useful in tests and before a tool exits.
   *
   * @param timeout the maximum time to wait
   * @return {@code true} if none waits or is in flight; {@code false} if the timeout elapsed
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    lookAtOpenCalls();
    return records.inFlight().awaitNone(timeout);
  }

  /** Those whose client died are given up when somebody asks what is in flight. */
  private void lookAtOpenCalls() {
    try {
      open.lookSoon();
    } catch (Throwable e) { // No thread can be started, most likely.
      errors.add(FailedStep.DROP_COPIES, e);
    }
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
    requireNonNull(resource, "resource");
    if (resource instanceof RuleReloader reloader) {
      reloaders.add(reloader);
    }
    shutdown.closeOnEnd(resource);
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
    shutdown.stop();
    overhead.end();
  }

  private void ended() {
    open.close();
    comparisons.close();
    if (evidence != null) {
      evidence.write();
    }
    rules.writeLastLines();
  }

  /** Ends without waiting. Copies in flight are aborted after the close grace. */
  void finish() {
    shutdown.finish();
  }

  /** Ends immediately and aborts the copies in flight. */
  void abort() {
    shutdown.abort();
    overhead.end();
  }

  /** Returns the number of rules in force and the state of mirroring. */
  @Override
  public String toString() {
    return "MirrorEngine[rules: " + rules().rules().size() + ", " + state.state() + "]";
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
      MirrorEngine engine = engine("mirror engine", List.of());
      WarmUp.once(MirrorEngine::practice);
      return engine;
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
      return ActiveRules.warnings(judge("mirror engine", guarded, List.of()));
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
