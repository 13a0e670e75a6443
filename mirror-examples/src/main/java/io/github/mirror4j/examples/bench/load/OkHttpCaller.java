package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.examples.integration.MirroringInterceptor;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp, with the interceptor that mirrors and without. */
final class OkHttpCaller implements CallerClient {

  private final OkHttpClient client;
  private final @Nullable MirrorEngine engine;
  private final int bodyBytes;

  private OkHttpCaller(WorkerSettings settings, @Nullable MirrorEngine engine) {
    this.engine = engine;
    bodyBytes = settings.bodyBytes();
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(settings.callers(), 5, TimeUnit.MINUTES));
    if (engine != null) {
      builder.addInterceptor(new MirroringInterceptor(engine));
    }
    client = builder.build();
  }

  static OkHttpCaller plain(WorkerSettings settings) {
    return new OkHttpCaller(settings, null);
  }

  static OkHttpCaller mirroring(WorkerSettings settings, URI mirror) {
    return new OkHttpCaller(settings, engine(mirror));
  }

  /** Copies everything. */
  static MirrorEngine engine(URI mirror) {
    RouteRule all =
        RouteRule.builder("all").destination("127.0.0.1").mirror(Mirror.to(mirror)).build();
    return MirrorEngine.builder().rules(all).build();
  }

  @Override
  public void send(HttpRequest request) throws IOException {
    Request.Builder builder = new Request.Builder().url(request.uri().toString());
    if (bodyBytes > 0) {
      builder.post(RequestBody.create(new byte[bodyBytes]));
    }
    try (Response response = client.newCall(builder.build()).execute()) {
      response.body().bytes();
      if (response.code() != 200) {
        throw new IOException("status " + response.code());
      }
    }
  }

  @Override
  public Map<String, Long> copies() {
    return engine == null ? Map.of() : Mirror4jClient.copies(engine);
  }

  @Override
  public long held() {
    return engine == null ? 0 : engine.stats().total().inFlight();
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
    client.dispatcher().executorService().shutdownNow();
    client.connectionPool().evictAll();
  }
}
