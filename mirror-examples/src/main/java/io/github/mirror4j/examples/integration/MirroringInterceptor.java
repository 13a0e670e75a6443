package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors the requests of an OkHttp client: {@code builder.addInterceptor(new
 * MirroringInterceptor(engine))}, after all other interceptors that change requests.
 *
 * <p>Bodies are read along while OkHttp writes them, and responses while the caller reads them. A
 * body that OkHttp writes again, such as for a redirect, is copied the first time alone.
 */
public final class MirroringInterceptor implements Interceptor {

  /** What the JDK's requests may not contain; copies have their own. */
  private static final Set<String> LEFT_OUT =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final MirrorEngine engine;

  /**
   * Creates an interceptor.
   *
   * @param engine mirrors the requests
   */
  public MirroringInterceptor(MirrorEngine engine) {
    this.engine = engine;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    RequestBody body = request.body();
    BodyTap tap = new BodyTap(body == null ? 0 : body.contentLength());
    HttpRequest description = describe(request, body, tap);
    if (description == null) {
      return chain.proceed(request);
    }
    MirroredCall call = engine.mirror(description);
    Response response;
    try {
      response =
          chain.proceed(body != null && tap.isRead() ? readAlong(request, body, tap) : request);
    } catch (Throwable e) {
      if (chain.call().isCanceled()) {
        call.cancelled();
      } else {
        call.failed(e);
      }
      throw e;
    }
    return readAlong(response, call);
  }

  /** The request as the copies have it; null if the JDK's requests cannot express it. */
  private static @Nullable HttpRequest describe(
      Request request, @Nullable RequestBody body, BodyTap tap) {
    try {
      boolean hasBody = body != null && !body.isDuplex();
      BodyPublisher publisher = hasBody ? tap : BodyPublishers.noBody();
      HttpRequest.Builder description =
          HttpRequest.newBuilder(request.url().uri()).method(request.method(), publisher);
      MediaType type = body == null ? null : body.contentType();
      request
          .headers()
          .forEach(
              header -> {
                String name = header.getFirst();
                boolean isReplaced = type != null && name.equalsIgnoreCase("Content-Type");
                if (!isReplaced && !LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                  description.header(name, header.getSecond());
                }
              });
      if (type != null) {
        description.header("Content-Type", type.toString());
      }
      return body != null && body.isDuplex() ? null : description.build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return null;
    }
  }

  private static Request readAlong(Request request, RequestBody body, BodyTap tap) {
    return request.newBuilder().method(request.method(), new TappedBody(body, tap)).build();
  }

  private static Response readAlong(Response response, MirroredCall call) {
    HttpHeaders headers = HttpHeaders.of(response.headers().toMultimap(), (name, value) -> true);
    BodyTap tap = call.responding(response.code(), headers);
    if (!tap.isRead()) {
      return response;
    }
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(new TappedSource(body, tap)), body.contentType(), body.contentLength()))
        .build();
  }

  /** The caller's body, read along when OkHttp writes it for the first time. */
  private static final class TappedBody extends RequestBody {

    private final RequestBody body;
    private final BodyTap tap;
    private final AtomicBoolean isWritten = new AtomicBoolean();

    TappedBody(RequestBody body, BodyTap tap) {
      this.body = body;
      this.tap = tap;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return body.isOneShot();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (!isWritten.compareAndSet(false, true)) {
        body.writeTo(sink);
        return;
      }
      BufferedSink tapped = Okio.buffer(new TappedSink(sink, tap));
      try {
        body.writeTo(tapped);
        tapped.emit();
      } catch (Throwable e) {
        tap.fail(e);
        throw e;
      }
      tap.complete();
    }
  }

  private static final class TappedSink extends ForwardingSink {

    private final BodyTap tap;

    TappedSink(BufferedSink sink, BodyTap tap) {
      super(sink);
      this.tap = tap;
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      if (tap.isRead()) {
        tap.write(source.snapshot((int) byteCount).asByteBuffer());
      }
      super.write(source, byteCount);
    }
  }

  /** The response's body, read along while the caller reads it. */
  private static final class TappedSource extends ForwardingSource {

    private final BodyTap tap;

    TappedSource(ResponseBody body, BodyTap tap) {
      super(body.source());
      this.tap = tap;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read;
      try {
        read = super.read(sink, byteCount);
      } catch (Throwable e) {
        tap.fail(e);
        throw e;
      }
      if (read < 0) {
        tap.complete();
      } else if (tap.isRead()) {
        Buffer copy = new Buffer();
        sink.copyTo(copy, sink.size() - read, read);
        tap.write(copy.readByteString().asByteBuffer());
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      tap.fail(new IOException("closed")); // Nothing happens if it is complete.
      super.close();
    }
  }
}
