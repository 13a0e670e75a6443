package io.github.mirror4j.http.limit;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that sends bodies of 100 KB, all mirrored to a mirror that hangs, and says how it went.
 *
 * <p>Arguments: the number of requests, and of requests a second (0: as fast as they go).
 */
public final class BudgetSoak {

  private static final int BODY = 100_000;
  private static final int CALLERS = 16;

  private BudgetSoak() {}

  /** Prints one line that starts with "ok" when all primaries were. */
  public static void main(String[] arguments) throws Exception {
    int requests = Integer.parseInt(arguments[0]);
    int perSecond = Integer.parseInt(arguments[1]);
    AtomicLong next = new AtomicLong();
    AtomicLong failures = new AtomicLong();
    AtomicLong mostHeld = new AtomicLong();
    long start = System.nanoTime();
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = FaultServer.HANGS_BEFORE_HEADERS.start();
        HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client =
            MirroringHttpClient.builder(plain)
                .rules(
                    RouteRule.builder("r")
                        .destination("*")
                        .mirror(Mirror.to(mirror.uri()).timeout(Duration.ofSeconds(2)))
                        .build())
                .withoutBackOff()
                .build()) {
      byte[] body = new byte[BODY];
      String expected = FaultEcho.response("POST", "/soak", body);
      HttpRequest request =
          HttpRequest.newBuilder(primary.uri("/soak"))
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (long n = next.getAndIncrement();
                          n < requests;
                          n = next.getAndIncrement()) {
                        pace(start, n, perSecond);
                        try {
                          String response = client.send(request, BodyHandlers.ofString()).body();
                          failures.addAndGet(response.equals(expected) ? 0 : 1);
                        } catch (Throwable e) {
                          failures.incrementAndGet();
                          System.out.println(e);
                        }
                        mostHeld.accumulateAndGet(
                            client.engine().stats().bufferedBytes(), Math::max);
                      }
                    }));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      boolean idle = client.engine().awaitIdle(Duration.ofSeconds(30));
      System.gc();
      Runtime vm = Runtime.getRuntime();
      System.out.printf(
          "%s: %d primaries in %d ms, %d failures; held at most %d, now %d; live heap %d of %d;"
              + " sockets %d; %s%n",
          failures.get() == 0 && idle ? "ok" : "BAD",
          requests,
          millis,
          failures.get(),
          mostHeld.get(),
          client.engine().stats().bufferedBytes(),
          vm.totalMemory() - vm.freeMemory(),
          vm.maxMemory(),
          FaultResources.openSockets(),
          client.engine().stats().total());
    }
  }

  private static void pace(long start, long n, int perSecond) {
    if (perSecond > 0) {
      long due = start + n * TimeUnit.SECONDS.toNanos(1) / perSecond;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
    }
  }
}
