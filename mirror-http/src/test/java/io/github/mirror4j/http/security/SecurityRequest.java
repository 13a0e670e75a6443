package io.github.mirror4j.http.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of a class of its own, which says what no builder would have let it say. */
final class SecurityRequest extends HttpRequest {

  private final String method;
  private final @Nullable String uri;
  private final @Nullable Map<String, List<String>> headers;

  SecurityRequest(
      String method, @Nullable String uri, @Nullable Map<String, List<String>> headers) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    return Optional.empty();
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.empty();
  }

  @Override
  public boolean expectContinue() {
    return false;
  }

  @Override
  @SuppressWarnings("NullAway")
  public URI uri() {
    return uri == null ? null : URI.create(uri);
  }

  @Override
  public Optional<HttpClient.Version> version() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    if (headers == null) {
      throw new IllegalStateException("secret\r\nINJECTED");
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
