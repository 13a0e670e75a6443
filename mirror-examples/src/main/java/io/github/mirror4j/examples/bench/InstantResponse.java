package io.github.mirror4j.examples.bench;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** 200, and nothing else. */
final class InstantResponse<T> implements HttpResponse<T> {

  private static final URI ANYWHERE = URI.create("http://localhost/");

  private final HttpRequest request = HttpRequest.newBuilder(ANYWHERE).build();
  private final HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);

  @Override
  public int statusCode() {
    return 200;
  }

  @Override
  public HttpRequest request() {
    return request;
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  @SuppressWarnings("NullAway") // there is no body, as after BodyHandlers.discarding()
  public T body() {
    return null;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return ANYWHERE;
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }
}
