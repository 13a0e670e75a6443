package io.github.mirror4j.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Calls of all kinds to an {@link FaultEcho}, from virtual and from platform threads, as fast as
 * they go; each answer is judged, and the platform threads are watched.
 */
final class FaultLoad {

  private static final int VIRTUAL_CALLERS = 6;
  private static final int PLATFORM_CALLERS = 2;

  private final HttpClient client;
  private final URI base;
  private final byte[] body;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  FaultLoad(HttpClient client, URI base, int bodyBytes) {
    this.client = client;
    this.base = base;
    body = new byte[bodyBytes];
    new Random(bodyBytes).nextBytes(body);
  }

  static int callers() {
    return VIRTUAL_CALLERS + PLATFORM_CALLERS;
  }

  /** Makes this many calls on each thread; gives what was wrong with any. */
  List<String> run(int callsEach) throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> callers = new ArrayList<>();
    List<Thread> watched = new ArrayList<>();
    for (int i = 0; i < callers(); i++) {
      int caller = i;
      Runnable calls = () -> calls(caller, callsEach, begin);
      if (i < VIRTUAL_CALLERS) {
        callers.add(Thread.ofVirtual().name("fault-virtual-" + i).unstarted(calls));
      } else {
        callers.add(Thread.ofPlatform().name("fault-caller-" + i).daemon().unstarted(calls));
        watched.add(callers.get(i));
      }
    }
    try (FaultWatchdog watchdog = new FaultWatchdog(watched)) {
      callers.forEach(Thread::start);
      if (!watchdog.awaitFirstLook()) {
        complaints.add("The watchdog does not watch");
      }
      begin.countDown();
      for (Thread caller : callers) {
        if (!caller.join(Duration.ofSeconds(60))) {
          complaints.add(caller.getName() + " hangs at " + List.of(caller.getStackTrace()));
        }
      }
      complaints.addAll(watchdog.stop());
    }
    return List.copyOf(complaints);
  }

  private void calls(int caller, int count, CountDownLatch begin) {
    try {
      begin.await();
    } catch (InterruptedException e) {
      complaints.add("Nobody interrupts: " + e);
    }
    for (int i = 0; i < count; i++) {
      String target = "/calls/" + caller + "/" + i + "?q=a%2Fb";
      try {
        HttpResponse<String> response = call(request(target, i), i);
        judge(target, i, response);
      } catch (Throwable e) {
        complaints.add(target + " failed: " + e);
      }
    }
  }

  private HttpResponse<String> call(HttpRequest request, int i) throws Exception {
    return i / 2 % 2 == 0
        ? client.send(request, BodyHandlers.ofString())
        : client.sendAsync(request, BodyHandlers.ofString()).get(30, TimeUnit.SECONDS);
  }

  private HttpRequest request(String target, int i) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + target)).header("Authorization", "Bearer secret");
    return i % 2 == 0
        ? builder.GET().build()
        : builder.POST(BodyPublishers.ofByteArray(body)).build();
  }

  private void judge(String target, int i, HttpResponse<String> response) {
    String expected =
        i % 2 == 0
            ? FaultEcho.answer("GET", target, new byte[0])
            : FaultEcho.answer("POST", target, body);
    boolean same =
        response.statusCode() == 200
            && response.body().equals(expected)
            && response.uri().equals(URI.create(base + target))
            && response.previousResponse().isEmpty()
            && response.headers().allValues("set-cookie").equals(List.of("primary=1"));
    if (!same) {
      complaints.add(target + " got " + response + " " + response.body());
    }
  }
}
