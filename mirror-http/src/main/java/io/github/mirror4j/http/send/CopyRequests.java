package io.github.mirror4j.http.send;

import io.github.mirror4j.http.body.CapturedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * Makes the request of a copy: the primary's method, path, query, headers and body.
 *
 * <p>Everything goes through the JDK's request builder, which refuses line breaks and other
 * characters that could turn a header into two.
 */
final class CopyRequests {

  private final CopyHeaders headers;

  CopyRequests(CopyPolicy policy) {
    headers = new CopyHeaders(policy);
  }

  /**
   * Makes the request.
   *
   * @throws IllegalArgumentException if no HTTP request can be made of the copy
   */
  HttpRequest of(
      Copy copy, URI address, boolean toHttps, CapturedBody body, HttpClient.Version version) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(address).version(version);
    setMethod(builder, copy.head(), body);
    headers
        .of(copy, toHttps)
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder.build();
  }

  /** A request made without publisher has no Content-Length, one with an empty publisher has 0. */
  private static void setMethod(HttpRequest.Builder builder, Copy.Head head, CapturedBody body) {
    if (!body.isNone()) {
      builder.method(head.method(), body.publisher());
    } else if (head.hasPublisher()) {
      builder.method(head.method(), BodyPublishers.noBody());
    } else {
      switch (head.method()) {
        case "GET" -> builder.GET();
        case "HEAD" -> builder.HEAD();
        case "DELETE" -> builder.DELETE();
        default -> builder.method(head.method(), BodyPublishers.noBody());
      }
    }
  }
}
