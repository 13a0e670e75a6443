package io.github.mirror4j.http.send;

import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.text.ConnectionHeaders;
import io.github.mirror4j.text.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the headers of a copy: its primary's, without what was meant for the primary alone. A
 * baseline has those of the candidate that it stands beside, without the mirror's own changes.
 */
public final class CopyHeaders {

  private static final Logger LOG = LoggerFactory.getLogger(CopyHeaders.class);
  private static final String FORWARDED_HOST = "X-Forwarded-Host";

  /**
   * The one header of a connection that is also about the response: a gRPC server refuses requests
   * that do not accept trailers. Over HTTP/2 it may have this value only (RFC 9113, 8.2.2); over
   * HTTP/1.1 it would need a {@code Connection} header, which the JDK's client does not send.
   */
  private static final String TE = "TE";

  private static final String TRAILERS = "trailers";

  private final CopyPolicy policy;

  CopyHeaders(CopyPolicy policy) {
    this.policy = policy;
  }

  Map<String, List<String>> of(Copy copy, boolean secure) {
    Map<String, List<String>> headers = carriedOver(copy, secure);
    if (policy.forwardedHost()) {
      headers.putIfAbsent(FORWARDED_HOST, List.of(copy.head().authority()));
    }
    boolean isBaseline = copy.baseline() != null;
    if (!isBaseline) {
      HeaderEdits.apply(copy.mirror().mirror().headerEdits(), headers);
    }
    if (headers.containsKey(TE) && !(secure && acceptsTrailers(headers.get(TE)))) {
      headers.remove(TE);
    }
    switch (isBaseline ? CopyHost.MIRROR : copy.mirror().mirror().host()) {
      case MIRROR -> {}
      case SHADOW_SUFFIX ->
          headers.put("Host", List.of(HostHeader.withShadowSuffix(copy.head().authority())));
      case ORIGINAL -> headers.put("Host", List.of(copy.head().authority()));
    }
    headers.put(policy.copyHeader(), List.of(copy.mirror().rule().name()));
    if (copy.part() != null && isAnyCredentialMissing(copy.head(), headers)) {
      copy.lacksCredentials();
    }
    return headers;
  }

  private Map<String, List<String>> carriedOver(Copy copy, boolean secure) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> connection = connectionHeaders(copy.head());
    boolean keepsCredentials = keepsCredentials(copy, secure);
    List<String> stripped = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : copy.head().headers().map().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!keepsCredentials && policy.credentialHeaders().include(name)) {
        stripped.add(header.getKey());
      } else if (name.equalsIgnoreCase(TE) && acceptsTrailers(header.getValue())) {
        headers.put(TE, List.of(TRAILERS));
      } else if (!connection.contains(name) && !isStrippedTraceHeader(name)) {
        headers.put(header.getKey(), header.getValue());
      }
    }
    if (!stripped.isEmpty() && copy.credentialsNote().raise()) {
      tellOfStripped(copy.mirror(), stripped);
    }
    return headers;
  }

  private static void tellOfStripped(RuleMirror mirror, List<String> stripped) {
    LogLines.add(
        () ->
            LOG.info(
                "{}: credentials (here {}) are not sent with copies; Mirror.credentials(..) decides"
                    + " that, credentialHeaders(..) of the builder what counts as such",
                mirror,
                Printable.of(String.join(", ", stripped))));
  }

  private static boolean acceptsTrailers(@Nullable List<String> values) {
    return values != null
        && values.stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .anyMatch(token -> token.strip().equalsIgnoreCase(TRAILERS));
  }

  private boolean isStrippedTraceHeader(String name) {
    return policy.stripsTraceHeaders() && TraceHeaderNames.include(name);
  }

  /** A baseline gets what its candidate gets, but nothing that would leave the service with it. */
  private static boolean keepsCredentials(Copy copy, boolean secure) {
    return switch (copy.mirror().mirror().credentials()) {
      case KEEP -> true;
      case STRIP -> false;
      case SAME_SERVICE ->
          copy.mirror().isSameService()
              && (copy.baseline() == null || copy.mirror().isBaselineAtSameService())
              && (secure || !copy.head().secure());
    };
  }

  /** Whether some of the primary's credentials are not there, nor replaced by the mirror's own. */
  private boolean isAnyCredentialMissing(Copy.Head head, Map<String, List<String>> headers) {
    for (String name : head.headers().map().keySet()) {
      if (!headers.containsKey(name)
          && policy.credentialHeaders().include(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** The names that {@code Connection} lists belong to the connection too. */
  private static Set<String> connectionHeaders(Copy.Head head) {
    List<String> listed = head.headers().allValues("connection");
    if (listed.isEmpty()) {
      return ConnectionHeaders.ALL;
    }
    Set<String> names = new HashSet<>(ConnectionHeaders.ALL);
    for (String value : listed) {
      for (String name : value.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
