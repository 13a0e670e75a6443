package io.github.mirror4j.http.send;

import io.github.mirror4j.http.body.CapturedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the request of a copy: the primary's method, path, query, headers and body.
 *
 * <p>Everything goes through the JDK's request builder, which refuses line breaks and other
 * characters that could turn a header into two.
 */
final class CopyRequests {

  /**
   * What a copy consists of.
   *
   * @param body publishes the body; null for none
   * @param hasPublisher whether the primary has a publisher of a body, which may be empty
   */
  record Parts(
      String method,
      URI uri,
      Map<String, List<String>> headers,
      @Nullable BodyPublisher body,
      boolean hasPublisher) {}

  private final CopyHeaders headers;

  CopyRequests(CopyPolicy policy) {
    headers = new CopyHeaders(policy);
  }

  /** What is sent, unless an editor changes it. */
  Parts parts(Copy copy, URI address, boolean toHttps, CapturedBody body) {
    return new Parts(
        copy.head().method(),
        address,
        headers.of(copy, toHttps),
        body.isNone() ? null : body.publisher(),
        copy.head().hasPublisher());
  }

  /**
   * Makes the request.
   *
   * @throws IllegalArgumentException if no HTTP request can be made of the parts
   */
  static HttpRequest of(Parts parts, HttpClient.Version version) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(parts.uri()).version(version);
    setMethod(builder, parts);
    parts.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder.build();
  }

  /** A request made without publisher has no Content-Length, one with an empty publisher has 0. */
  private static void setMethod(HttpRequest.Builder builder, Parts parts) {
    String method = parts.method();
    if (parts.body() != null) {
      builder.method(method, parts.body());
    } else if (parts.hasPublisher()) {
      builder.method(method, BodyPublishers.noBody());
    } else {
      switch (method) {
        case "GET" -> builder.GET();
        case "HEAD" -> builder.HEAD();
        case "DELETE" -> builder.DELETE();
        default -> builder.method(method, BodyPublishers.noBody());
      }
    }
  }
}
