package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.compare.BaselineLimits;
import io.github.mirror4j.http.compare.EvidenceFolder;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.UserCode;
import io.github.mirror4j.http.send.CopyClients;
import io.github.mirror4j.http.send.CopyPolicy;
import io.github.mirror4j.http.send.ExchangeLimits;
import io.github.mirror4j.http.settings.BackOffRange;
import io.github.mirror4j.http.settings.ClientRulesValidator;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.settings.Settings;
import io.github.mirror4j.http.settings.SettingsValidator;
import io.github.mirror4j.http.settings.UserHooks;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.RuleSet;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The rules and settings of mirroring, common to the builders of clients and engines. Not
 * thread-safe.
 *
 * <p>All settings are validated together when the client or the engine is built.
 *
 * @param <B> the builder's own type
 * @since 0.1.0
 */
public abstract sealed class MirrorSettingsBuilder<B extends MirrorSettingsBuilder<B>>
    permits MirroringHttpClient.Builder, MirrorEngine.Builder {

  /** Default of {@link #maxConcurrentCopies}: {@value}. */
  public static final int DEFAULT_MAX_CONCURRENT_COPIES = 64;

  /** Default of {@link #maxConcurrentCopiesInTotal}: {@value}. */
  public static final int DEFAULT_MAX_CONCURRENT_COPIES_IN_TOTAL = 256;

  /** Default of {@link #bodyLimit}, in bytes: {@value}. */
  public static final long DEFAULT_BODY_LIMIT = 1 << 20;

  /** Default of {@link #maxWaitingCopies}: {@value}. */
  public static final int DEFAULT_MAX_WAITING_COPIES = 1_024;

  /** Default of {@link #responseLimit}, in bytes: {@value}. */
  public static final long DEFAULT_RESPONSE_LIMIT = 64 << 10;

  /** Default of {@link #copyHeader}: {@value}. */
  public static final String DEFAULT_COPY_HEADER = "X-Mirror4J";

  static final Duration DEFAULT_COPY_TIMEOUT = Duration.ofSeconds(10);
  static final Duration DEFAULT_RESPONSE_BODY_TIMEOUT = Duration.ofSeconds(1);
  static final Duration DEFAULT_FIRST_BACK_OFF = Duration.ofSeconds(1);
  static final Duration DEFAULT_MAX_BACK_OFF = Duration.ofMinutes(1);
  static final Duration DEFAULT_MAX_WAITING_TIME = Duration.ofMinutes(1);
  static final Duration DEFAULT_SLOW_START = Duration.ofSeconds(10);
  static final Duration DEFAULT_EVIDENCE_INTERVAL = Duration.ofMinutes(1);
  static final Duration DEFAULT_CLOSE_GRACE = Duration.ofSeconds(1);

  final List<RouteRule> rules = new ArrayList<>();
  ServiceRegistry registry = ServiceRegistry.empty();
  @Nullable Source source;
  int maxConcurrentCopies = DEFAULT_MAX_CONCURRENT_COPIES;
  int maxConcurrentCopiesInTotal = DEFAULT_MAX_CONCURRENT_COPIES_IN_TOTAL;
  long bodyLimit = DEFAULT_BODY_LIMIT;
  long bodyMemory = defaultBodyMemory(Runtime.getRuntime().maxMemory());
  Duration copyTimeout = DEFAULT_COPY_TIMEOUT;
  long responseLimit = DEFAULT_RESPONSE_LIMIT;
  Duration responseBodyTimeout = DEFAULT_RESPONSE_BODY_TIMEOUT;
  double maxBaselinesPerSecond = BaselineLimits.DEFAULT.perSecond();
  double maxBaselineShare = BaselineLimits.DEFAULT.share() * 100;
  @Nullable BackOffRange backOff = new BackOffRange(DEFAULT_FIRST_BACK_OFF, DEFAULT_MAX_BACK_OFF);
  int maxWaitingCopies = DEFAULT_MAX_WAITING_COPIES;
  Duration maxWaitingTime = DEFAULT_MAX_WAITING_TIME;
  Duration slowStart = DEFAULT_SLOW_START;
  @Nullable Path evidenceFolder;
  Duration evidenceInterval = DEFAULT_EVIDENCE_INTERVAL;
  Duration closeGrace = DEFAULT_CLOSE_GRACE;
  String copyHeader = DEFAULT_COPY_HEADER;
  boolean forwardedHost = true;
  CredentialHeaders credentialHeaders = CredentialHeaders.DEFAULT;
  @Nullable HttpClient mirrorClient;
  @Nullable SSLContext mirrorSslContext;
  TraceHeaders traceHeaders = TraceHeaders.AUTOMATIC;
  @Nullable UnaryOperator<Runnable> copyTaskDecorator;
  final List<MirrorListener> listeners = new ArrayList<>();
  RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
  @Nullable LongSupplier nanoTime;

  MirrorSettingsBuilder() {}

  abstract B self();

  /** A sixteenth of the heap, but at least 1 MiB and at most 64 MiB. */
  static long defaultBodyMemory(long heap) {
    return Math.clamp(heap / 16, 1L << 20, 64L << 20);
  }

  /**
   * Adds rules.
   *
   * @param more the rules, in any order
   * @return this builder
   */
  public final B rules(RouteRule... more) {
    return rules(Arrays.asList(more));
  }

  /**
   * Adds rules.
   *
   * @param more the rules, in any order
   * @return this builder
   */
  public final B rules(Collection<RouteRule> more) {
    more.forEach(rule -> rules.add(requireNonNull(rule, "rule")));
    return self();
  }

  /**
   * Sets the registry in which the endpoints of services are looked up.
   *
   * @param registry the registry; by default one without any service
   * @return this builder
   */
  public final B registry(ServiceRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
    return self();
  }

  /**
   * Sets the identity from which this client's requests come, for rules that match on a source.
   *
   * @param source the identity; unknown by default, so that such rules never match
   * @return this builder
   */
  public final B source(Source source) {
    this.source = requireNonNull(source, "source");
    return self();
  }

  /**
   * Sets the maximum number of copies in flight to one mirror. Further copies are dropped.
   *
   * @param copies 1 to 10,000; 64 by default
   * @return this builder
   */
  public final B maxConcurrentCopies(int copies) {
    maxConcurrentCopies = copies;
    return self();
  }

  /**
   * Sets the maximum number of copies in flight to all mirrors together. Further copies are
   * dropped. This also limits the idle connections of copies: the client that sends them is
   * replaced, with all its connections, before it could exceed this number.
   *
   * @param copies 1 to 100,000; 256 by default
   * @return this builder
   */
  public final B maxConcurrentCopiesInTotal(int copies) {
    maxConcurrentCopiesInTotal = copies;
    return self();
  }

  /**
   * Sets the size of the largest body that is copied. Requests with larger bodies are not mirrored.
   * A mirror may override this limit.
   *
   * @param bytes 0 (only requests without a body) to 1 GiB; 1 MiB by default
   * @return this builder
   */
  public final B bodyLimit(long bytes) {
    bodyLimit = bytes;
    return self();
  }

  /**
   * Sets the memory that the requests of all copies may use together. This counts their bodies, and
   * of each head (URI and headers) the part above 16 KiB, by the size of the objects in memory. The
   * copies of one primary share its body. While the memory is exhausted, requests with a body or a
   * large head are not mirrored.
   *
   * @param bytes at least 0; by default a sixteenth of the largest heap the JVM may use, at least 1
   *     MiB and at most 64 MiB
   * @return this builder
   */
  public final B bodyMemory(long bytes) {
    bodyMemory = bytes;
    return self();
  }

  /**
   * Sets the timeout for the whole exchange of a copy, including connecting and reading the
   * response. A copy whose response has not begun by then counts as timed out. Where the time of
   * many copies is over at once, they end one after the other, within about half a second. A mirror
   * may override this timeout. Connecting may take at most 10 s, unless a {@link #mirrorClient} is
   * set.
   *
   * @param timeout 1 ms to 1 h; 10 s by default
   * @return this builder
   */
  public final B copyTimeout(Duration timeout) {
    copyTimeout = requireNonNull(timeout, "copyTimeout");
    return self();
  }

  /**
   * Sets how much of a mirror's response is read and discarded. A longer response is cut off and
   * its connection is closed. The response's head and the framing of its body count only above 4
   * KiB. The whole head is always read first: the JDK's client accepts up to 384 KiB, unless the
   * system property {@code jdk.http.maxHeaderSize} sets another limit.
   *
   * @param bytes 0 (only a head of usual size) to 1 GiB; 64 KiB by default
   * @return this builder
   */
  public final B responseLimit(long bytes) {
    responseLimit = bytes;
    return self();
  }

  /**
   * Sets how long the body of a mirror's response is read, measured from the response's head. A
   * response that takes longer is cut off, and its connection (HTTP/1.1) or its stream (HTTP/2) is
   * closed. The copy still counts as completed: an endless response, such as server-sent events, is
   * not a failure of the mirror and does not trigger back-off. {@link #copyTimeout} still limits
   * the whole exchange.
   *
   * @param timeout 1 ms to 1 h; 1 s by default
   * @return this builder
   */
  public final B responseBodyTimeout(Duration timeout) {
    responseBodyTimeout = requireNonNull(timeout, "responseBodyTimeout");
    return self();
  }

  /**
   * Sets how many requests a second comparisons may send to the old version by themselves:
   * baselines, and the requests of confirmations. The limit holds for the whole process: of several
   * engines, the largest counts. Requests beyond it are mirrored as usual and not compared.
   *
   * @param requests 0.01 to 1,000,000; 5 by default. A burst may have as many as a second
   * @return this builder
   * @see io.github.mirror4j.rule.Comparison#withBaseline
   */
  public final B maxBaselinesPerSecond(double requests) {
    maxBaselinesPerSecond = requests;
    return self();
  }

  /**
   * Sets how many requests comparisons may send to a service by themselves, as a share of the
   * primaries that rules with a comparison send there. A baseline that has a deployment to itself
   * ({@link io.github.mirror4j.rule.Comparison#withBaselineAt}) is not limited by it.
   *
   * @param percent 0.01 to 1000; 10 by default. A request with its confirmation takes three
   * @return this builder
   */
  public final B maxBaselineShare(double percent) {
    maxBaselineShare = percent;
    return self();
  }

  /**
   * Sets a folder for the evidence of comparisons. Each engine writes a file of its own there,
   * named {@code mirror4j-….jsonl}, from which one verdict about a whole fleet can be found. The
   * file holds counts and names, but no part of a body, and of headers only the names of builds.
   *
   * <p>The file is written at {@linkplain #evidenceInterval intervals} and when the engine is
   * closed, on a thread of its own. If that fails, it is counted, logged once and tried again.
   * Nothing is written before the first pair of responses. Files are never deleted.
   *
   * @param folder the folder, which is created if it does not exist. By default there is none, and
   *     nothing is written
   * @return this builder
   */
  public final B evidenceFolder(Path folder) {
    evidenceFolder = requireNonNull(folder, "evidenceFolder");
    return self();
  }

  /**
   * Sets the time between two writes of the evidence.
   *
   * @param interval 1 s to 1 h; one minute by default
   * @return this builder
   */
  public final B evidenceInterval(Duration interval) {
    evidenceInterval = requireNonNull(interval, "evidenceInterval");
    return self();
  }

  /**
   * Sets how long copies to a failing mirror pause. Copies pause for {@code first} when at least
   * half of the last 20 copies (of 10, at the start) received no response. Then one probe is sent.
   * If it fails, the pause doubles, up to {@code longest}. Any response counts as success,
   * including an error status.
   *
   * @param first the first pause, at least 1 ms; 1 s by default
   * @param longest the longest pause, {@code first} to 1 h; 1 min by default
   * @return this builder
   */
  public final B backOff(Duration first, Duration longest) {
    backOff = new BackOffRange(requireNonNull(first, "first"), requireNonNull(longest, "longest"));
    return self();
  }

  /**
   * Sets how many copies may wait for the end of their primaries, over all mirrors with {@link
   * io.github.mirror4j.rule.Mirror#afterResponse}. Further copies are dropped. Bodies of waiting
   * copies hold at most half of the {@link #bodyMemory}.
   *
   * @param copies 1 to 100,000; 1,024 by default
   * @return this builder
   */
  public final B maxWaitingCopies(int copies) {
    maxWaitingCopies = copies;
    return self();
  }

  /**
   * Sets how long a copy waits for the end of its primary. A copy whose primary takes longer is
   * dropped.
   *
   * @param time 1 ms to 1 h; 1 min by default
   * @return this builder
   */
  public final B maxWaitingTime(Duration time) {
    maxWaitingTime = requireNonNull(time, "maxWaitingTime");
    return self();
  }

  /**
   * Sets how long a mirror that has recovered from a back-off gets only part of its copies. The
   * share grows evenly from 10 % to 100 % during this time; the others are dropped.
   *
   * @param time 0 (all copies at once) to 1 h; 10 s by default
   * @return this builder
   */
  public final B slowStart(Duration time) {
    slowStart = requireNonNull(time, "slowStart");
    return self();
  }

  /**
   * Disables back-off: copies are sent to a mirror no matter how many of them fail.
   *
   * @return this builder
   */
  public final B withoutBackOff() {
    backOff = null;
    return self();
  }

  /**
   * Sets how long copies in flight may continue after the client or the engine is closed. Closing
   * does not wait for them.
   *
   * @param grace 0 to 1 min; 1 s by default
   * @return this builder
   */
  public final B closeGrace(Duration grace) {
    closeGrace = requireNonNull(grace, "closeGrace");
    return self();
  }

  /**
   * Sets the name of the header that marks a request as a copy. Its value is the name of the rule.
   * A request with this header is never mirrored.
   *
   * @param name the name of the header; {@code X-Mirror4J} by default
   * @return this builder
   */
  public final B copyHeader(String name) {
    copyHeader = requireNonNull(name, "copyHeader");
    return self();
  }

  /**
   * Sets whether copies carry the original authority in {@code X-Forwarded-Host}.
   *
   * @param tell {@code true} by default
   * @return this builder
   */
  public final B forwardedHost(boolean tell) {
    forwardedHost = tell;
    return self();
  }

  /**
   * Sets which headers are credentials, replacing {@link CredentialHeaders#DEFAULT}. Credentials
   * are sent only to the service for which they were meant (see {@link
   * io.github.mirror4j.rule.Credentials}). Status, explanations, logs and messages show their
   * values as {@code ***}.
   *
   * @param names names in any case; one star at the start or the end stands for any characters
   * @return this builder
   * @see #additionalCredentialHeaders
   */
  public final B credentialHeaders(String... names) {
    credentialHeaders = CredentialHeaders.of(List.of(names));
    return self();
  }

  /**
   * Adds headers to those that are credentials.
   *
   * @param names names in any case; one star at the start or the end stands for any characters
   * @return this builder
   */
  public final B additionalCredentialHeaders(String... names) {
    credentialHeaders = credentialHeaders.and(List.of(names));
    return self();
  }

  /**
   * Sets the client that sends the copies, such as one with a separate trust store. It is not
   * closed with the mirroring client.
   *
   * @param client a client that follows no redirects and shares neither cookie handler nor
   *     authenticator with the wrapped one; by default a client is created
   * @return this builder
   */
  public final B mirrorClient(HttpClient client) {
    mirrorClient = requireNonNull(client, "mirrorClient");
    return self();
  }

  /**
   * Sets the TLS context of the client that is created for copies: the servers it trusts, and the
   * certificate it presents. Pass {@code existing.sslContext()} to trust a private certificate
   * authority as the wrapped client does. A client certificate in this context is then presented to
   * mirrors too.
   *
   * @param context the context; by default {@link SSLContext#getDefault()}, not the wrapped
   *     client's. It cannot be combined with a {@link #mirrorClient}, which has its own
   * @return this builder
   */
  public final B mirrorSslContext(SSLContext context) {
    mirrorSslContext = requireNonNull(context, "mirrorSslContext");
    return self();
  }

  /**
   * Sets whether copies carry the trace headers of their primary. Header edits of a mirror are
   * applied afterwards and take precedence.
   *
   * @param traceHeaders {@link TraceHeaders#AUTOMATIC} by default
   * @return this builder
   */
  public final B traceHeaders(TraceHeaders traceHeaders) {
    this.traceHeaders = requireNonNull(traceHeaders, "traceHeaders");
    return self();
  }

  /**
   * Sets a decorator for the task that sends a copy. It can pass context bound to the caller's
   * thread, such as the logging context or the current span, to the copy's thread.
   *
   * <p>The decorator is called on the caller's thread, once for each copy, during the call. It must
   * be fast, must not block and must be thread-safe. The task that it returns runs later on the
   * copy's thread, and must run the given task once, on that thread. The thread is new and ends
   * with the copy, so no context needs to be restored. It is a virtual thread; before JDK 24 it is
   * a platform thread, because a virtual thread that blocks in a monitor pins its carrier there.
   *
   * <p>A failing decorator affects neither the primary nor the copy. If it throws, returns null or
   * does not run the task, the copy is sent without it. Running the task again, or on another
   * thread, has no effect. {@link MirrorStats#internalErrors()} counts each such copy. A task that
   * blocks occupies its place in the lane, without any timeout.
   *
   * {@snippet class="io.github.mirror4j.http.Snippets" region="copyTaskDecorator"}
   *
   * @param decorator the decorator; none by default
   * @return this builder
   */
  public final B copyTaskDecorator(UnaryOperator<Runnable> decorator) {
    copyTaskDecorator = requireNonNull(decorator, "copyTaskDecorator");
    return self();
  }

  /**
   * Adds a listener that is notified when copies end; none by default.
   *
   * @param listener the listener; ignored if it was already added
   * @return this builder
   */
  public final B listener(MirrorListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return self();
  }

  /**
   * Sets the source of random numbers, for tests that need reproducible results.
   *
   * <p>Only {@code nextLong()} is called, once for each number. If it throws, {@link
   * ThreadLocalRandom} is used and {@link MirrorStats#internalErrors()} is incremented.
   *
   * @param random a thread-safe, non-blocking generator, because callers' threads use it; {@link
   *     ThreadLocalRandom} by default
   * @return this builder
   */
  public final B random(RandomGenerator random) {
    this.random = requireNonNull(random, "random");
    return self();
  }

  /**
   * Sets the clock, for tests. It measures copies, dispatches and back-off, and limits the rate of
   * log lines. Callers' threads use it. Timeouts do not use it.
   *
   * <p>If the clock throws or goes backwards, time does not advance. If it jumps ahead, time
   * advances by at most one year.
   *
   * @param nanoTime a thread-safe clock in nanoseconds; {@link System#nanoTime()} by default
   * @return this builder
   */
  public final B nanoTime(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    return self();
  }

  /**
   * Validates everything together and creates an engine.
   *
   * @param what what is built, for the message
   * @param more problems that only the calling builder knows of
   */
  final MirrorEngine engine(String what, List<Problem> more) {
    InternalErrors errors = new InternalErrors();
    ServiceRegistry guarded = UserCode.registry(registry, errors);
    RuleSet ruleSet = judge(what, guarded, more);
    CopyClients copyClients =
        new CopyClients(mirrorClient, mirrorSslContext, maxConcurrentCopiesInTotal);
    MirrorEngine engine =
        new MirrorEngine(settings(errors), ruleSet, guarded, source, copyClients, errors);
    engine.announce();
    return engine;
  }

  /** Returns the compiled rules; the exception names every problem. */
  final RuleSet judge(String what, ServiceRegistry guarded, List<Problem> more) {
    List<Problem> problems = new ArrayList<>(problems());
    problems.addAll(more);
    RuleSet ruleSet = compile(problems, guarded);
    InvalidConfigurationException.throwIfAny(what, problems);
    return ruleSet;
  }

  private List<Problem> problems() {
    return new SettingsValidator()
        .limits(limits())
        .exchange(exchange())
        .recovery(limits().recovery())
        .baselines(maxBaselinesPerSecond, maxBaselineShare)
        .evidence(evidenceFolder, evidenceInterval)
        .closeGrace(closeGrace)
        .headers(copyHeader, credentialHeaders)
        .mirrorClient(mirrorClient, mirrorSslContext)
        .mirrorSwitch()
        .problems();
  }

  private RuleSet compile(List<Problem> problems, ServiceRegistry guarded) {
    RuleSet.Builder builder =
        RuleSet.builder().rules(rules).registry(guarded).credentialHeaders(credentialHeaders);
    if (source != null) {
      builder.source(source);
    }
    try {
      RuleSet ruleSet = builder.build();
      problems.addAll(ClientRulesValidator.problems(ruleSet, copyHeader));
      return ruleSet;
    } catch (InvalidConfigurationException e) {
      problems.addAll(e.problems());
      return RuleSet.builder().build();
    }
  }

  Settings settings(InternalErrors errors) {
    return new Settings(
        limits(),
        exchange(),
        new CopyPolicy(
            copyHeader, forwardedHost, credentialHeaders, traceHeaders.areStripped(mirrorClient)),
        new UserHooks(
            copyTaskDecorator,
            List.copyOf(listeners),
            UserCode.random(random, errors),
            nanoTime == null ? System::nanoTime : UserCode.clock(nanoTime, errors)),
        new Settings.Comparing(
            new BaselineLimits(maxBaselinesPerSecond, maxBaselineShare / 100),
            evidenceFolder == null ? null : new EvidenceFolder(evidenceFolder, evidenceInterval)),
        closeGrace);
  }

  private Limits limits() {
    return new Limits(
        new Limits.InFlight(maxConcurrentCopies, maxConcurrentCopiesInTotal),
        new Limits.Bodies(bodyLimit, bodyMemory),
        new Limits.Waiting(maxWaitingCopies, maxWaitingTime),
        new Limits.Recovery(backOff, slowStart));
  }

  private ExchangeLimits exchange() {
    return new ExchangeLimits(copyTimeout, responseLimit, responseBodyTimeout);
  }
}
