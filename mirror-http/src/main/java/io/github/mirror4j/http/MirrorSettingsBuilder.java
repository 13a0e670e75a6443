package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rules and settings of mirroring; not thread-safe.
 *
 * <p>Settings are judged together when the client or the engine is built.
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

  /** Default of {@link #responseLimit}, in bytes: {@value}. */
  public static final long DEFAULT_RESPONSE_LIMIT = 64 << 10;

  /** Default of {@link #copyHeader}: {@value}. */
  public static final String DEFAULT_COPY_HEADER = "X-Mirror4J";

  static final Duration DEFAULT_COPY_TIMEOUT = Duration.ofSeconds(10);
  static final Duration DEFAULT_RESPONSE_BODY_TIMEOUT = Duration.ofSeconds(1);
  static final Duration DEFAULT_FIRST_BACK_OFF = Duration.ofSeconds(1);
  static final Duration DEFAULT_MAX_BACK_OFF = Duration.ofMinutes(1);
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
  BackOff.@Nullable Range backOff = new BackOff.Range(DEFAULT_FIRST_BACK_OFF, DEFAULT_MAX_BACK_OFF);
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
    return rules(List.of(more));
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
   * Where services' endpoints are found.
   *
   * @param registry the registry; knows no service by default
   * @return this builder
   */
  public final B registry(ServiceRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
    return self();
  }

  /**
   * Who this client's requests come from, for rules that ask for a source.
   *
   * @param source the identity; unknown by default, so that such rules never match
   * @return this builder
   */
  public final B source(Source source) {
    this.source = requireNonNull(source, "source");
    return self();
  }

  /**
   * How many copies one mirror may have in flight; further ones are dropped.
   *
   * @param copies 1 to 10,000; 64 by default
   * @return this builder
   */
  public final B maxConcurrentCopies(int copies) {
    maxConcurrentCopies = copies;
    return self();
  }

  /**
   * How many copies all mirrors together may have in flight; further ones are dropped. It also
   * bounds the idle connections of copies: the client that sends them is replaced, with all its
   * connections, before it could have more than this.
   *
   * @param copies 1 to 100,000; 256 by default
   * @return this builder
   */
  public final B maxConcurrentCopiesInTotal(int copies) {
    maxConcurrentCopiesInTotal = copies;
    return self();
  }

  /**
   * The largest body that is copied; requests with larger ones are not mirrored. A mirror may have
   * its own limit.
   *
   * @param bytes 0 (requests without body only) to 1 GiB; 1 MiB by default
   * @return this builder
   */
  public final B bodyLimit(long bytes) {
    bodyLimit = bytes;
    return self();
  }

  /**
   * The memory that what all copies hold of their requests may take together: their bodies, and
   * their heads (URI and headers) with what exceeds 16 KiB, counted as the objects that they are in
   * memory. The copies of one primary share its body. Where the memory is used up, requests with a
   * body or a large head are not mirrored.
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
   * The time that a copy's whole exchange may take, connecting and reading the response included. A
   * copy whose response has not begun by then has timed out. A mirror may have its own. Connecting
   * may take 10 s at most, where no {@link #mirrorClient} is given.
   *
   * @param timeout 1 ms to 1 h; 10 s by default
   * @return this builder
   */
  public final B copyTimeout(Duration timeout) {
    copyTimeout = requireNonNull(timeout, "copyTimeout");
    return self();
  }

  /**
   * How much of a mirror's response is read, only to be discarded; what is longer is cut off,
   * together with its connection. The response's head and the framing of its body count with what
   * exceeds 4 KiB. A head is read whole first: the JDK's client allows it 384 KiB, unless the
   * system property {@code jdk.http.maxHeaderSize} says otherwise.
   *
   * @param bytes 0 (nothing but a head of usual size) to 1 GiB; 64 KiB by default
   * @return this builder
   */
  public final B responseLimit(long bytes) {
    responseLimit = bytes;
    return self();
  }

  /**
   * How long the body of a mirror's response is read, counted from the response's head. A response
   * that goes on for longer is cut off, together with its connection (HTTP/1.1) or its stream
   * (HTTP/2). The copy has got its response all the same, and counts as completed: an endless
   * response, such as server-sent events, is no failure of the mirror and no reason to back off.
   * {@link #copyTimeout} still limits the whole exchange.
   *
   * @param timeout 1 ms to 1 h; 1 s by default
   * @return this builder
   */
  public final B responseBodyTimeout(Duration timeout) {
    responseBodyTimeout = requireNonNull(timeout, "responseBodyTimeout");
    return self();
  }

  /**
   * How long a failing mirror is left alone: when at least half of its last 20 copies (of 10, at
   * the start) got no answer, none is sent for a while; then one probe decides whether it goes on
   * or whether a while twice as long begins. Any answer counts as success, an error status too.
   *
   * @param first the first while, at least 1 ms; 1 s by default
   * @param longest the longest, {@code first} to 1 h; 1 min by default
   * @return this builder
   */
  public final B backOff(Duration first, Duration longest) {
    backOff = new BackOff.Range(requireNonNull(first, "first"), requireNonNull(longest, "longest"));
    return self();
  }

  /**
   * Goes on sending copies to a mirror however many of them fail.
   *
   * @return this builder
   */
  public final B withoutBackOff() {
    backOff = null;
    return self();
  }

  /**
   * How long copies in flight may go on after the client was closed. Nobody waits for them.
   *
   * @param grace 0 to 1 min; 1 s by default
   * @return this builder
   */
  public final B closeGrace(Duration grace) {
    closeGrace = requireNonNull(grace, "closeGrace");
    return self();
  }

  /**
   * The header that marks a copy; its value is the rule's name. A request that has it is never
   * mirrored.
   *
   * @param name a header's name; {@code X-Mirror4J} by default
   * @return this builder
   */
  public final B copyHeader(String name) {
    copyHeader = requireNonNull(name, "copyHeader");
    return self();
  }

  /**
   * Whether a copy tells the original authority in {@code X-Forwarded-Host}.
   *
   * @param tell true by default
   * @return this builder
   */
  public final B forwardedHost(boolean tell) {
    forwardedHost = tell;
    return self();
  }

  /**
   * Which headers are credentials, in place of {@link CredentialHeaders#DEFAULT}. They are kept
   * inside the service they were meant for (see {@link io.github.mirror4j.rule.Credentials}), and
   * status, explanations, logs and messages show their values as {@code ***}.
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
   * Which headers are credentials, beside those that are so far.
   *
   * @param names names in any case; one star at the start or the end stands for any characters
   * @return this builder
   */
  public final B additionalCredentialHeaders(String... names) {
    credentialHeaders = credentialHeaders.and(List.of(names));
    return self();
  }

  /**
   * The client that sends the copies, such as one with a trust store of its own. It is not closed
   * with the mirroring client.
   *
   * @param client a client that follows no redirects and shares neither cookie handler nor
   *     authenticator with the wrapped one; by default one is made
   * @return this builder
   */
  public final B mirrorClient(HttpClient client) {
    mirrorClient = requireNonNull(client, "mirrorClient");
    return self();
  }

  /**
   * The TLS settings of the client that is made for copies: which servers it trusts, and which
   * certificate it shows. Give {@code existing.sslContext()} to trust a private authority as the
   * wrapped client does; a client certificate in it is then shown to mirrors too.
   *
   * @param context the settings; by default the JVM's, {@link SSLContext#getDefault()}, and not the
   *     wrapped client's. Not beside a {@link #mirrorClient}, which has its own
   * @return this builder
   */
  public final B mirrorSslContext(SSLContext context) {
    mirrorSslContext = requireNonNull(context, "mirrorSslContext");
    return self();
  }

  /**
   * Whether a copy carries its primary's trace headers. A mirror's own header edits come after this
   * and win.
   *
   * @param traceHeaders {@link TraceHeaders#AUTOMATIC} by default
   * @return this builder
   */
  public final B traceHeaders(TraceHeaders traceHeaders) {
    this.traceHeaders = requireNonNull(traceHeaders, "traceHeaders");
    return self();
  }

  /**
   * Decorates the task that sends one copy, so that what is bound to the caller's thread, such as
   * the logging context or the current span, reaches the copy's thread.
   *
   * <p>The decorator is called on the caller's thread, once for each copy, while the call is made:
   * it must be quick, must not block and must be thread-safe. What it returns runs later on the
   * copy's own thread, which is new and ends with the copy, so that nothing needs to be put back;
   * it is to run the given task once, on that thread. The thread is a virtual one, but before JDK
   * 24 a platform thread, since a virtual one that blocks in a monitor would keep its carrier
   * there.
   *
   * <p>A decorator that fails costs no primary and no copy: where it throws, returns null or does
   * not run the task, the copy is sent without it; a further run, or one on another thread, does
   * nothing. Each such copy is counted in {@link MirrorStats#internalErrors()}. A task that blocks
   * keeps its copy's place in the lane, and no timeout ends that.
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
   * Adds somebody who hears how copies ended; none by default.
   *
   * @param listener the listener; one that was added already is not added again
   * @return this builder
   */
  public final B listener(MirrorListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return self();
  }

  /**
   * The source of chance, for tests that must not depend on it.
   *
   * <p>Only {@code nextLong()} is called, once for each number. Where it throws, {@link
   * ThreadLocalRandom} is used and {@link MirrorStats#internalErrors()} counts one more.
   *
   * @param random a thread-safe generator that does not block, since callers' threads use it;
   *     {@link ThreadLocalRandom} by default
   * @return this builder
   */
  public final B random(RandomGenerator random) {
    this.random = requireNonNull(random, "random");
    return self();
  }

  /**
   * The clock that times copies, dispatches and back-off and rate-limits log lines, for tests;
   * callers' threads use it. Timeouts do not.
   *
   * <p>Time goes on by what the clock went on: by nothing where it throws or goes backwards, and by
   * a year at most where it leaps.
   *
   * @param nanoTime a thread-safe clock in nanoseconds; {@link System#nanoTime()} by default
   * @return this builder
   */
  public final B nanoTime(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    return self();
  }

  /**
   * Judges everything together and makes an engine.
   *
   * @param what what is built, for the message
   * @param more problems that only the builder at hand knows of
   */
  final MirrorEngine engine(String what, List<Problem> more) {
    InternalErrors errors = new InternalErrors();
    ServiceRegistry guarded = UserCode.registry(registry, errors);
    RuleSet ruleSet = judge(what, guarded, more);
    CopyClients copyClients =
        new CopyClients(mirrorClient, mirrorSslContext, maxConcurrentCopiesInTotal);
    return new MirrorEngine(settings(errors), ruleSet, guarded, source, copyClients, errors);
  }

  /** The rules, compiled; an exception names everything that is wrong. */
  final RuleSet judge(String what, ServiceRegistry guarded, List<Problem> more) {
    List<Problem> problems = new ArrayList<>(SettingsCheck.problems(this));
    problems.addAll(more);
    RuleSet ruleSet = compile(problems, guarded);
    InvalidConfigurationException.throwIfAny(what, problems);
    return ruleSet;
  }

  private RuleSet compile(List<Problem> problems, ServiceRegistry guarded) {
    RuleSet.Builder builder =
        RuleSet.builder().rules(rules).registry(guarded).credentialHeaders(credentialHeaders);
    if (source != null) {
      builder.source(source);
    }
    try {
      RuleSet ruleSet = builder.build();
      problems.addAll(ClientCheck.problems(ruleSet, copyHeader));
      return ruleSet;
    } catch (InvalidConfigurationException e) {
      problems.addAll(e.problems());
      return RuleSet.builder().build();
    }
  }

  Settings settings(InternalErrors errors) {
    return new Settings(
        maxConcurrentCopies,
        maxConcurrentCopiesInTotal,
        bodyLimit,
        bodyMemory,
        copyTimeout,
        responseLimit,
        responseBodyTimeout,
        backOff,
        closeGrace,
        copyHeader,
        forwardedHost,
        credentialHeaders,
        traceHeaders.areStripped(mirrorClient),
        copyTaskDecorator,
        List.copyOf(listeners),
        UserCode.random(random, errors),
        nanoTime == null ? System::nanoTime : UserCode.clock(nanoTime, errors));
  }
}
