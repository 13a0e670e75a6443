package io.github.mirror4j.http.spring;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as an operator describes it in the query of a URI. */
final class ExplainedRequest {

  private ExplainedRequest() {}

  /**
   * Returns the request.
   *
   * @param headers each as {@code name: value}
   * @throws IllegalArgumentException if there is no such request
   */
  static HttpRequest of(
      @Nullable String method, @Nullable String uri, @Nullable List<String> headers) {
    if (uri == null) {
      throw new IllegalArgumentException("uri: missing (expected: the URI of a request)");
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
    request.method(method == null ? "GET" : method, BodyPublishers.noBody());
    for (String header : headers == null ? List.<String>of() : headers) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("header: \"" + header + "\" (expected: name: value)");
      }
      request.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    return request.build();
  }
}
