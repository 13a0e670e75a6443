package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.examples.bench.InstantClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * Sends the copy once the primary has its response, the other moment at which it could be sent.
 *
 * <p>The primary goes through the plain client, then the same request through a decorated client
 * that responds at once, for its copy's sake.
 */
final class AfterResponseClient implements CallerClient {

  private final HttpClient plain;
  private final Mirror4jClient copying;

  AfterResponseClient(HttpClient plain, URI mirror) {
    this.plain = plain;
    copying = Mirror4jClient.copying(new InstantClient(), mirror);
  }

  @Override
  public void send(HttpRequest request) throws IOException, InterruptedException {
    PlainClient.send(plain, request);
    copying.send(request);
  }

  @Override
  public Map<String, Long> copies() {
    return copying.copies();
  }

  @Override
  public long held() {
    return copying.held();
  }

  @Override
  public void settle() {
    copying.settle();
  }

  @Override
  public void close() {
    copying.close();
    plain.shutdownNow();
  }
}
