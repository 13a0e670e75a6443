package io.github.mirror4j.http;

import io.github.mirror4j.registry.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller's request, and what is handed to the delegate in its place.
 *
 * <p>The caller's very object goes on unless its body must be read along or a rule routes or
 * changes it. For a body, a request of a foreign class is rebuilt only where nobody behind can miss
 * that class: where the delegate is the JDK's own client, which makes a copy of its own anyway.
 */
final class PrimaryRequest {

  private static final Module JDK = HttpClient.class.getModule();

  private final HttpRequest request;
  private final HttpFacts facts;
  private final EditedHead edited;
  private final @Nullable Endpoint endpoint;
  private final boolean keepsHeaders;
  private final boolean rebuildable;
  private final @Nullable BodyPublisher body;
  private final long bodyLength;

  PrimaryRequest(
      HttpRequest request,
      HttpFacts facts,
      EditedHead edited,
      Optional<Endpoint> endpoint,
      HttpClient delegate) {
    this.request = request;
    this.facts = facts;
    this.edited = edited;
    this.endpoint = endpoint.orElse(null);
    keepsHeaders = isSame(edited.headers(), request.headers());
    rebuildable = !isForeign(request) || isJdk(delegate.getClass());
    BodyPublisher publisher = request.bodyPublisher().orElse(null);
    bodyLength = publisher == null ? 0 : publisher.contentLength();
    body = bodyLength == 0 ? null : publisher;
  }

  /** Whether this request was made by a class of the caller's, which no builder has judged. */
  static boolean isForeign(HttpRequest request) {
    return !isJdk(request.getClass());
  }

  /** The publisher of a body that is not empty, or null. */
  @Nullable BodyPublisher body() {
    return body;
  }

  /** The declared length: 0 where there is no body, negative where it is not known. */
  long bodyLength() {
    return bodyLength;
  }

  boolean isBodyReadable() {
    return body == null || rebuildable;
  }

  /** The request for the delegate. */
  HttpRequest build(@Nullable TapPublisher tap) {
    if (tap == null && endpoint == null && !edited.isChanged()) {
      return request;
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> keepsHeaders);
    if (tap != null) {
      builder.method(facts.method(), tap);
    }
    if (!keepsHeaders) {
      edited
          .headers()
          .map()
          .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    }
    URI uri = edited.uri();
    builder.uri(endpoint == null ? uri : endpoint.resolve(uri.getRawPath(), uri.getRawQuery()));
    if (edited.timeout() != null) {
      builder.timeout(edited.timeout());
    }
    if (edited.host() != null) {
      builder.setHeader("Host", edited.host());
    } else if (endpoint != null
        && HostHeader.IS_ALLOWED
        && request.headers().firstValue("host").isEmpty()) {
      builder.setHeader("Host", facts.authority());
    }
    return builder.build();
  }

  @SuppressWarnings("ReferenceEquality") // the very object means that no rule changed them
  private static boolean isSame(HttpHeaders one, HttpHeaders other) {
    return one == other;
  }

  private static boolean isJdk(Class<?> type) {
    return type.getModule() == JDK;
  }
}
