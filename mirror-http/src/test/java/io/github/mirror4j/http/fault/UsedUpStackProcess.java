package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.BareClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/** Callers that send at each depth near the end of their stacks, from the very first call on. */
public final class UsedUpStackProcess {

  private static final int LATER = 20;
  private static final int LEVELS = 1_500;

  private final MirroringHttpClient client;
  private final HttpRequest request;
  private final boolean async;
  private int levels;

  private UsedUpStackProcess(MirroringHttpClient client, HttpRequest request, boolean async) {
    this.client = client;
    this.request = request;
    this.async = async;
  }

  /** Says what is left behind. */
  public static void main(String[] arguments) throws Exception {
    URI mirror = URI.create(arguments[0]);
    boolean isCompared = arguments.length > 1;
    MirroringHttpClient client =
        MirroringHttpClient.builder(new ReadingClient())
            .rules(
                isCompared
                    ? Fixtures.compareAll(mirror, Fixtures.twinOf(mirror))
                    : Fixtures.copyAll(mirror))
            .maxBaselinesPerSecond(1_000_000)
            .withoutBackOff()
            .copyTimeout(Duration.ofSeconds(2))
            .build();
    // The JDK's classes that callers use are the caller's to load.
    Object handler = BodyHandlers.discarding();
    Object done = CompletableFuture.completedFuture(handler).get();
    assert done == handler : "the same";
    HttpRequest get = Fixtures.get(URI.create("http://primary.invalid/"));
    HttpRequest post = Fixtures.post(URI.create("http://primary.invalid/"), "body");
    for (HttpRequest request : List.of(get, post)) {
      for (boolean async : new boolean[] {false, true}) {
        UsedUpStackProcess caller = new UsedUpStackProcess(client, request, async);
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
        client.send(request, BodyHandlers.discarding());
      } else {
        client.sendAsync(request, BodyHandlers.discarding()).get(10, TimeUnit.SECONDS);
      }
      client.engine().awaitIdle(Duration.ofSeconds(10));
    }
    MirrorStats stats = client.engine().stats();
    System.out.println("later: " + (stats.total().completedInTotal() - before) + " of " + LATER);
    boolean rows = stats.mirrors().stream().allMatch(UsedUpStackProcess::isSettled);
    boolean settled = isSettled(stats.total()) && rows && stats.bufferedBytes() == 0;
    System.out.println(settled ? "settled" : "not settled: " + stats);
    System.out.println("without room: " + (stats.internalErrors() > 0));
    System.out.println(Fixtures.pairsSettled(client.engine(), Fixtures.PATIENCE));
    Runtime.getRuntime().halt(0);
  }

  private static boolean isSettled(MirrorCounts counts) {
    return counts.inFlight() == 0 && counts.selected() == counts.ended();
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
      var unused = client.sendAsync(request, BodyHandlers.discarding());
    } else {
      client.send(request, BodyHandlers.discarding());
    }
  }

  /** Reads the body on the caller's thread, on a stack that is no deeper than it must be. */
  private static final class ReadingClient extends BareClient {

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
      read(request);
      return new SecurityAnyClient().send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler) {
      return CompletableFuture.completedFuture(send(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromiseHandler) {
      return sendAsync(request, handler);
    }

    private static void read(HttpRequest request) {
      if (request.bodyPublisher().isPresent()) {
        long unused = request.bodyPublisher().get().contentLength();
        request.bodyPublisher().get().subscribe(new ReadingSubscriber());
      }
    }
  }

  private static final class ReadingSubscriber implements Subscriber<ByteBuffer> {

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
