package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors the requests that a servlet container receives, and compares its responses. Register it
 * first, for {@code REQUEST} dispatches alone, with support for asynchronous requests.
 *
 * <p>The application reads and writes as before. What it reads of a body is read along, so a body
 * that it does not read to its end is not mirrored. The container reads forms by itself for {@code
 * getParameter} and {@code getPart}: these bodies are not seen, and not mirrored.
 */
public final class MirroringFilter implements Filter {

  /** What the JDK's requests may not contain; copies have their own. */
  private static final Set<String> LEFT_OUT =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  /** HTTP/2 does not say whether there is a body. */
  private static final Set<String> WITH_BODY = Set.of("PATCH", "POST", "PUT");

  private final MirrorEngine engine;

  /**
   * Creates a filter.
   *
   * @param engine mirrors the requests
   */
  public MirroringFilter(MirrorEngine engine) {
    this.engine = engine;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest received
        && response instanceof HttpServletResponse sent) {
      mirror(received, sent, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void mirror(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    BodyTap tap = new BodyTap(length(request));
    HttpRequest description = describe(request, tap);
    if (description == null) {
      chain.doFilter(request, response);
      return;
    }
    MirroredCall call = engine.mirror(description);
    TappedServletResponse compared = call.isCompared() ? new TappedServletResponse(response) : null;
    Ending ending = new Ending(call, response, compared);
    try {
      chain.doFilter(
          tap.isRead() ? new TappedServletRequest(request, tap) : request,
          compared == null ? response : compared);
    } catch (Throwable e) {
      call.failed(e);
      throw e;
    }
    if (request.isAsyncStarted()) {
      if (compared != null && request.getAsyncContext().hasOriginalRequestAndResponse()) {
        compared.miss(); // What is written to the container's own response is not seen.
      }
      request.getAsyncContext().addListener(ending);
    } else {
      ending.end();
    }
  }

  /** The length of the body; 0 if there is none, and -1 if it is not known beforehand. */
  private static long length(HttpServletRequest request) {
    long declared = request.getContentLengthLong();
    boolean mayHaveBody =
        request.getHeader("Transfer-Encoding") != null
            || (request.getProtocol().startsWith("HTTP/2")
                && WITH_BODY.contains(request.getMethod()));
    return declared < 0 && !mayHaveBody ? 0 : declared;
  }

  /** The request as the copies have it; null if the JDK's requests cannot express it. */
  private static @Nullable HttpRequest describe(HttpServletRequest request, BodyTap tap) {
    try {
      String query = request.getQueryString();
      URI uri = URI.create(request.getRequestURL() + (query == null ? "" : "?" + query));
      HttpRequest.Builder description =
          HttpRequest.newBuilder(uri)
              .method(
                  request.getMethod(),
                  tap.contentLength() == 0 ? HttpRequest.BodyPublishers.noBody() : tap);
      for (String name : Collections.list(request.getHeaderNames())) {
        if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
          Collections.list(request.getHeaders(name))
              .forEach(value -> description.header(name, value));
        }
      }
      return description.build();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The end of a request, which may be long after the filter. */
  private record Ending(
      MirroredCall call, HttpServletResponse response, @Nullable TappedServletResponse compared)
      implements AsyncListener {

    void end() {
      BodyTap body = call.responding(response.getStatus(), headers());
      if (compared != null) {
        compared.writeTo(body);
      }
    }

    private HttpHeaders headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      if (compared != null) { // Nobody else wants them.
        for (String name : response.getHeaderNames()) {
          headers.put(name, new ArrayList<>(response.getHeaders(name)));
        }
      }
      return HttpHeaders.of(headers, (name, value) -> true);
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
      call.failed(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this); // The container forgets listeners then.
    }
  }
}
