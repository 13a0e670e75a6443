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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  /** HTTP/2 does not say whether there is a body: these methods pass for having none. */
  private static final Set<String> WITHOUT_BODY =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "TRACE");

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
    String query = request.getQueryString();
    MirroredCall call =
        engine.mirror(
            request.getMethod(),
            request.getRequestURL() + (query == null ? "" : "?" + query),
            headers(request),
            tap);
    TappedServletResponse compared =
        call.isCompared() ? new TappedServletResponse(response, call) : null;
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
                && !WITHOUT_BODY.contains(request.getMethod()));
    return declared < 0 && !mayHaveBody ? 0 : declared;
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  /** The end of a request, which may be long after the filter. */
  private record Ending(
      MirroredCall call, HttpServletResponse response, @Nullable TappedServletResponse compared)
      implements AsyncListener {

    void end() {
      if (compared == null) {
        call.responding(response.getStatus(), Map.of());
      } else {
        compared.end(response.getStatus(), headers());
      }
    }

    private Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String name : response.getHeaderNames()) {
        headers.put(name, new ArrayList<>(response.getHeaders(name)));
      }
      return headers;
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
