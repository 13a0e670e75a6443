package io.github.mirror4j.rule;

import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of the headers and query parameters that carry credentials. Headers of these names stay
 * within the service that they were meant for ({@link Credentials}). Their values are shown as
 * {@code ***}, for rules and for requests.
 *
 * <p>Names are compared without regard to case. A name may have one star at its start or its end,
 * which stands for any characters there, as in {@code *-token} or {@code x-amzn-oidc-*}. Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class CredentialHeaders {

  /**
   * The default credentials.
   *
   * <p>These are the headers of HTTP authentication and of cookies (RFC 9110, RFC 6265), and the
   * headers that gateways, clouds and APIs document for keys, tokens and identities that are taken
   * on trust (AWS, Google Cloud, Azure, Cloudflare, Envoy, OAuth2 Proxy, GitLab, Vault, Datadog,
   * Shopify and others). They also include the endings that such names share, since every vendor
   * has names of its own. An ending may include a header that is not a credential, such as a paging
   * token. A custom list in place of this one can leave it out. Signatures of a body are not
   * included, since they give access to nothing but the message that they sign.
   */
  public static final CredentialHeaders DEFAULT =
      of(
          List.of(
              // HTTP
              "authorization",
              "cookie",
              "cookie2",
              "proxy-authorization",
              // the endings that the names of vendors and applications share
              "*-access-key",
              "*-api-key",
              "*-apikey",
              "*-assertion",
              "*-auth-key",
              "*-authorization",
              "*-credential",
              "*-credentials",
              "*-jwt",
              "*-password",
              "*-secret",
              "*-secret-key",
              "*-subscription-key",
              "*-token",
              // the same without a vendor before it
              "access-token",
              "api-key",
              "api-token",
              "apikey",
              "auth",
              "auth-token",
              "jwt",
              "password",
              "secret",
              "token",
              "x-auth",
              "session-id",
              "x-session",
              "x-session-id",
              // identities that a gateway or a proxy vouches for
              "x-amzn-oidc-*",
              "x-authenticated-userid",
              "client-cert",
              "ssl-client-cert",
              "x-arr-clientcert",
              "x-client-cert",
              "x-forwarded-client-cert",
              "x-ms-client-principal",
              "x-ms-client-principal-*",
              "x-ssl-client-cert",
              // keys of single vendors that have none of these endings
              "dd-application-key",
              "x-functions-key",
              "x-ms-authorization-auxiliary",
              "x-goog-authenticated-user-jwt",
              "x-ms-encryption-key",
              "x-appwrite-key",
              "x-parse-master-key",
              "x-master-key",
              "x-amz-server-side-encryption-customer-key",
              "x-amz-copy-source-server-side-encryption-customer-key",
              "x-goog-encryption-key"));

  /** Names of query parameters that no header has. */
  private static final Set<String> PARAMETERS =
      Set.of("awsaccesskeyid", "client-secret", "code", "key", "passwd", "pwd", "sas", "sig");

  /** {@code X-Amz-Signature}, {@code hmac-signature} and the like sign the whole request. */
  private static final String SIGNATURE = "signature";

  private static final String MASK = "***";

  private final Set<String> names;
  private final Set<String> exact = new HashSet<>();
  private final List<String> starts = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();

  private CredentialHeaders(Set<String> names) {
    this.names = names;
    for (String name : names) {
      if (name.startsWith("*")) {
        ends.add(name.substring(1));
      } else if (name.endsWith("*")) {
        starts.add(name.substring(0, name.length() - 1));
      } else {
        exact.add(name);
      }
    }
  }

  /**
   * Returns credentials with only these names.
   *
   * @param names names of headers in any case, optionally with a star at the start or the end
   * @return the credentials, not validated yet
   */
  public static CredentialHeaders of(Collection<String> names) {
    Set<String> lower = new TreeSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return new CredentialHeaders(Collections.unmodifiableSet(lower));
  }

  /**
   * Returns these credentials with more names.
   *
   * @param more names of headers, as in {@link #of}
   * @return a changed copy
   */
  @CheckReturnValue
  public CredentialHeaders and(Collection<String> more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(more);
    return of(all);
  }

  /**
   * Returns the names.
   *
   * @return an immutable set, in lower case and sorted
   */
  public Set<String> names() {
    return names;
  }

  /**
   * Returns whether a header carries credentials.
   *
   * @param header the header's name, in any case
   * @return true if one of the names matches it
   */
  public boolean include(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    if (exact.contains(name)) {
      return true;
    }
    for (int i = 0; i < ends.size(); i++) {
      if (name.endsWith(ends.get(i))) {
        return true;
      }
    }
    for (int i = 0; i < starts.size(); i++) {
      if (name.startsWith(starts.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the value of a query parameter is hidden wherever it would be shown. It is
   * hidden if the parameter has the name of such a header, with {@code _} or nothing in place of
   * {@code -}, or a name that only parameters have, such as {@code sig}.
   *
   * @param parameter the parameter's name, in any case
   * @return true if its value is hidden
   */
  public boolean includeParameter(String parameter) {
    String name = parameter.toLowerCase(Locale.ROOT).replace('_', '-');
    return include(name)
        || include("x-" + name)
        || DEFAULT.include("x-" + name)
        || PARAMETERS.contains(name)
        || name.endsWith(SIGNATURE);
  }

  /**
   * Returns a URI as text without credentials. {@code ***} replaces user info and the values of
   * such query parameters.
   *
   * @param uri the URI
   * @return the text
   */
  public String mask(URI uri) {
    String text = uri.toString();
    String authority = uri.getRawAuthority();
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    if (authority != null && at >= 0) {
      text = text.replace(authority.substring(0, at) + "@", MASK + "@");
    }
    String query = uri.getRawQuery();
    return query == null ? text : text.replace("?" + query, "?" + maskQuery(query));
  }

  /**
   * Checks the names.
   *
   * @param path the place of the names in the configuration
   * @return the problems; empty if there are none
   */
  public List<Problem> problems(String path) {
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      boolean isEnd = name.startsWith("*");
      boolean isStart = !isEnd && name.endsWith("*");
      String plain = name.substring(isEnd ? 1 : 0, name.length() - (isStart ? 1 : 0));
      if (plain.indexOf('*') >= 0 || !HttpText.isToken(plain)) {
        String expected = "the name of a header, perhaps with one '*' at its start or its end";
        problems.add(Problem.ofText(path, name, expected));
      }
    }
    return problems;
  }

  /** Returns a condition on a header as text, with credentials masked. */
  String show(String header, StringMatch match) {
    return include(header) ? MASK : match.toString();
  }

  /** Returns a condition on a query parameter as text, with credentials masked. */
  String showParameter(String parameter, StringMatch match) {
    return includeParameter(parameter) ? MASK : match.toString();
  }

  /** Returns the names as text. */
  @Override
  public String toString() {
    return names.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CredentialHeaders headers && names.equals(headers.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  private String maskQuery(String query) {
    StringJoiner masked = new StringJoiner("&");
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      boolean hidden = equals >= 0 && includeParameter(decoded(pair.substring(0, equals)));
      masked.add(hidden ? pair.substring(0, equals + 1) + MASK : pair);
    }
    return masked.toString();
  }

  private static String decoded(String name) {
    return name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8);
  }
}
