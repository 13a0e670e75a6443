package io.github.mirror4j.http.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain client, and the requests that the tests of this package make. */
final class Client {

  /** Long enough for the slowest machine; a test that is green never waits that long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Does not follow redirects. */
  static final HttpClient PLAIN =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Client() {}

  static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  static HttpResponse<String> post(URI uri, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).POST(body));
  }

  static HttpResponse<String> post(URI uri, String body) throws IOException, InterruptedException {
    return post(uri, BodyPublishers.ofString(body));
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return PLAIN.send(request.build(), BodyHandlers.ofString());
  }
}
