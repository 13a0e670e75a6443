package io.github.mirror4j.http;

import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.body.TapPublisher;
import io.github.mirror4j.http.guard.JdkHttp;
import io.github.mirror4j.http.send.HostHeader;
import io.github.mirror4j.registry.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller's request, and what is handed to the delegate in its place.
 *
 * <p>The caller's own object goes on unless its body must be read along or a rule routes or changes
 * it. Reading a body along takes a publisher and a request of other classes than the caller's, and
 * the wrapped client may look at classes: Methanol takes the {@code Content-Type} of a form from
 * its publisher's class, and tags from its request's. A body is therefore read along only where no
 * client can miss a class:
 *
 * <ul>
 *   <li>the wrapped client is the JDK's own, which looks at no class and makes a request of its
 *       own;
 *   <li>or request and publisher are both of the JDK's classes, which are internal and say nothing.
 * </ul>
 *
 * <p>The library does not ask a caller's publisher for its length either, but learns it when the
 * wrapped client asks. The JDK's publishers know their length, except joined ones, which ask their
 * parts.
 */
final class PrimaryRequest {

  private static final Class<?> JOINED =
      BodyPublishers.concat(BodyPublishers.noBody(), BodyPublishers.noBody()).getClass();

  private final HttpRequest request;
  private final HttpFacts facts;
  private final EditedHead edited;
  private final @Nullable Endpoint endpoint;
  private final boolean keepsHeaders;
  private final boolean rebuildable;
  private final @Nullable BodyPublisher body;
  private final long bodyLength;

  /**
   * @param endpoint where a rule routes the request
   * @param looksAtClasses whether the wrapped client may look at the classes of what it is given
   */
  PrimaryRequest(
      HttpRequest request,
      HttpFacts facts,
      EditedHead edited,
      Optional<Endpoint> endpoint,
      boolean looksAtClasses) {
    this.request = request;
    this.facts = facts;
    this.edited = edited;
    this.endpoint = endpoint.orElse(null);
    keepsHeaders = isSame(edited.headers(), request.headers());
    BodyPublisher publisher = request.bodyPublisher().orElse(null);
    bodyLength = publisher == null ? 0 : knownLength(publisher);
    body = bodyLength == 0 ? null : publisher;
    rebuildable = body == null || !looksAtClasses || isWithoutClass(request, body);
  }

  /** Where the primary goes, as the rule routes and changes it. */
  static URI target(EditedHead edited, Optional<Endpoint> endpoint) {
    URI uri = edited.uri();
    return endpoint.map(to -> to.resolve(uri.getRawPath(), uri.getRawQuery())).orElse(uri);
  }

  /** Whether this request is of the caller's own class, so that no builder has validated it. */
  static boolean isForeign(HttpRequest request) {
    return !JdkHttp.has(request.getClass());
  }

  /** The publisher of the body; null where there is none, or one that is known to be empty. */
  @Nullable BodyPublisher body() {
    return body;
  }

  /** The length of the body as far as it is known by now; else negative. */
  long bodyLength() {
    return bodyLength;
  }

  /** Whether the body may be read along, or there is none. */
  boolean isRebuildable() {
    return rebuildable;
  }

  /** The request for the delegate. */
  HttpRequest build(@Nullable TapPublisher tap) {
    if (tap == null && endpoint == null && !edited.isChanged()) {
      return request;
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> keepsHeaders);
    if (tap != null) {
      builder.method(facts.method(), tap);
    }
    if (!keepsHeaders) {
      edited
          .headers()
          .map()
          .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    }
    builder.uri(target(edited, Optional.ofNullable(endpoint)));
    if (edited.timeout() != null) {
      builder.timeout(edited.timeout());
    }
    if (edited.host() != null) {
      builder.setHeader("Host", edited.host());
    } else if (endpoint != null
        && HostHeader.IS_ALLOWED
        && request.headers().firstValue("host").isEmpty()) {
      builder.setHeader("Host", facts.authority());
    }
    return builder.build();
  }

  @SuppressWarnings("ReferenceEquality") // the very object means that no rule changed them
  private static boolean isSame(HttpHeaders one, HttpHeaders other) {
    return one == other;
  }

  private static long knownLength(BodyPublisher publisher) {
    Class<?> type = publisher.getClass();
    return JdkHttp.has(type) && type != JOINED ? publisher.contentLength() : -1;
  }

  /** Whether a client may look at the classes of requests and publishers, as only others do. */
  static boolean mayLookAtClasses(HttpClient client) {
    return !JdkHttp.has(client.getClass());
  }

  /**
   * Whether no client can miss the class of a body handler: it is an internal class of the JDK, or
   * that of a mirroring client in front of this one. A client that may look at classes can then get
   * another handler, which reads along.
   */
  static boolean isWithoutClass(@Nullable BodyHandler<?> handler) {
    return handler == null || handler instanceof ResponseTap || JdkHttp.has(handler.getClass());
  }

  private static boolean isWithoutClass(HttpRequest request, BodyPublisher body) {
    return !isForeign(request) && (body instanceof TapPublisher || JdkHttp.has(body.getClass()));
  }
}
