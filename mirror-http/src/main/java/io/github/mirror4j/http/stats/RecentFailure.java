package io.github.mirror4j.http.stats;

import java.time.Instant;
import java.util.List;

/**
 * Copies that were lost in the same way, lately: sent to the same host, they failed for the same
 * cause with the same exceptions, or timed out.
 *
 * <p>It holds nothing of a request: of exceptions the names of their classes, and of their messages
 * only what cannot quote a request. Immutable and thread-safe.
 *
 * @param rule the rule's name, as in {@link MirrorCounts#rule()}
 * @param mirror the mirror's name
 * @param host the host that was asked, with its port where its URI has one, such as {@code
 *     orders-v2.default.svc.cluster.local:80}; empty where it did not come to that
 * @param outcome {@link Outcome.Failed} or {@link Outcome.TimedOut}
 * @param message what the client said of the last of them, and through which proxy it went; empty
 *     where there is nothing that can be shown
 * @param exceptions the class names of the exception and its causes, the outermost first, at most
 *     8; empty where there was none, as when the copy's own deadline was over
 * @param count how many, since the first of them; at least 1
 * @param first when the first was lost
 * @param last when the last was lost
 * @since 0.1.0
 */
public record RecentFailure(
    String rule,
    String mirror,
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
