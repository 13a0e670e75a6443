package io.github.mirror4j.http;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.select.Selection;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sends the primary, and so what mirroring may change of the call. */
enum PrimarySender {
  /** The JDK's own client: it looks at no class of what it is given. */
  JDK_CLIENT,
  /** Another wrapped client, called with a body handler of the JDK's, whose class tells nothing. */
  FOREIGN_CLIENT,
  /** Another wrapped client, called with a body handler that it may know by its class. */
  FOREIGN_CLIENT_AND_HANDLER,
  /** No wrapped client: the request is only described to the engine. */
  NOT_WRAPPED;

  /**
   * Returns the sender of a wrapped client's call.
   *
   * @param looksAtClasses whether the client may look at the classes of what it is given
   * @param handler the caller's body handler; the client decides about a missing one
   */
  static PrimarySender wrapped(boolean looksAtClasses, @Nullable BodyHandler<?> handler) {
    if (!looksAtClasses) {
      return JDK_CLIENT;
    }
    return PrimaryRequest.isWithoutClass(handler) ? FOREIGN_CLIENT : FOREIGN_CLIENT_AND_HANDLER;
  }

  /** Returns whether it may look at the classes of the request and of its body publisher. */
  boolean looksAtClasses() {
    return this == FOREIGN_CLIENT || this == FOREIGN_CLIENT_AND_HANDLER;
  }

  /** Returns whether it can be given another body handler in place of the caller's. */
  boolean mayWrapHandler() {
    return this != FOREIGN_CLIENT_AND_HANDLER;
  }

  /** Returns whether rules can route and change the primary. */
  boolean isChangeable() {
    return this != NOT_WRAPPED;
  }

  /** Returns where a rule has the primary sent. */
  Optional<Endpoint> endpoint(Selection selection) {
    return isChangeable() ? selection.endpoint() : Optional.empty();
  }
}
