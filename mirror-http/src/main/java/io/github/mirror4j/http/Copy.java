package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.select.RuleMirror;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One mirrored request on its way: what its primary said, without its publisher, so that a copy
 * that hangs holds no more of the caller's memory than the budget knows.
 *
 * @param mirror where it goes
 * @param head what the caller's request said, with the rule's changes to it
 * @param credentialsNote raised once the log says that this mirror gets no credentials
 * @param task the task that the user's decorator made of sending it; null for none
 */
record Copy(RuleMirror mirror, Head head, Flag credentialsNote, @Nullable DecoratedTask task) {

  /**
   * What a copy takes over from its primary: as the caller wrote it, with the rule's changes.
   *
   * @param secure whether the primary goes over TLS, perhaps because a rule routes it there
   */
  record Head(
      String method,
      URI uri,
      String authority,
      HttpHeaders headers,
      boolean hasPublisher,
      boolean secure) {

    static Head of(
        HttpRequest request, HttpFacts facts, EditedHead edited, Optional<Endpoint> endpoint) {
      return new Head(
          facts.method(),
          edited.uri(),
          edited.authority(),
          edited.headers(),
          request.bodyPublisher().isPresent(),
          isHttps(request.uri()) || endpoint.filter(e -> isHttps(e.uri())).isPresent());
    }

    private static boolean isHttps(URI uri) {
      return "https".equalsIgnoreCase(uri.getScheme());
    }
  }

  /** The same copy, with the context of the thread that calls this. */
  Copy decorated(UnaryOperator<Runnable> decorator, InternalErrors errors) {
    return new Copy(mirror, head, credentialsNote, DecoratedTask.of(decorator, errors));
  }
}
