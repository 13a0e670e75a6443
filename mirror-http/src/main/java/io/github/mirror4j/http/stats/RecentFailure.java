package io.github.mirror4j.http.stats;

import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.List;

/**
 * Recent copies that were lost in the same way. They were sent to the same host and failed for the
 * same cause with the same exceptions, or timed out.
 *
 * <p>It contains no part of any request. It contains the class names of exceptions, and of their
 * messages only what cannot quote a request. Immutable and thread-safe.
 *
 * @param id the mirror
 * @param host the host to which the copies were sent, with its port if the URI has one, such as
 *     {@code orders-v2.default.svc.cluster.local:80}; empty if no host was determined
 * @param outcome {@link Outcome.Failed} or {@link Outcome.TimedOut}
 * @param message the client's message about the last of them, and the proxy that it used; empty if
 *     nothing can be shown
 * @param exceptions the class names of the exception and its causes, the outermost first, at most
 *     8; empty if there was none, for example if the copy's timeout elapsed
 * @param count the number of lost copies since the first of them; at least 1
 * @param first the time at which the first copy was lost
 * @param last the time at which the last copy was lost
 * @since 0.1.0
 */
public record RecentFailure(
    MirrorId id,
    String host,
    Outcome outcome,
    String message,
    List<String> exceptions,
    long count,
    Instant first,
    Instant last) {

  /** Copies the list. */
  public RecentFailure {
    exceptions = List.copyOf(exceptions);
  }
}
