package io.github.mirror4j.http;

import io.github.mirror4j.select.RuleMirror;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;

/**
 * One mirrored request on its way: what its primary said, without its publisher, so that a copy
 * that hangs holds no more of the caller's memory than the budget knows.
 *
 * @param mirror where it goes
 * @param lane where it runs
 * @param head what the caller's request said
 */
record Copy(RuleMirror mirror, Lane lane, Head head) {

  /** What a copy takes over from its primary, as the caller wrote it. */
  record Head(String method, URI uri, String authority, HttpHeaders headers, boolean hasPublisher) {

    static Head of(HttpRequest request, HttpFacts facts) {
      boolean hasPublisher = request.bodyPublisher().isPresent();
      return new Head(
          facts.method(), request.uri(), facts.authority(), request.headers(), hasPublisher);
    }

    boolean isHttps() {
      return "https".equalsIgnoreCase(uri.getScheme());
    }
  }

  void selected() {
    lane.selected();
  }

  void drop(DropReason reason) {
    lane.ended(new Outcome.Dropped(reason), 0);
  }
}
