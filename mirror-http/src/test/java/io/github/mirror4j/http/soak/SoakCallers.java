package io.github.mirror4j.http.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.http.MirroredCall;
import io.github.mirror4j.http.MirroringHttpClient;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that call a service in every way, at a steady rate, and look at each response. */
final class SoakCallers {

  /** The host of primaries that a rule routes. */
  static final String ROUTED = "http://orders.soak/orders/";

  private static final int CALLERS = 8;
  private static final int ORDERS = 3_000;
  private static final int MAX_NOTES = 20;

  private final HttpClient plain;
  private final MirroringHttpClient client;
  private final String direct;
  private final int perSecond;
  private final long requests;
  private final long start = System.nanoTime();
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  SoakCallers(
      HttpClient plain, MirroringHttpClient client, URI service, int perSecond, long requests) {
    this.plain = plain;
    this.client = client;
    direct = service + "/orders/";
    this.perSecond = perSecond;
    this.requests = requests;
  }

  void start() {
    for (int i = 0; i < CALLERS; i++) {
      threads.add(Thread.ofVirtual().start(this::calls));
    }
  }

  boolean areDone() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  long made() {
    return Math.min(next.get(), requests);
  }

  long errors() {
    return errors.get();
  }

  private void calls() {
    for (long n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
      awaitTurn(n);
      try {
        if (!isRight(n)) {
          note("a wrong response to call " + n);
        }
      } catch (Throwable e) {
        note(e.toString());
      }
    }
  }

  private void note(String error) {
    if (errors.incrementAndGet() <= MAX_NOTES) {
      System.out.println(error);
    }
  }

  private boolean isRight(long n) throws Exception {
    int order = (int) (n * 7 % ORDERS);
    return switch ((int) (n % 10)) {
      case 5 -> streamed(order);
      case 6 -> posted(order, 2_000);
      case 7 -> posted(order, 60_000);
      case 8 -> described(order);
      case 9 -> cancelled(order) && sent(ROUTED, order);
      default -> sent(direct, order);
    };
  }

  private boolean sent(String base, int order) throws Exception {
    return isRight(client.send(get(base, order), BodyHandlers.ofString()), order, 0);
  }

  private boolean streamed(int order) throws Exception {
    HttpResponse<InputStream> response =
        client.sendAsync(get(direct, order), BodyHandlers.ofInputStream()).get();
    try (InputStream body = response.body()) {
      String text = new String(body.readAllBytes(), UTF_8);
      return SoakService.isResponse(order, 0, response.statusCode(), text);
    }
  }

  private boolean posted(int order, int length) throws Exception {
    String body = "{\"customer\":{\"name\":\"somebody\"},\"text\":\"" + "x".repeat(length) + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(direct + order))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer of-the-caller")
            .POST(BodyPublishers.ofString(body))
            .build();
    return isRight(client.send(request, BodyHandlers.ofString()), order, body.length());
  }

  /** As an interceptor of another client does it. */
  private boolean described(int order) throws Exception {
    HttpRequest request = get(direct, order);
    MirroredCall call = client.engine().mirror(request);
    HttpResponse<byte[]> response = plain.send(request, BodyHandlers.ofByteArray());
    call.responded(response.statusCode(), response.headers().map(), response.body());
    String text = new String(response.body(), UTF_8);
    return SoakService.isResponse(order, 0, response.statusCode(), text);
  }

  /** A call that nobody waits for; whatever it ends with is right. */
  private boolean cancelled(int order) {
    client.sendAsync(get(direct, order), BodyHandlers.discarding()).cancel(true);
    return true;
  }

  private static boolean isRight(HttpResponse<String> response, int order, int received) {
    return SoakService.isResponse(order, received, response.statusCode(), response.body());
  }

  private static HttpRequest get(String base, int order) {
    return HttpRequest.newBuilder(URI.create(base + order))
        .header("X-User", "user-" + order % 100)
        .build();
  }

  private void awaitTurn(long n) {
    long due = start + n * TimeUnit.SECONDS.toNanos(1) / perSecond;
    for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
      LockSupport.parkNanos(due - now);
    }
  }
}
