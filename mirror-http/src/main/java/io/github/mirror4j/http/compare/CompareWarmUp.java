package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CaptureLimits;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.RequestRate;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.MirrorId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything once that compares responses off callers' threads, when rules of the process
 * first compare some.
 *
 * <p>Goal: a class that is first used while the heap is exhausted can never be initialized. So each
 * is used before. The warm-up runs on its own thread, sends nothing, logs nothing and takes some
 * tenths of a second. What it compares are responses of each kind, planted so that they differ in
 * each way, with confirmations; none of them is counted.
 */
final class CompareWarmUp {

  private static final Flag DONE = new Flag();
  private static final ThreadFactory THREADS = Threads.platform("mirror4j-warm-up-");

  /** Enough to compare what is noisy by its shape, and to prove that a version is worse. */
  private static final int TIMES = 25;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Longer than until a request is sent again. */
  private static final Duration CONFIRMATION = Duration.ofMillis(400);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final URI SOMEWHERE = URI.create("http://mirror4j.invalid/warm");

  private final CompareLane lane = new CompareLane(THREADS);
  private final BiConsumer<FailedStep, Throwable> errors;
  private final UnreadPrimaries primaries = new UnreadPrimaries(lane, System::nanoTime);
  private final MirrorEvidence evidence;
  private final ComparedMirror mirror;
  private final CaptureLimits limits =
      new CaptureLimits(new ByteBudget(1 << 20), 1 << 16, System::nanoTime);

  private int requests;

  private CompareWarmUp(BiConsumer<FailedStep, Throwable> errors) {
    this.errors = errors;
    Comparison settings = settings();
    SplittableRandom random = new SplittableRandom();
    evidence =
        new MirrorEvidence(
            new MirrorId("warm-up", "compared"),
            settings,
            CredentialHeaders.DEFAULT,
            InstantSource.system(),
            random);
    mirror =
        new ComparedMirror(
            settings,
            evidence,
            new BaselineBudget(
                new BaselineLimits(1_000_000, 10),
                new RequestRate(),
                new ServiceLoad(System.nanoTime()),
                false,
                System::nanoTime),
            lane,
            primaries,
            new ComparedMirror.Environment(
                System::nanoTime, random, CredentialHeaders.DEFAULT, errors));
  }

  /**
   * Does it unless it was done in this process. Never throws, and waits for nothing.
   *
   * @param errors counts what must not happen
   */
  static void once(BiConsumer<FailedStep, Throwable> errors) {
    if (DONE.raise()) {
      try {
        THREADS.newThread(() -> walk(errors)).start();
      } catch (Throwable e) {
        errors.accept(FailedStep.LOAD_FOR_COMPARISONS, e);
      }
    }
  }

  private static void walk(BiConsumer<FailedStep, Throwable> errors) {
    try {
      new CompareWarmUp(errors).walk();
    } catch (Throwable e) {
      errors.accept(FailedStep.LOAD_FOR_COMPARISONS, e);
    }
  }

  private static Comparison settings() {
    return Comparison.withBaseline(100)
        .methods("GET", "POST")
        .endpoint("/orders/{id}")
        .ignore("$.ignored")
        .unordered("$.unordered")
        .key("$.keyed", "sku")
        .expect("$.expected", Change.ADDED, Change.VALUE)
        .show("$.shown")
        .buildHeader("X-Build")
        .margin(Check.SLOWER, 1)
        .warmUp(Duration.ZERO, 0)
        .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(101))
        .build();
  }

  private void walk() {
    try {
      repeat(noise());
      repeat(worse());
      responses().forEach(this::compare);
      compareWithoutBaseline();
      fail();
      note();
      await();
      LockSupport.parkNanos(this, CONFIRMATION.toNanos());
      int unused = evidence.verdict().because().length() + evidence.report().lacks().size();
    } finally {
      lane.close();
    }
  }

  private void repeat(Three three) {
    for (int i = 0; i < TIMES; i++) {
      compare(three);
    }
    await();
  }

  /** A primary, a candidate and a baseline. */
  private record Three(
      PracticeResponse primary, PracticeResponse candidate, PracticeResponse baseline) {}

  /** Fields that differ in v1 itself. */
  private static Three noise() {
    return new Three(
        json("{'n':1,'t':'2026-01-01T00:00:00Z','a':[1,2],'o':{'x':1.0}}"),
        json("{'n':2,'t':'2026-01-01','a':[2,1],'o':{'x':1},'more':null}"),
        json("{'n':3,'t':'2026-01-02T00:00:00Z','a':[1,2],'o':{'x':1.0}}"));
  }

  /** A candidate that proves that v2 is worse. */
  private static Three worse() {
    PracticeResponse json = json("{'n':1}");
    return new Three(json, PracticeResponse.of(500, "application/json", ""), json);
  }

  /** Three responses of each kind. */
  private static List<Three> responses() {
    PracticeResponse json = json("{'n':1}");
    return List.of(
        noise(),
        new Three(json, json, json),
        new Three(
            json("{'unordered':[1,2],'keyed':[{'sku':1},{'sku':2,'v':1}],'shown':'a','ignored':1}"),
            json(
                "{'ignored':2,'shown':'b','keyed':[{'sku':2,'v':2}],'unordered':[2,1],'expected':1}"),
            json("{'unordered':[1,2,3],'keyed':[{'sku':3}],'shown':'a','ignored':1,'expected':2}")),
        new Three(json("[{'id':1},{'id':2,'s':'x'}]"), json("[{'id':2},{'id':1}]"), json("[[]]")),
        new Three(json, json("{'n':"), PracticeResponse.of(500, "application/json", "")),
        new Three(
            PracticeResponse.gzipped("application/json", "{\"n\":1}"),
            PracticeResponse.gzipped("application/json", "{\"n\":true}"),
            json("{'n':1}")),
        three("application/xml", "<a b='1'><c>1</c><c>2</c></a>", "<a><c>2</c></a>"),
        three("application/x-www-form-urlencoded", "a=1&b=2", "b=2&a=1&a=3"),
        three("text/plain", "one\ntwo", "two\none"),
        three("application/octet-stream", "one", "two"),
        new Three(
            PracticeResponse.of(404, "text/html", "<p>not there</p>"),
            PracticeResponse.of(302, "text/html", ""),
            PracticeResponse.of(302, "text/html", "")));
  }

  private static Three three(String type, String one, String other) {
    PracticeResponse primary = PracticeResponse.of(200, type, one);
    return new Three(primary, PracticeResponse.of(200, type, other), primary);
  }

  private static PracticeResponse json(String body) {
    return PracticeResponse.of(200, "application/json", body.replace('\'', '"'));
  }

  private void compare(Three three) {
    Resend resend =
        (primary, baseline, candidate) -> {
          respond(primary, three.primary());
          respond(baseline, three.baseline());
          respond(candidate, three.candidate());
          return true;
        };
    mirror.primary();
    if (mirror.mayHaveBaseline(true)) {
      ComparedCall call = call("GET", true, resend);
      respond(List.of(call), three.primary());
      CopyLeg baseline = call.baseline();
      if (baseline != null) {
        respond(baseline, three.baseline());
      }
      respond(call.candidate(), three.candidate());
    }
  }

  private void compareWithoutBaseline() {
    ComparedCall call = call("POST", false, null);
    respond(List.of(call), json("{'n':1}"));
    respond(call.candidate(), json("{'n':2}"));
  }

  /** Copies that got no response, and a primary that nobody read. */
  private void fail() {
    for (Outcome outcome :
        List.of(new Outcome.TimedOut(), new Outcome.Dropped(DropReason.LANE_FULL))) {
      ComparedCall call = call("GET", true, null);
      respond(List.of(call), json("{}"));
      CopyLeg baseline = call.baseline();
      if (baseline != null) {
        respond(baseline, json("{}"));
      }
      call.candidate().ended(outcome, 1);
    }
    ComparedCall unread = call("GET", false, null);
    respond(unread.candidate(), json("{}"));
    boolean unused = primaries.add(unread, System.nanoTime());
    primaries.lookAtAll();
  }

  private void note() {
    NotedCall noted = mirror.note();
    noted.primary(200);
    noted.candidate().ended(new Outcome.Completed(200), 1);
  }

  private ComparedCall call(String method, boolean hasBaseline, @Nullable Resend resend) {
    requests++;
    ComparedRequest request =
        new ComparedRequest(
            method,
            "/orders/" + requests,
            "q=" + requests,
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
            0,
            null);
    ComparedCall call =
        mirror.start(
            request, "warm-up", new ComparedCall.Plan(PATIENCE, hasBaseline, resend, null));
    call.selected();
    return call;
  }

  private void respond(List<ComparedCall> calls, PracticeResponse response) {
    PrimaryResponse primary = new PrimaryResponse(calls, "http", System.nanoTime(), errors);
    primary.readBy(response.readAlong(limits, primary));
    primary.returned(false);
  }

  private void respond(CopyLeg leg, PracticeResponse response) {
    leg.started(System.nanoTime(), SOMEWHERE);
    response.readAlong(limits, leg);
    leg.ended(new Outcome.Completed(response.statusCode()), 1);
  }

  /** Responses are compared on other threads. */
  private void await() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean isOver = false;
    while (!isOver && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, BETWEEN_LOOKS.toNanos());
      isOver = evidence.pairs().pending() == 0;
    }
  }
}
