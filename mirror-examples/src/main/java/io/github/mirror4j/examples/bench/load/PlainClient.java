package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The JDK's client as it is. */
final class PlainClient implements CallerClient {

  private final HttpClient client;

  PlainClient(HttpClient client) {
    this.client = client;
  }

  @Override
  public void send(HttpRequest request) throws IOException, InterruptedException {
    send(client, request);
  }

  static void send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
  }

  @Override
  public Map<String, Long> copies() {
    return Map.of();
  }

  @Override
  public long held() {
    return 0;
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    client.shutdownNow();
  }
}
