package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests that end at each depth near the end of a stack; half of them are described there. */
public final class UsedUpStackDescribedProcess {

  private static final int LATER = 20;
  private static final int LEVELS = 1_500;
  private static final URI PRIMARY = URI.create("http://primary.invalid/");

  private final MirrorEngine engine;
  private final Deque<DescribedCall> described = new ArrayDeque<>();
  private final Map<String, Integer> thrown = new TreeMap<>();
  private int levels;

  private UsedUpStackDescribedProcess(MirrorEngine engine) {
    this.engine = engine;
  }

  /** Says what is left behind. */
  public static void main(String[] arguments) throws Exception {
    URI mirror = URI.create(arguments[0]);
    MirrorEngine engine =
        MirrorEngine.builder()
            .rules(Fixtures.copyAll(mirror, Fixtures.twinOf(mirror), List.of(arguments)))
            .maxWaitingTime(Duration.ofSeconds(2))
            .maxBaselinesPerSecond(1_000_000)
            .withoutBackOff()
            .copyTimeout(Duration.ofSeconds(2))
            .build();
    var client = engine.wrap(Fixtures.plain());
    // The classes of the JDK and of the caller are the caller's to load.
    Class.forName(DescribedCall.class.getName());
    Object request = HttpRequest.newBuilder(PRIMARY).POST(BodyPublishers.noBody()).build();
    assert request.equals(request) : "the same";
    UsedUpStackDescribedProcess caller = new UsedUpStackDescribedProcess(engine);
    for (int i = 0; i < LEVELS / 2; i++) {
      caller.described.add(new DescribedCall(engine, PRIMARY));
    }
    Thread thread = new Thread(null, caller::descend, "caller", 512 << 10);
    thread.start();
    thread.join();
    System.out.println("thrown: " + caller.thrown);
    boolean idle = engine.awaitIdle(Duration.ofSeconds(20));
    System.out.println(idle ? "idle" : "not idle: " + engine.stats());
    long before = engine.stats().mirrors().getFirst().completedInTotal();
    for (int i = 0; i < LATER; i++) {
      new DescribedCall(engine, PRIMARY).end(i % 2 * 2);
      engine.awaitIdle(Duration.ofSeconds(10));
    }
    System.out.println(Fixtures.pairsSettled(engine, Duration.ofSeconds(60)));
    MirrorStats stats = engine.stats();
    long later = stats.mirrors().getFirst().completedInTotal() - before;
    System.out.println("later: " + later + " of " + LATER);
    boolean rows = stats.mirrors().stream().allMatch(Fixtures::isSettled);
    System.out.println(rows && stats.bufferedBytes() == 0 ? "settled" : "not settled: " + stats);
    Runtime.getRuntime().halt(client == null ? 1 : 0);
  }

  /** To the end of the stack, and then up again, with a call at each of the deepest levels. */
  @SuppressWarnings("EmptyCatch")
  private void descend() {
    try {
      descend();
    } catch (StackOverflowError e) {
      // This is the bottom, or not far from it.
    }
    if (levels < LEVELS) {
      levels++;
      try {
        DescribedCall call =
            levels % 2 == 0 ? described.removeLast() : new DescribedCall(engine, PRIMARY);
        call.end(levels / 2 % DescribedCall.ENDS);
      } catch (StackOverflowError e) {
        // The caller's own loss.
      } catch (Throwable e) {
        thrown.merge(e.toString(), 1, Integer::sum);
      }
    }
  }
}
