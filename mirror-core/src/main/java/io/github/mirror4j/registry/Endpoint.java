package io.github.mirror4j.registry;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Labels;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One address of a service, with the labels of the version that runs there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param uri an absolute http or https URI; a path in it comes before the path of each request
 * @param labels the labels, such as {@code version: v2}
 * @since 0.1.0
 */
public record Endpoint(URI uri, Labels labels) {

  /**
   * Makes an endpoint.
   *
   * @throws NullPointerException if an argument is null
   */
  public Endpoint {
    requireNonNull(uri, "uri");
    requireNonNull(labels, "labels");
  }

  /**
   * The address of a request at this endpoint: path and query are taken over as they are, not
   * decoded and encoded anew.
   *
   * @param rawPath the raw path; nothing stands for {@code /}
   * @param rawQuery the raw query; null means none, which an empty one is not
   * @return this endpoint's scheme, authority and base path with that path and query behind it
   * @throws IllegalArgumentException if the result is no URI
   */
  public URI resolve(@Nullable String rawPath, @Nullable String rawQuery) {
    String base = uri.getRawPath() == null ? "" : uri.getRawPath();
    String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    StringBuilder text =
        new StringBuilder(uri.getScheme())
            .append("://")
            .append(uri.getRawAuthority())
            .append(start);
    text.append(rawPath == null || rawPath.isEmpty() ? "/" : rawPath);
    if (rawQuery != null) {
      text.append('?').append(rawQuery);
    }
    return URI.create(text.toString());
  }

  /** The endpoint as text: its URI and labels. */
  @Override
  public String toString() {
    return uri + labels.toString();
  }
}
