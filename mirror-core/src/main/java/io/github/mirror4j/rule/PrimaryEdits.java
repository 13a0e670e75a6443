package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that a rule applies to each primary for which it wins, whether it routes the primary or
 * not. Copies are made from the changed request.
 *
 * <p>Every method that takes a setting returns a changed copy. Settings are validated when the rule
 * is built. Source of the semantic: {@code rewrite}, {@code appendHeaders} and {@code
 * httpReqTimeout} (RouteRule), {@code rewrite}, {@code headers.request} and {@code timeout}
 * (VirtualService), {@code URLRewrite}, {@code RequestHeaderModifier} and {@code timeouts.request}
 * (Gateway API). Immutable and thread-safe.
 *
 * @param pathRewrite the change to the path; null for none
 * @param authority the host, optionally with a port, that the request carries as its {@code Host};
 *     null to keep its own. It needs a JVM that was started with {@code
 *     -Djdk.httpclient.allowRestrictedHeaders=host}. Otherwise, building a client warns, and the
 *     request keeps its host
 * @param headerEdits the changes to the headers, in order
 * @param timeout the request's timeout, as in {@code HttpRequest.Builder.timeout}; null for none. A
 *     shorter timeout of the caller is kept
 * @since 0.1.0
 */
@CheckReturnValue
public record PrimaryEdits(
    @Nullable PathRewrite pathRewrite,
    @Nullable String authority,
    List<HeaderEdit> headerEdits,
    @Nullable Duration timeout) {

  private static final PrimaryEdits NONE = new PrimaryEdits(null, null, List.of(), null);

  /**
   * Creates the changes; the list is copied.
   *
   * @throws NullPointerException if the list or an element is null
   */
  public PrimaryEdits {
    headerEdits = List.copyOf(headerEdits);
  }

  /**
   * Returns edits that change nothing.
   *
   * @return the edits of a rule that sets none
   */
  public static PrimaryEdits none() {
    return NONE;
  }

  /**
   * Changes the path. The query stays unchanged.
   *
   * @param rewrite the change
   * @return a changed copy
   */
  public PrimaryEdits rewritePath(PathRewrite rewrite) {
    requireNonNull(rewrite, "rewrite");
    return new PrimaryEdits(rewrite, authority, headerEdits, timeout);
  }

  /**
   * Changes the host that the request carries, not where it goes.
   *
   * @param authority a host, optionally with a port, such as {@code orders.example.com:8080}
   * @return a changed copy
   */
  public PrimaryEdits authority(String authority) {
    requireNonNull(authority, "authority");
    return new PrimaryEdits(pathRewrite, authority, headerEdits, timeout);
  }

  /**
   * Sets a header.
   *
   * @param name the header's name
   * @param value the only value
   * @return a changed copy
   */
  public PrimaryEdits setHeader(String name, String value) {
    return edit(new HeaderEdit.Set(name, value));
  }

  /**
   * Adds a header value.
   *
   * @param name the header's name
   * @param value the value to add
   * @return a changed copy
   */
  public PrimaryEdits addHeader(String name, String value) {
    return edit(new HeaderEdit.Add(name, value));
  }

  /**
   * Removes a header.
   *
   * @param name the header's name
   * @return a changed copy
   */
  public PrimaryEdits removeHeader(String name) {
    return edit(new HeaderEdit.Remove(name));
  }

  /**
   * Sets the request's timeout, as {@code HttpRequest.Builder.timeout} does. Before JDK 26 it
   * covers the time until the response's head has arrived, later until the whole response has. In
   * the mesh, the timeout of a route covers the whole response.
   *
   * @param timeout whole milliseconds, at least one
   * @return a changed copy
   */
  public PrimaryEdits timeout(Duration timeout) {
    requireNonNull(timeout, "timeout");
    return new PrimaryEdits(pathRewrite, authority, headerEdits, timeout);
  }

  /**
   * Returns whether these edits change nothing.
   *
   * @return true if these are equal to {@link #none()}
   */
  public boolean isEmpty() {
    return equals(NONE);
  }

  private PrimaryEdits edit(HeaderEdit edit) {
    List<HeaderEdit> edits = new ArrayList<>(headerEdits);
    edits.add(edit);
    return new PrimaryEdits(pathRewrite, authority, edits, timeout);
  }
}
