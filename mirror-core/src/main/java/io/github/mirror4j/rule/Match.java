package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on a request, which must all hold (AND). If a rule has several matches, one must hold
 * (OR).
 *
 * <p>Source of the semantic: {@code MatchCondition} (Istio 0.5) with its pseudo headers uri,
 * scheme, method and authority; {@code HTTPMatchRequest} (VirtualService) and {@code
 * HTTPRouteMatch} (Gateway API). A match without conditions holds for every request. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Match {

  private final @Nullable Source source;
  private final @Nullable StringMatch uri;
  private final @Nullable StringMatch scheme;
  private final @Nullable StringMatch method;
  private final @Nullable StringMatch authority;
  private final @Nullable Integer port;
  private final Map<String, StringMatch> headers;
  private final Map<String, StringMatch> queryParameters;

  private Match(Builder builder) {
    source = builder.source;
    uri = builder.uri;
    scheme = builder.scheme;
    method = builder.method;
    authority = builder.authority;
    port = builder.port;
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    queryParameters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.queryParameters));
  }

  /**
   * Returns a builder without conditions.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a builder with the conditions of this match.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.source = source;
    copy.uri = uri;
    copy.scheme = scheme;
    copy.method = method;
    copy.authority = authority;
    copy.port = port;
    copy.headers.putAll(headers);
    copy.queryParameters.putAll(queryParameters);
    return copy;
  }

  /**
   * Returns the condition on the caller.
   *
   * @return the condition, if there is one
   */
  public Optional<Source> source() {
    return Optional.ofNullable(source);
  }

  /**
   * Returns the condition on the raw path, without the query.
   *
   * @return the condition, if there is one
   */
  public Optional<StringMatch> uri() {
    return Optional.ofNullable(uri);
  }

  /**
   * Returns the condition on the scheme, {@code http} or {@code https}.
   *
   * @return the condition, if there is one
   */
  public Optional<StringMatch> scheme() {
    return Optional.ofNullable(scheme);
  }

  /**
   * Returns the condition on the method.
   *
   * @return the condition, if there is one
   */
  public Optional<StringMatch> method() {
    return Optional.ofNullable(method);
  }

  /**
   * Returns the condition on the authority, which is the host, with a port if the request has one.
   *
   * @return the condition, if there is one
   */
  public Optional<StringMatch> authority() {
    return Optional.ofNullable(authority);
  }

  /**
   * Returns the port that the request must address.
   *
   * @return the condition, if there is one
   */
  public OptionalInt port() {
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /**
   * Returns the conditions on request headers.
   *
   * @return an immutable map from header name in lower case to its condition
   */
  public Map<String, StringMatch> headers() {
    return headers;
  }

  /**
   * Returns the conditions on query parameters.
   *
   * @return an immutable map from parameter name to its condition
   */
  public Map<String, StringMatch> queryParameters() {
    return queryParameters;
  }

  /** Returns whether the other object is a match with equal conditions. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Match match && values().equals(match.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /**
   * Returns the conditions as text, such as {@code uri path prefix "/api" and header x-tenant
   * present}. Conditions on credentials ({@link CredentialHeaders#DEFAULT}) are masked.
   */
  @Override
  public String toString() {
    return toString(CredentialHeaders.DEFAULT);
  }

  /**
   * Returns the conditions as text, with those on these credentials masked.
   *
   * @param credentials the headers whose values are masked
   * @return the text
   */
  public String toString(CredentialHeaders credentials) {
    StringJoiner text = new StringJoiner(" and ").setEmptyValue("every request");
    add(text, "source", source);
    add(text, "uri", uri);
    add(text, "scheme", scheme);
    add(text, "method", method);
    add(text, "authority", authority);
    add(text, "port", port);
    headers.forEach((name, match) -> add(text, "header " + name, credentials.show(name, match)));
    queryParameters.forEach(
        (name, match) ->
            add(text, "query parameter " + name, credentials.showParameter(name, match)));
    return text.toString();
  }

  private static void add(StringJoiner text, String what, @Nullable Object condition) {
    if (condition != null) {
      text.add(what + " " + condition);
    }
  }

  private List<@Nullable Object> values() {
    return Arrays.asList(source, uri, scheme, method, authority, port, headers, queryParameters);
  }

  /**
   * Builds a {@link Match}. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable Source source;
    private @Nullable StringMatch uri;
    private @Nullable StringMatch scheme;
    private @Nullable StringMatch method;
    private @Nullable StringMatch authority;
    private @Nullable Integer port;
    private final Map<String, StringMatch> headers = new LinkedHashMap<>();
    private final Map<String, StringMatch> queryParameters = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets the condition on the caller. It is compared with the identity that the client was built
     * with.
     *
     * @param source the condition
     * @return this builder
     */
    public Builder source(Source source) {
      this.source = requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets the condition on the path, raw as it is sent and without the query.
     *
     * @param match the condition
     * @return this builder
     */
    public Builder uri(StringMatch match) {
      uri = requireNonNull(match, "uri");
      return this;
    }

    /**
     * Sets the condition on the scheme, {@code http} or {@code https}.
     *
     * @param match the condition
     * @return this builder
     */
    public Builder scheme(StringMatch match) {
      scheme = requireNonNull(match, "scheme");
      return this;
    }

    /**
     * Sets the condition on the method. Methods are case-sensitive.
     *
     * @param match the condition
     * @return this builder
     */
    public Builder method(StringMatch match) {
      method = requireNonNull(match, "method");
      return this;
    }

    /**
     * Sets the condition on the authority, which is the host, with the port if the request's URI
     * has one.
     *
     * @param match the condition
     * @return this builder
     */
    public Builder authority(StringMatch match) {
      authority = requireNonNull(match, "authority");
      return this;
    }

    /**
     * Sets the port that the request must address ({@code HTTPMatchRequest.port} of a
     * VirtualService). A request addresses the port in its URI, or by default 80 for {@code http}
     * and 443 for {@code https}.
     *
     * @param number 1 to 65535
     * @return this builder
     */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /**
     * Sets the condition on a header. Several values of one header are joined with a comma, as in
     * Envoy.
     *
     * @param name the header's name in lower case, as Istio requires; the request's may have any
     *     case
     * @param match the condition
     * @return this builder
     */
    public Builder header(String name, StringMatch match) {
      headers.put(requireNonNull(name, "name"), requireNonNull(match, "match"));
      return this;
    }

    /**
     * Sets the condition on a query parameter. The first parameter of that name counts, as it is
     * sent (not decoded).
     *
     * @param name the parameter's name
     * @param match the condition
     * @return this builder
     */
    public Builder queryParameter(String name, StringMatch match) {
      queryParameters.put(requireNonNull(name, "name"), requireNonNull(match, "match"));
      return this;
    }

    /**
     * Builds the match. It is validated when the rule that contains it is built.
     *
     * @return the match
     */
    public Match build() {
      return new Match(this);
    }
  }
}
