package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** What the JDK's requests may not contain; copies have their own. */
  private static final Set<String> LEFT_OUT =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

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
    HttpRequest description = describe(request, entity, tap);
    if (description == null) {
      return chain.proceed(request, scope);
    }
    MirroredCall call = engine.mirror(description);
    if (entity != null && tap.isRead()) {
      request.setEntity(new TappedRequestEntity(entity, tap)); // The request is the client's own.
    }
    ClassicHttpResponse response;
    try {
      response = chain.proceed(request, scope);
    } catch (RequestAbortedException e) {
      call.cancelled();
      throw e;
    } catch (Throwable e) {
      call.failed(e);
      throw e;
    }
    BodyTap body = call.responding(response.getCode(), headers(response));
    if (body.isRead() && response.getEntity() == null) {
      body.complete();
    } else if (body.isRead()) {
      response.setEntity(new TappedResponseEntity(response.getEntity(), body));
    }
    return response;
  }

  /** The request as the copies have it; null if the JDK's requests cannot express it. */
  private static @Nullable HttpRequest describe(
      ClassicHttpRequest request, @Nullable HttpEntity entity, BodyTap tap) {
    try {
      HttpRequest.Builder description =
          HttpRequest.newBuilder(request.getUri())
              .method(request.getMethod(), entity == null ? BodyPublishers.noBody() : tap);
      for (Header header : request.getHeaders()) {
        if (!LEFT_OUT.contains(header.getName().toLowerCase(Locale.ROOT))) {
          description.header(header.getName(), String.valueOf(header.getValue()));
        }
      }
      if (entity != null
          && !request.containsHeader("Content-Type")
          && entity.getContentType() != null) {
        description.header("Content-Type", entity.getContentType());
      }
      if (entity != null
          && !request.containsHeader("Content-Encoding")
          && entity.getContentEncoding() != null) {
        description.header("Content-Encoding", entity.getContentEncoding());
      }
      return description.build();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  private static HttpHeaders headers(MessageHeaders message) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : message.getHeaders()) {
      headers
          .computeIfAbsent(header.getName(), name -> new ArrayList<>())
          .add(String.valueOf(header.getValue()));
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  /** The caller's entity, read along when the client writes it for the first time. */
  private static final class TappedRequestEntity extends HttpEntityWrapper {

    private final BodyTap tap;
    private final AtomicBoolean isWritten = new AtomicBoolean();

    TappedRequestEntity(HttpEntity entity, BodyTap tap) {
      super(entity);
      this.tap = tap;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      if (!isWritten.compareAndSet(false, true)) {
        super.writeTo(out);
        return;
      }
      try {
        super.writeTo(new TappedOutput(out, tap));
      } catch (Throwable e) {
        tap.fail(e);
        throw e;
      }
      tap.complete();
    }
  }

  /** The response's entity, read along while the caller reads it. */
  private static final class TappedResponseEntity extends HttpEntityWrapper {

    private final BodyTap tap;

    TappedResponseEntity(HttpEntity entity, BodyTap tap) {
      super(entity);
      this.tap = tap;
    }

    @Override
    public @Nullable InputStream getContent() throws IOException {
      @Nullable InputStream content = super.getContent();
      return content == null ? null : new TappedInput(content, tap);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      super.writeTo(new TappedOutput(out, tap));
      tap.complete();
    }

    @Override
    public void close() throws IOException {
      tap.fail(new IOException("closed")); // Nothing happens if it is complete.
      super.close();
    }
  }

  private static final class TappedOutput extends FilterOutputStream {

    private final BodyTap tap;

    TappedOutput(OutputStream out, BodyTap tap) {
      super(out);
      this.tap = tap;
    }

    @Override
    public void write(int b) throws IOException {
      tap.write(new byte[] {(byte) b}, 0, 1);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      tap.write(bytes, offset, length);
      out.write(bytes, offset, length);
    }
  }

  private static final class TappedInput extends FilterInputStream {

    private final BodyTap tap;

    TappedInput(InputStream in, BodyTap tap) {
      super(in);
      this.tap = tap;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(bytes, offset, length);
      } catch (Throwable e) {
        tap.fail(e);
        throw e;
      }
      if (read < 0) {
        tap.complete();
      } else {
        tap.write(bytes, offset, read);
      }
      return read;
    }

    @Override
    public long skip(long n) throws IOException {
      tap.fail(new IOException("skipped"));
      return in.skip(n);
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() throws IOException {
      tap.fail(new IOException("closed")); // Nothing happens if it is complete.
      in.close();
    }
  }
}
