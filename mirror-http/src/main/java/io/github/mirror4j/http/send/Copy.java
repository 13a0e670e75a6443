package io.github.mirror4j.http.send;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.select.RuleMirror;
import java.net.URI;
import java.net.http.HttpHeaders;
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
public record Copy(
    RuleMirror mirror, Head head, Flag credentialsNote, @Nullable DecoratedTask task) {

  /**
   * What a copy takes over from its primary: as the caller wrote it, with the rule's changes.
   *
   * @param method the method
   * @param uri the URI, to which no endpoint is applied
   * @param authority the host that the request carries
   * @param headers the headers
   * @param hasPublisher whether the request has a publisher of a body, which may be empty
   * @param secure whether the primary goes over TLS, perhaps because a rule routes it there
   */
  public record Head(
      String method,
      URI uri,
      String authority,
      HttpHeaders headers,
      boolean hasPublisher,
      boolean secure) {}

  /**
   * Returns the same copy, with the context of the thread that calls this.
   *
   * @param decorator the user's decorator of tasks
   * @param errors counts what it throws
   * @return the copy
   */
  public Copy decorated(UnaryOperator<Runnable> decorator, InternalErrors errors) {
    return new Copy(mirror, head, credentialsNote, DecoratedTask.of(decorator, errors));
  }
}
