package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.ReadingClient;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Callers that send at each depth near the end of their stacks, from the very first call on. */
public final class UsedUpStackProcess {

  private static final int LATER = 20;
  private static final int LEVELS = 1_500;

  private final MirroringHttpClient client;
  private final HttpRequest request;
  private final BodyHandler<Void> handler;
  private final boolean async;
  private int levels;

  private UsedUpStackProcess(
      MirroringHttpClient client, HttpRequest request, BodyHandler<Void> handler, boolean async) {
    this.client = client;
    this.request = request;
    this.handler = handler;
    this.async = async;
  }

  /** Says what is left behind. */
  public static void main(String[] arguments) throws Exception {
    URI mirror = URI.create(arguments[0]);
    MirroringHttpClient client =
        MirroringHttpClient.builder(new ReadingClient())
            .rules(Fixtures.copyAll(mirror, Fixtures.twinOf(mirror), List.of(arguments)))
            .maxWaitingTime(Duration.ofSeconds(2))
            .maxBaselinesPerSecond(1_000_000)
            .withoutBackOff()
            .copyTimeout(Duration.ofSeconds(2))
            .build();
    // The JDK's classes that callers use are the caller's to load.
    BodyHandler<Void> handler = info -> BodySubscribers.discarding();
    Object done = CompletableFuture.completedFuture(handler).get();
    assert done == handler : "the same";
    HttpRequest get = Fixtures.get(URI.create("http://primary.invalid/"));
    HttpRequest post = Fixtures.post(URI.create("http://primary.invalid/"), "body");
    for (HttpRequest request : List.of(get, post)) {
      for (boolean async : new boolean[] {false, true}) {
        UsedUpStackProcess caller = new UsedUpStackProcess(client, request, handler, async);
        Thread thread = new Thread(null, caller::descend, "caller", 512 << 10);
        thread.start();
        thread.join();
      }
    }
    boolean idle = client.engine().awaitIdle(Duration.ofSeconds(20));
    System.out.println(idle ? "idle" : "not idle: " + client.engine().stats());
    long before = client.engine().stats().total().completedInTotal();
    for (int i = 0; i < LATER; i++) {
      HttpRequest request = i % 2 == 0 ? get : post;
      if (i < LATER / 2) {
        client.send(request, handler);
      } else {
        client.sendAsync(request, handler).get(10, TimeUnit.SECONDS);
      }
      client.engine().awaitIdle(Duration.ofSeconds(10));
    }
    MirrorStats stats = client.engine().stats();
    System.out.println("later: " + (stats.total().completedInTotal() - before) + " of " + LATER);
    boolean rows = stats.mirrors().stream().allMatch(Fixtures::isSettled);
    boolean settled = Fixtures.isSettled(stats.total()) && rows && stats.bufferedBytes() == 0;
    System.out.println(settled ? "settled" : "not settled: " + stats);
    System.out.println("without room: " + (stats.internalErrors() > 0));
    System.out.println(Fixtures.pairsSettled(client.engine(), Fixtures.PATIENCE));
    Runtime.getRuntime().halt(0);
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
        send();
      } catch (Throwable e) {
        // The caller's own loss.
      }
    }
  }

  private void send() throws Exception {
    if (async) {
      var unused = client.sendAsync(request, handler);
    } else {
      client.send(request, handler);
    }
  }
}
