package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a copy costs that a second client of the JDK's sends on a virtual thread: the same request
 * each time. There are no rules, no deadline and no counts by outcome; what this library takes
 * beyond it is its own.
 */
final class SecondClient implements CallerClient {

  /** The same as this library's default. */
  private static final int MAX_AT_A_TIME = 64;

  private final HttpClient primary;
  private final HttpClient second =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(Runnable::run).build();
  private final HttpRequest copy;
  private final Semaphore permits = new Semaphore(MAX_AT_A_TIME);
  private final LongAdder selected = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder ended = new LongAdder();

  SecondClient(HttpClient primary, URI mirror) {
    this.primary = primary;
    copy = HttpRequest.newBuilder(mirror.resolve("/orders/4711")).build();
  }

  @Override
  public void send(HttpRequest request) throws IOException, InterruptedException {
    selected.increment();
    if (permits.tryAcquire()) {
      sent.increment();
      Thread.startVirtualThread(this::copy);
    }
    PlainClient.send(primary, request);
  }

  private void copy() {
    try {
      second.send(copy, BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      // The mirror's fault, and only its own; or the end.
    } finally {
      ended.increment();
      permits.release();
    }
  }

  @Override
  public Map<String, Long> copies() {
    return Map.of("selected", selected.sum(), "sent", sent.sum());
  }

  @Override
  public long held() {
    return sent.sum() - ended.sum();
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    second.shutdownNow();
    primary.shutdownNow();
  }
}
