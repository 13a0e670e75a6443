package io.github.mirror4j.examples.integration;

import feign.AsyncClient;
import feign.Client;
import feign.Request;
import feign.Response;
import feign.http2client.Http2Client;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A Feign client that sends every call through the very {@link HttpClient} it is given.
 *
 * <p>Feign's own {@link Http2Client} compares each call's options with the client. Where connect
 * timeout or redirects differ, it sends the call through a plain client that it builds from the
 * getters, and whatever wraps the given one is left out without a word. Here the client's settings
 * win: Feign's connect timeout and redirects have no effect, its read timeout has.
 */
public final class FeignOverHttpClient implements Client, AsyncClient<Object> {

  private final Http2Client feign;
  private final long connectTimeoutMillis;
  private final boolean followsRedirects;

  /**
   * Takes a client.
   *
   * @param client the client that sends every call
   * @throws IllegalArgumentException if it has no connect timeout, or one that Feign cannot say
   */
  public FeignOverHttpClient(HttpClient client) {
    feign = new Http2Client(client);
    connectTimeoutMillis =
        client
            .connectTimeout()
            .orElseThrow(() -> new IllegalArgumentException(expectedInsteadOf("none")))
            .toMillis();
    if (connectTimeoutMillis > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(expectedInsteadOf(connectTimeoutMillis + " ms"));
    }
    followsRedirects = client.followRedirects() == Redirect.ALWAYS;
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    return feign.execute(request, asTheClient(options));
  }

  @Override
  public CompletableFuture<Response> execute(
      Request request, Request.Options options, Optional<Object> context) {
    return feign.execute(request, asTheClient(options), context);
  }

  private Request.Options asTheClient(Request.Options options) {
    return new Request.Options(
        connectTimeoutMillis,
        TimeUnit.MILLISECONDS,
        options.readTimeout(),
        options.readTimeoutUnit(),
        followsRedirects);
  }

  private static String expectedInsteadOf(String value) {
    return "client.connectTimeout: %s (expected: 0 to %d ms; Feign sends nothing through a client with any other)"
        .formatted(value, Integer.MAX_VALUE);
  }
}
