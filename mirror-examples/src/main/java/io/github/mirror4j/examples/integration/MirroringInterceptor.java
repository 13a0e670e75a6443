package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors the requests of an OkHttp client: {@code builder.addInterceptor(new
 * MirroringInterceptor(engine))}, after all other interceptors that change requests.
 *
 * <p>Bodies are read along while OkHttp writes them, and responses while the caller reads them. A
 * body that OkHttp writes again, such as for a redirect, is copied the first time alone.
 */
public final class MirroringInterceptor implements Interceptor {

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
    if (body != null && body.isDuplex()) {
      return chain.proceed(request); // It has no end before its response has.
    }
    BodyTap tap = new BodyTap(body == null ? 0 : body.contentLength());
    MirroredCall call =
        engine.mirror(
            request.method(), request.url().uri().toString(), headers(request, body), tap);
    try {
      Response response =
          chain.proceed(body != null && tap.isRead() ? readAlong(request, body, tap) : request);
      return readAlong(response, call.responding(response.code(), response.headers().toMultimap()));
    } catch (Throwable e) {
      if (chain.call().isCanceled()) {
        call.cancelled();
      } else {
        call.failed(e);
      }
      throw e;
    }
  }

  /** OkHttp sends the type of the body in place of the request's own. */
  private static Map<String, List<String>> headers(Request request, @Nullable RequestBody body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().names().forEach(name -> headers.put(name, request.headers(name)));
    MediaType type = body == null ? null : body.contentType();
    if (type != null) {
      headers.put("Content-Type", List.of(type.toString()));
    }
    return headers;
  }

  private static Request readAlong(Request request, RequestBody body, BodyTap tap) {
    RequestBody tapped =
        new RequestBody() {
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
            BufferedSink along =
                Okio.buffer(
                    new ForwardingSink(sink) {
                      @Override
                      public void write(Buffer source, long count) throws IOException {
                        if (tap.isRead()) {
                          tap.write(source.snapshot((int) count).asByteBuffer());
                        }
                        super.write(source, count);
                      }
                    });
            try {
              body.writeTo(along);
              along.emit();
              tap.complete();
            } catch (Throwable e) {
              tap.fail(e);
              throw e;
            }
          }
        };
    return request.newBuilder().method(request.method(), tapped).build();
  }

  private static Response readAlong(Response response, BodyTap tap) {
    if (!tap.isRead()) {
      return response;
    }
    ResponseBody body = response.body();
    Source source =
        new ForwardingSource(Okio.source(tap.reading(body.byteStream()))) {
          @Override
          public Timeout timeout() {
            return body.source().timeout();
          }
        };
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength()))
        .build();
  }
}
