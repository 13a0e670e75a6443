package io.github.mirror4j.http;

import io.github.mirror4j.http.send.HeaderEdits;
import io.github.mirror4j.http.send.HostHeader;
import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.select.Selection;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request after the rule's changes to the primary; unchanged parts have the caller's
 * values. Copies and the request for the delegate are made from it.
 *
 * @param uri the URI with the rewritten path; no endpoint is applied to it
 * @param authority the host that the request carries
 * @param host the {@code Host} that a rule puts into the request; null for none
 * @param headers the headers, without that host
 * @param timeout the timeout that a rule puts into the request; null where the caller's holds
 * @param isChanged whether the caller's request cannot go on as it is
 */
record EditedHead(
    URI uri,
    String authority,
    @Nullable String host,
    HttpHeaders headers,
    @Nullable Duration timeout,
    boolean isChanged) {

  static EditedHead unchanged(HttpRequest request, HttpFacts facts) {
    return new EditedHead(request.uri(), facts.authority(), null, request.headers(), null, false);
  }

  /**
   * Applies the changes.
   *
   * @throws IllegalArgumentException if a path rewrite makes no URI of this request's
   */
  static EditedHead of(HttpRequest request, HttpFacts facts, Selection selection) {
    PrimaryEdits edits = selection.edits();
    if (edits.isEmpty()) {
      return unchanged(request, facts);
    }
    String host = HostHeader.IS_ALLOWED ? edits.authority() : null;
    URI uri = selection.rewrite(request.uri());
    HttpHeaders headers =
        edits.headerEdits().isEmpty()
            ? request.headers()
            : edited(request.headers(), edits.headerEdits());
    Duration timeout = shorter(edits.timeout(), request);
    boolean isChanged =
        host != null
            || timeout != null
            || !edits.headerEdits().isEmpty()
            || !uri.equals(request.uri());
    String authority = host == null ? facts.authority() : host;
    return new EditedHead(uri, authority, host, headers, timeout, isChanged);
  }

  private static HttpHeaders edited(HttpHeaders given, List<HeaderEdit> edits) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(given.map());
    HeaderEdits.apply(edits, headers);
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static @Nullable Duration shorter(@Nullable Duration timeout, HttpRequest request) {
    if (timeout == null
        || request.timeout().filter(own -> own.compareTo(timeout) <= 0).isPresent()) {
      return null;
    }
    return timeout;
  }
}
