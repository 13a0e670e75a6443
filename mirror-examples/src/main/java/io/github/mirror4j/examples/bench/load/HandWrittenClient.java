package io.github.mirror4j.examples.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Mirroring as one would write it by hand in a few lines: a second client, and every request is
 * sent through that, too.
 *
 * <p>What is unbounded goes on beyond a round and would weigh on the next round of another variant,
 * so it is given up at each round's end; that is kinder than life.
 */
final class HandWrittenClient implements CallerClient {

  /** The same as this library's default. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient primary;
  private final Supplier<HttpClient> mirrorClients;
  private final boolean blocking;
  private final URI mirror;
  private final LongAdder sent = new LongAdder();
  private final LongAdder responses = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicInteger settled = new AtomicInteger();
  private volatile HttpClient mirrorClient;

  HandWrittenClient(
      HttpClient primary, Supplier<HttpClient> mirrorClients, boolean blocking, URI mirror) {
    this.primary = primary;
    this.mirrorClients = mirrorClients;
    this.blocking = blocking;
    this.mirror = mirror;
    mirrorClient = mirrorClients.get();
  }

  @Override
  public void send(HttpRequest request) throws Exception {
    HttpClient current = mirrorClient;
    int now = settled.get();
    sent.increment();
    if (blocking) {
      var unused = CompletableFuture.runAsync(() -> copy(current, now, request));
    } else {
      var unused =
          current
              .sendAsync(copyOf(request), BodyHandlers.discarding())
              .whenComplete(
                  (response, failure) -> (failure == null ? responses : failed).increment());
    }
    PlainClient.send(primary, request);
  }

  private void copy(HttpClient client, int round, HttpRequest request) {
    if (round != settled.get()) {
      failed.increment();
      return;
    }
    try {
      client.send(copyOf(request), BodyHandlers.discarding());
      responses.increment();
    } catch (Exception e) {
      failed.increment();
    }
  }

  private HttpRequest copyOf(HttpRequest request) {
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .uri(mirror.resolve(request.uri().getRawPath()))
        .timeout(TIMEOUT)
        .build();
  }

  @Override
  public Map<String, Long> copies() {
    return Map.of(
        "sent", sent.sum(), "responses", responses.sum(), "failed or given up", failed.sum());
  }

  @Override
  public long held() {
    return sent.sum() - responses.sum() - failed.sum();
  }

  @Override
  public void settle() {
    settled.incrementAndGet();
    HttpClient old = mirrorClient;
    mirrorClient = mirrorClients.get();
    old.shutdownNow();
  }

  @Override
  public void close() {
    mirrorClient.shutdownNow();
    primary.shutdownNow();
  }
}
