package io.github.mirror4j.http.send;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryResult;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers that tell a mirror how the primary ended, in place of the caller's. */
final class PrimaryHeaders {

  private PrimaryHeaders() {}

  static Copy.Head added(Copy.Head head, PrimaryResult result) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(head.headers().map());
    headers.remove(Mirror.PRIMARY_STATUS_HEADER);
    headers.remove(Mirror.PRIMARY_FAILURE_HEADER);
    if (result.failure() == null) {
      headers.put(Mirror.PRIMARY_STATUS_HEADER, List.of("" + result.status()));
    } else {
      headers.put(Mirror.PRIMARY_FAILURE_HEADER, List.of(result.failure().name()));
    }
    headers.put(Mirror.PRIMARY_MILLIS_HEADER, List.of("" + result.time().toMillis()));
    return new Copy.Head(
        head.method(),
        head.uri(),
        head.authority(),
        HttpHeaders.of(headers, (name, value) -> true),
        head.hasPublisher(),
        head.secure());
  }
}
