package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * What a copy costs that a second client of the JDK's sends on a virtual thread: the same request
 * each time. There are no rules, no deadline and no counts by outcome; what this library takes
 * beyond it is its own.
 */
final class SecondClient implements CallerClient {

  private final HttpClient primary;
  private final HttpClient second =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(Runnable::run).build();
  private final HttpRequest copy;
  private final LimitedCopies copies = new LimitedCopies(this::exchange);

  SecondClient(HttpClient primary, URI mirror) {
    this.primary = primary;
    copy = HttpRequest.newBuilder(mirror.resolve("/orders/4711")).build();
  }

  @Override
  public void send(HttpRequest request) throws IOException, InterruptedException {
    copies.start();
    PlainClient.send(primary, request);
  }

  private void exchange() throws IOException, InterruptedException {
    second.send(copy, BodyHandlers.discarding());
  }

  @Override
  public Map<String, Long> copies() {
    return copies.counts();
  }

  @Override
  public long held() {
    return copies.held();
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    second.shutdownNow();
    primary.shutdownNow();
  }
}
