package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

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
 * What is behind mirroring clients: rules in force, lanes, limits, counts, switches. One engine may
 * serve any number of clients, which then share all of these.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="engine"}
 *
 * <p>Closing a client that shares an engine leaves the engine alone; {@link #close()} ends
 * mirroring for all of them, and their primaries go on. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorEngine implements MirrorControl, AutoCloseable {

  // It holds no reference to a client that is wrapped nor to its wrapper, so that copies in flight
  // keep neither of them alive.

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

  private final Settings settings;
  private final ServiceRegistry registry;
  private final @Nullable Source source;
  private final CopyClients copyClients;
  private final LaneContext context;
  private final CallFactory calls;
  private final UndecidedRequests undecided;
  private final Companions companions;
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
    companions = new Companions(errors);
    calls = new CallFactory(context);
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
  public MirroringClientBuilder wrap(HttpClient.Builder clients) {
    return new MirroringClientBuilder(requireNonNull(clients, "clients"), this);
  }

  /**
   * Selects for a request of a caller; never throws.
   *
   * @return null where the request is to be handed on as it is
   */
  @Nullable PrimaryCall begin(HttpRequest request, HttpClient delegate) {
    try {
      long start = context.handOff().start();
      HttpFacts facts = new HttpFacts(request);
      Lanes current = lanes;
      Selection selection = current.rules().select(facts, settings.random());
      selection.undecided().ifPresent(undecided::add);
      if (selection.isEmpty()) {
        return null;
      }
      PrimaryCall call = calls.begin(request, facts, selection, current, delegate);
      if (start != HandOff.UNMEASURED && !selection.mirrors().isEmpty()) {
        measured(call, context.handOff().since(start));
      }
      return call;
    } catch (Throwable e) {
      context.errors().add("a request could not be selected for", e);
      return null;
    }
  }

  private void measured(@Nullable PrimaryCall call, long nanos) {
    if (call != null && call.hasCopies()) {
      call.handOffTook(nanos);
    } else {
      context.handOff().add(nanos);
    }
  }

  /** Copies of this client's requests will be sent. */
  void serve(HttpClient delegate) {
    copyClients.serve(delegate);
    ClientCheck.note(delegate, copyClients).ifPresent(LOG::info);
    if (delegate instanceof MirroringHttpClient) {
      LOG.warn("The wrapped client mirrors already: what both have rules for is mirrored by both");
    }
  }

  @Override
  public RuleSet rules() {
    return lanes.rules();
  }

  @Override
  public void replaceRules(Collection<RouteRule> rules, ServiceRegistry more) {
    requireNonNull(more, "registry");
    ServiceRegistry all = Guards.registry(more, context.errors()).or(registry);
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

  @Override
  public void pause() {
    context.pause(true);
  }

  @Override
  public void resume() {
    context.pause(false);
  }

  @Override
  public void pause(String rule, String mirror) {
    pause(rule, mirror, true);
  }

  @Override
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

  @Override
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

  @Override
  public Optional<MirrorCounts> stats(String rule, String mirror) {
    synchronized (replacing) {
      return Optional.ofNullable(laneRegistry.any(rule, mirror)).map(Lane::counts);
    }
  }

  @Override
  public MirrorStats statsInTotal() {
    return stats(List.of());
  }

  private MirrorStats stats(List<MirrorCounts> rows) {
    return new MirrorStats(
        context.total().snapshot("*", "*", context.state()),
        rows,
        calls.marked(),
        context.bodies().held(),
        context.bodies().limit(),
        context.listeners().untold(),
        context.errors().sum(),
        undecided.sum());
  }

  @Override
  public HandOffMeter measureHandOff() {
    return context.handOff().measure();
  }

  @Override
  public void addListener(MirrorListener listener) {
    context.listeners().add(requireNonNull(listener, "listener"));
  }

  @Override
  public void removeListener(MirrorListener listener) {
    context.listeners().remove(requireNonNull(listener, "listener"));
  }

  @Override
  public MirrorStatus status() {
    RuleSet inForce = rules();
    return new MirrorStatus(
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        LibraryVersion.TEXT,
        MirrorSwitch.isOn(),
        inForce.rules().stream().map(rule -> rule.toString(settings.credentialHeaders())).toList(),
        warnings(inForce),
        reloads(),
        ShownSettings.of(settings, source, copyClients),
        stats(),
        context.recentFailures().list());
  }

  @Override
  public List<ReloadStatus> reloads() {
    return reloaders.status();
  }

  @Override
  public String explain(HttpRequest request) {
    return rules().explain(new HttpFacts(request))
        + Obstacles.of(request, settings.markHeader(), stats(inForce()));
  }

  @Override
  public boolean awaitIdle(Duration patience) throws InterruptedException {
    return context.inFlight().awaitNone(patience);
  }

  @Override
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

  /** Ends at once: what is in flight is aborted. */
  void abort() {
    context.close();
    context.executor().shutdownNow();
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
      ServiceRegistry guarded = Guards.registry(registry, new InternalErrors());
      return MirrorEngine.warnings(judge("mirror engine", guarded, List.of()));
    }

    @Override
    Builder self() {
      return this;
    }
  }
}
