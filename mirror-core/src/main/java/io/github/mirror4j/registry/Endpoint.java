package io.github.mirror4j.registry;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An address of a service, with the labels of the version that runs there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param uri an absolute http or https URI; a path in it comes before the path of each request
 * @param labels the labels, such as {@code version: v2}
 * @since 0.1.0
 */
public record Endpoint(URI uri, Labels labels) {

  /**
   * Creates an endpoint.
   *
   * @throws NullPointerException if an argument is null
   */
  public Endpoint {
    requireNonNull(uri, "uri");
    requireNonNull(labels, "labels");
  }

  /**
   * Returns the address of a request at this endpoint. Path and query are kept as they are; they
   * are not decoded and encoded again.
   *
   * @param rawPath the raw path; null or an empty path stands for {@code /}
   * @param rawQuery the raw query; null for none. An empty query is kept as {@code ?}
   * @return this endpoint's scheme, authority and base path, followed by the path and the query
   * @throws IllegalArgumentException if the result is not a valid URI
   */
  public URI resolve(@Nullable String rawPath, @Nullable String rawQuery) {
    String base = uri.getRawPath() == null ? "" : uri.getRawPath();
    String start = HttpText.withoutTrailingSlash(base);
    StringBuilder text =
        new StringBuilder(uri.getScheme())
            .append("://")
            .append(uri.getRawAuthority())
            .append(start);
    text.append(HttpText.pathOf(rawPath));
    if (rawQuery != null) {
      text.append('?').append(rawQuery);
    }
    return URI.create(text.toString());
  }

  /** Returns the endpoint as text: its URI and labels. */
  @Override
  public String toString() {
    return uri + labels.toString();
  }
}
