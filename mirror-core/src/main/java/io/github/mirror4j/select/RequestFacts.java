package io.github.mirror4j.select;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that rules match against. This is a view; nothing is copied.
 *
 * <p>A rule set calls these methods only on the calling thread, and keeps no reference after it
 * returns.
 *
 * @since 0.1.0
 */
public interface RequestFacts {

  /**
   * Returns the method, such as {@code GET}.
   *
   * @return the method
   */
  String method();

  /**
   * Returns the request's absolute URI, as the caller wrote it.
   *
   * @return the URI
   */
  URI uri();

  /**
   * Returns the values of a header.
   *
   * @param name the header's name, in any case
   * @return its values in order; empty if the header is absent
   */
  List<String> headerValues(String name);

  /**
   * Returns the authority that the request addresses. This is its {@code Host} header if it has
   * one, which a JVM with {@code -Djdk.httpclient.allowRestrictedHeaders=host} allows. Otherwise it
   * is the authority of the URI as Java's HTTP client sends it, without user info and without the
   * scheme's default port.
   *
   * @return the host, with the port if it is not the default one; empty if there is none
   */
  default String authority() {
    List<String> host = headerValues("host");
    return host.isEmpty() ? Authority.of(uri()) : host.get(0);
  }

  /**
   * Returns facts from plain values, for {@link RuleSet#explain} and for tests.
   *
   * @param method the method
   * @param uri the absolute URI
   * @param headers the headers; names in any case
   * @return the facts
   */
  static RequestFacts of(String method, URI uri, Map<String, List<String>> headers) {
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return new PlainFacts(method, uri, sorted);
  }

  /**
   * Returns facts of a request without headers.
   *
   * @param method the method
   * @param uri the absolute URI
   * @return the facts
   */
  static RequestFacts of(String method, URI uri) {
    return of(method, uri, Map.of());
  }
}

/** Facts from plain values. */
record PlainFacts(String method, URI uri, Map<String, List<String>> headers)
    implements RequestFacts {

  @Override
  public List<String> headerValues(String name) {
    @Nullable List<String> values = headers.get(name);
    return values == null ? List.of() : values;
  }
}
