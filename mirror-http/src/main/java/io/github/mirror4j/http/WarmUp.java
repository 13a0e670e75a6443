package io.github.mirror4j.http;

import io.github.mirror4j.http.account.Counters;
import io.github.mirror4j.http.account.DropLog;
import io.github.mirror4j.http.account.DropTally;
import io.github.mirror4j.http.account.Listeners;
import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.send.CopyClients;
import io.github.mirror4j.http.send.RecentFailures;
import io.github.mirror4j.http.settings.Settings;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything once that mirroring does on callers' threads, while a client is wrapped.
 *
 * <p>Goal: no caller loads and links the library's classes. That takes some milliseconds, and if it
 * fails once, for example on a stack that is nearly used up, it fails for good: a class that could
 * not be initialized stays unusable, and requests are neither mirrored nor routed. The warm-up
 * sends nothing, logs nothing and is complete when it returns.
 */
final class WarmUp {

  private static final URI BASE = URI.create("http://mirror4j.invalid");
  private static final URI ELSEWHERE = URI.create("http://elsewhere.invalid");
  private static final URI SOMEWHERE = URI.create("http://mirror4j.invalid/warm?a=b");
  private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);
  private static final Flag DONE = new Flag();

  static {
    // Starts the JVM's first virtual thread while a client is wrapped. Started by a caller whose
    // stack is nearly used up, it would fail, and with it all virtual threads of the process for
    // good.
    Thread.ofVirtual().start(() -> {});
  }

  /** What the engine for practice is made of. */
  record Parts(
      RuleSet rules, ServiceRegistry registry, CopyClients clients, InternalErrors errors) {}

  /** An engine for practice. Closing it aborts its copies. */
  interface Practice extends DescribedWarmUp.Practice, AutoCloseable {

    Settings settings();

    @Nullable PrimaryCall begin(HttpRequest request);

    /** Lets lanes accept copies but send none. */
    void startNothing();

    /** Looks at the copies that wait, as is done once a second. */
    void lookAtWaiting();

    @Override
    void close();
  }

  private WarmUp() {}

  /**
   * Warms up, unless this process is warm already. Never throws.
   *
   * @param practices makes the engine for practice
   */
  static void once(Function<Parts, Practice> practices) {
    if (MirrorSwitch.isOn() && DONE.raise()) {
      InternalErrors errors = new InternalErrors();
      try {
        Parts parts = parts(errors);
        Practice practice = practices.apply(parts);
        try (practice) {
          walk(practice);
        }
        walk(practice.settings(), parts.clients(), errors);
      } catch (Throwable e) {
        errors.add(FailedStep.LOAD_FOR_CALLERS, e);
      }
    }
  }

  private static Parts parts(InternalErrors errors) {
    Comparison comparison = Comparison.withoutBaseline().methods("GET", "POST").build();
    PrimaryOutcome anyEnd =
        PrimaryOutcome.failed()
            .or(PrimaryOutcome.status(200))
            .or(PrimaryOutcome.slowerThan(Duration.ofMinutes(1)).not());
    RouteRule rule =
        RouteRule.builder("warm-up")
            .destination("mirror4j.invalid")
            .route(Labels.of("version", "v1"), 99)
            .route(Labels.of("version", "v2"), 1)
            .mirror(Mirror.to(BASE).name("all"))
            .mirror(Mirror.to(BASE).name("half").percentage(50))
            .mirror(Mirror.to(ELSEWHERE).name("compared").compare(comparison))
            .mirror(Mirror.to(BASE).name("later").afterResponse())
            .mirror(Mirror.to(BASE).name("chosen").onlyAfter(anyEnd).primaryHeaders())
            .mirror(Mirror.to(BASE).name("limited").maxPerSecond(1_000_000))
            .build();
    RouteRule unrouted =
        RouteRule.builder("warm-up-unrouted")
            .destination("elsewhere.invalid")
            .mirror(Mirror.to(BASE).name("compared").compare(comparison))
            .mirror(Mirror.to(BASE).name("chosen").onlyAfter(anyEnd).primaryHeaders())
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("mirror4j.invalid", Labels.of("version", "v1"), BASE)
            .endpoint("mirror4j.invalid", Labels.of("version", "v2"), BASE)
            .build();
    RuleSet rules = RuleSet.builder().rules(rule, unrouted).registry(registry).build();
    return new Parts(rules, registry, new CopyClients(null, null, 1), errors);
  }

  private static void walk(Practice practice) throws IOException {
    HttpRequest get = HttpRequest.newBuilder(SOMEWHERE).header("a", "b").build();
    HttpRequest post =
        HttpRequest.newBuilder(SOMEWHERE).POST(BodyPublishers.ofString("body")).build();
    HttpRequest unrouted = HttpRequest.newBuilder(ELSEWHERE).build();
    PrimaryCall alsoSent = practice.begin(unrouted);
    PrimaryCall sent = practice.begin(get);
    PrimaryCall failed = practice.begin(post);
    PrimaryCall read = practice.begin(post);
    practice.startNothing(); // From here on lanes take the copies, and find no thread for them.
    if (sent != null && alsoSent != null && failed != null && read != null) {
      alsoSent.beforeSend(false);
      alsoSent.onThrow(new IOException("for practice"));
      readAlong(sent.handler(BodyHandlers.discarding())); // While the pair is not lost yet.
      sent.beforeSend(false);
      HttpResponse<Void> response = new DescribedResponse(get, 200, NO_HEADERS);
      sent.onReturn(response);
      failed.onThrow(new IOException("for practice"));
      read.primary().bodyPublisher().ifPresent(tap -> tap.subscribe(new Reader()));
      read.onAccept(CompletableFuture.completedFuture(response));
      walkLooks(practice, get, future -> future.complete(response));
      walkLooks(practice, get, future -> future.completeExceptionally(new IOException("practice")));
      walkLooks(practice, post, future -> future.cancel(true)); // Its body is never read.
      walkOpenCalls(practice.begin(post));
      var unused = practice.begin(get); // It never ends, and closing gives it up.
    }
    DescribedWarmUp.walk(practice, ELSEWHERE);
  }

  /** Has the end of a primary seen before it is reported: what is attached last runs first. */
  private static void walkLooks(
      Practice practice, HttpRequest request, Consumer<CompletableFuture<HttpResponse<Void>>> end) {
    PrimaryCall seen = practice.begin(request);
    if (seen != null) {
      CompletableFuture<HttpResponse<Void>> future = new CompletableFuture<>();
      seen.onAccept(future);
      practice.lookAtWaiting();
      var unused = future.whenComplete((response, failure) -> practice.lookAtWaiting());
      end.accept(future);
    }
  }

  private static void walkOpenCalls(@Nullable PrimaryCall call) {
    if (call != null) {
      OpenCalls open = new OpenCalls(task -> Thread.ofPlatform().daemon().unstarted(() -> {}));
      open.add(call, Duration.ZERO);
      open.lookAtAll();
    }
  }

  private static void readAlong(BodyHandler<Void> handler) {
    BodySubscriber<Void> subscriber = handler.apply(new Head());
    subscriber.onSubscribe(new Nothing());
    subscriber.onNext(List.of(ByteBuffer.wrap(new byte[] {'{', '}'})));
    subscriber.onComplete();
    var unused = subscriber.getBody();
  }

  /** What lanes do beside it when they take a copy, or lose one. */
  private static void walk(Settings settings, CopyClients clients, InternalErrors errors) {
    LongSupplier nanoTime = settings.hooks().nanoTime();
    BackOff backOff = new BackOff(settings.limits().recovery(), nanoTime);
    if (!backOff.isThinnedOut() && backOff.tryEnter()) {
      backOff.ended(new Outcome.Completed(200));
      backOff.ended(new Outcome.Failed(FailureCause.CONNECT));
    }
    CopyRunner runner =
        new CopyRunner(
            clients, settings, new ByteBudget(0), new ByteBudget(0), new RecentFailures(), errors);
    runner.execute(() -> {});
    runner.shutdown();
    MirrorId id = new MirrorId("warm-up", "all");
    MirrorCounts counts = new Counters(null).snapshot(id, new EngineState().state());
    new DropLog(
            () -> counts,
            settings.limits()::describe,
            settings.exchange()::describeTimeout,
            nanoTime,
            line -> true)
        .ended(new Outcome.TimedOut());
    new Listeners(List.of((mirror, outcome, duration) -> {}), nanoTime)
        .dropped(new DropTally(id), DropReason.PAUSED);
    new CapturedBody(new ByteBudget(0), List.of(new byte[1]), 1, 0, true)
        .publisher()
        .subscribe(new Reader());
    boolean unused = LogLines.add(() -> {});
  }

  private static final class Nothing implements Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  private static final class Head implements ResponseInfo {

    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(
          Map.of("Content-Type", List.of("application/json")), (name, value) -> true);
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static final class Reader implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
