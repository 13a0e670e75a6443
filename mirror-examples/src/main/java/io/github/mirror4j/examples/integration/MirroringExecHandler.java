package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.RequestAbortedException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors the requests of Apache's classic client: {@code
 * HttpClients.custom().addExecInterceptorFirst("mirror4j", new MirroringExecHandler(engine))}.
 *
 * <p>Entities are read along while the client writes them, and responses while the caller reads
 * them. An entity that is written again, such as for a redirect, is copied the first time alone.
 */
public final class MirroringExecHandler implements ExecChainHandler {

  private final MirrorEngine engine;

  /**
   * Creates a handler.
   *
   * @param engine mirrors the requests
   */
  public MirroringExecHandler(MirrorEngine engine) {
    this.engine = engine;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    HttpEntity entity = request.getEntity();
    BodyTap tap = new BodyTap(entity == null ? 0 : entity.getContentLength());
    MirroredCall call =
        engine.mirror(request.getMethod(), uri(request), headers(request, entity), tap);
    if (entity != null && tap.isRead()) {
      request.setEntity(new TappedEntity(entity, tap)); // The request is the client's own.
    }
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      BodyTap body = call.responding(response.getCode(), headers(response, null));
      if (response.getEntity() == null) {
        body.complete();
      } else if (body.isRead()) {
        response.setEntity(new TappedResponseEntity(response.getEntity(), body));
      }
      return response;
    } catch (RequestAbortedException e) {
      call.cancelled();
      throw e;
    } catch (Throwable e) {
      call.failed(e);
      throw e;
    }
  }

  /** Empty if it is none, and then the request is not mirrored. */
  private static String uri(ClassicHttpRequest request) {
    try {
      return request.getUri().toString();
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** The client sends the type and the encoding of an entity if the message does not have them. */
  private static Map<String, List<String>> headers(
      MessageHeaders message, @Nullable HttpEntity entity) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : message.getHeaders()) {
      headers
          .computeIfAbsent(header.getName(), name -> new ArrayList<>())
          .add(String.valueOf(header.getValue()));
    }
    if (entity != null && entity.getContentType() != null) {
      headers.putIfAbsent("Content-Type", List.of(entity.getContentType()));
    }
    if (entity != null && entity.getContentEncoding() != null) {
      headers.putIfAbsent("Content-Encoding", List.of(entity.getContentEncoding()));
    }
    return headers;
  }

  /** An entity that is read along while it is written. */
  private static class TappedEntity extends HttpEntityWrapper {

    final BodyTap tap;

    TappedEntity(HttpEntity entity, BodyTap tap) {
      super(entity);
      this.tap = tap;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try {
        super.writeTo(tap.writing(out));
        tap.complete();
      } catch (Throwable e) {
        tap.fail(e);
        throw e;
      }
    }
  }

  /** An entity that is read along while the caller reads it. */
  private static final class TappedResponseEntity extends TappedEntity {

    TappedResponseEntity(HttpEntity entity, BodyTap tap) {
      super(entity, tap);
    }

    @Override
    public @Nullable InputStream getContent() throws IOException {
      @Nullable InputStream content = super.getContent();
      return content == null ? null : tap.reading(content);
    }

    @Override
    public void close() throws IOException {
      tap.fail(new IOException("closed")); // Nothing happens if it is complete.
      super.close();
    }
  }
}
