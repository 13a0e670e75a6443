package io.github.mirror4j.http.transparency;

import com.sun.management.ThreadMXBean;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.BareClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.ReadingClient;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Says how many bytes mirroring allocates on a caller's thread for each request, in each state of
 * the lane: without the settings that decide which copies are sent, when and with what, and where
 * another mirror uses them.
 */
public final class AllocationProcess {

  private static final int WARM_UP = 200;
  private static final int CALLS = 201;
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final HttpClient PLAIN = new ReadingClient();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What becomes of the copies of the requests. */
  enum State {
    UNTOUCHED,
    DISPATCHED,
    LANE_FULL,
    PAUSED
  }

  private AllocationProcess() {}

  public static void main(String[] arguments) throws Exception {
    HttpRequest get = Fixtures.get(URI.create("http://orders.example.com/list?a=b"));
    HttpRequest post = Fixtures.post(URI.create("http://orders.example.com/list"), "body");
    for (State state : State.values()) {
      for (HttpRequest request : List.of(get, post)) {
        long plain = bytes(PLAIN, request);
        String name = state + " " + request.method();
        System.out.println(name + " " + (bytes(state, request, ordinary()) - plain));
        System.out.println(name + " elsewhere " + (bytes(state, request, both()) - plain));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static List<RouteRule> ordinary() {
    return List.of(
        RouteRule.builder("orders")
            .destination("orders.example.com")
            .mirror(Mirror.to(NOWHERE).name("m"))
            .build());
  }

  /** With a rule beside it that uses all settings. */
  private static List<RouteRule> both() {
    RouteRule other =
        RouteRule.builder("payments")
            .destination("payments.example.com")
            .mirror(Fixtures.afterAnyEnd(Mirror.to(NOWHERE).name("later")))
            .build();
    return List.of(ordinary().getFirst(), other);
  }

  private static long bytes(State state, HttpRequest request, List<RouteRule> rules)
      throws Exception {
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(PLAIN)
            .rules(rules)
            .maxConcurrentCopies(state == State.LANE_FULL ? 1 : 10_000)
            .maxConcurrentCopiesInTotal(10_000)
            .copyTimeout(Duration.ofHours(1))
            .mirrorClient(state == State.LANE_FULL ? new HangingClient() : new ReadingClient());
    try (MirroringHttpClient client = builder.closeGrace(Duration.ZERO).build()) {
      if (state == State.PAUSED) {
        client.engine().pause();
      }
      URI elsewhere = URI.create("http://elsewhere.example.com/list");
      return bytes(
          client,
          state == State.UNTOUCHED
              ? HttpRequest.newBuilder(request, (name, value) -> true).uri(elsewhere).build()
              : request);
    }
  }

  /** The median: now and then something has to grow. */
  private static long bytes(HttpClient client, HttpRequest request) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      client.send(request, BodyHandlers.discarding());
    }
    long[] each = new long[CALLS];
    for (int i = 0; i < CALLS; i++) {
      BodyHandler<Void> handler = BodyHandlers.discarding();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      client.send(request, handler);
      each[i] = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(each);
    return each[CALLS / 2];
  }

  /** Its copies never end. */
  private static final class HangingClient extends BareClient {

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
      return sendAsync(request, handler).join();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler) {
      return new CompletableFuture<>();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromiseHandler) {
      return sendAsync(request, handler);
    }
  }
}
