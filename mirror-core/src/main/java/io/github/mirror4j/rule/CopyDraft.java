package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A copy before it is sent, for a {@link CopyEditor}.
 *
 * <p>Every method that takes a value returns a changed draft. Immutable, except for the bytes of
 * the body.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class CopyDraft {

  private final String method;
  private final URI uri;
  private final Map<String, List<String>> headers;
  private final Supplier<byte[]> body;

  private CopyDraft(
      String method, URI uri, Map<String, List<String>> headers, Supplier<byte[]> body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns a draft, for tests of editors.
   *
   * @param method the method
   * @param uri the URI
   * @param headers the headers; names are compared in any case
   * @param body the bytes of the body; none for a request without a body
   * @return the draft
   */
  public static CopyDraft of(
      String method, URI uri, Map<String, List<String>> headers, byte[] body) {
    requireNonNull(body, "body");
    return of(method, uri, headers, () -> body);
  }

  /**
   * Returns a draft whose body is read on the first request for it.
   *
   * @param method the method
   * @param uri the URI
   * @param headers the headers; names are compared in any case
   * @param body gives the bytes of the body, the same array each time
   * @return the draft
   */
  public static CopyDraft of(
      String method, URI uri, Map<String, List<String>> headers, Supplier<byte[]> body) {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return new CopyDraft(
        requireNonNull(method, "method"),
        requireNonNull(uri, "uri"),
        Collections.unmodifiableMap(copy),
        requireNonNull(body, "body"));
  }

  /**
   * Returns the method.
   *
   * @return the method, such as {@code POST}
   */
  public String method() {
    return method;
  }

  /**
   * Returns the URI to which the copy is sent.
   *
   * @return the URI, with the mirror's authority
   */
  public URI uri() {
    return uri;
  }

  /**
   * Returns the headers, without those that the client adds when it sends the copy.
   *
   * @return an immutable map; names are compared in any case
   */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * Returns the first value of a header.
   *
   * @param name the header's name, in any case
   * @return the value, if there is one
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Returns the bytes of the body. They are read from the captured body on the first call.
   *
   * @return the array that belongs to this copy alone, so it may be changed; empty without a body
   */
  public byte[] body() {
    return body.get();
  }

  /**
   * Changes the method.
   *
   * @param other the method
   * @return a changed draft
   */
  public CopyDraft withMethod(String other) {
    return new CopyDraft(requireNonNull(other, "method"), uri, headers, body);
  }

  /**
   * Changes path and query. The scheme and the authority stay the mirror's, whatever the URI says.
   *
   * @param other an absolute URI, or a path with or without a query
   * @return a changed draft
   */
  public CopyDraft withUri(URI other) {
    return new CopyDraft(method, requireNonNull(other, "uri"), headers, body);
  }

  /**
   * Sets a header to one value.
   *
   * @param name the header's name
   * @param value the only value
   * @return a changed draft
   */
  public CopyDraft withHeader(String name, String value) {
    return withValues(name, List.of(value));
  }

  /**
   * Adds a value to a header.
   *
   * @param name the header's name
   * @param value the value to add
   * @return a changed draft
   */
  public CopyDraft withAddedHeader(String name, String value) {
    List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
    values.add(requireNonNull(value, "value"));
    return withValues(name, values);
  }

  /**
   * Removes a header with all its values.
   *
   * @param name the header's name
   * @return a changed draft
   */
  public CopyDraft withoutHeader(String name) {
    return withValues(name, List.of());
  }

  /**
   * Changes the body.
   *
   * @param bytes the bytes of the body; none for a request without a body. The array is not copied
   * @return a changed draft
   */
  public CopyDraft withBody(byte[] bytes) {
    requireNonNull(bytes, "body");
    return new CopyDraft(method, uri, headers, () -> bytes);
  }

  /** Returns method and host, without anything that may be private. */
  @Override
  public String toString() {
    return method + " to " + uri.getHost();
  }

  private CopyDraft withValues(String name, List<String> values) {
    Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.remove(requireNonNull(name, "name"));
    if (!values.isEmpty()) {
      changed.put(name, List.copyOf(values));
    }
    return new CopyDraft(method, uri, Collections.unmodifiableMap(changed), body);
  }
}
