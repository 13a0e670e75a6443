package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.examples.integration.MirroringExecHandler;
import io.github.mirror4j.http.MirrorEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** Apache's classic client, with the exec handler that mirrors and without. */
final class ApacheCaller implements CallerClient {

  private final CloseableHttpClient client;
  private final @Nullable MirrorEngine engine;
  private final int bodyBytes;

  private ApacheCaller(WorkerSettings settings, @Nullable MirrorEngine engine) {
    this.engine = engine;
    bodyBytes = settings.bodyBytes();
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(settings.callers())
                    .setMaxConnTotal(settings.callers())
                    .build());
    if (engine != null) {
      builder.addExecInterceptorFirst("mirror4j", new MirroringExecHandler(engine));
    }
    client = builder.build();
  }

  static ApacheCaller plain(WorkerSettings settings) {
    return new ApacheCaller(settings, null);
  }

  static ApacheCaller mirroring(WorkerSettings settings, URI mirror) {
    return new ApacheCaller(settings, OkHttpCaller.engine(mirror));
  }

  @Override
  public void send(HttpRequest request) throws IOException {
    int status =
        client.execute(
            request(request.uri()),
            response -> {
              EntityUtils.consume(response.getEntity());
              return response.getCode();
            });
    if (status != 200) {
      throw new IOException("status " + status);
    }
  }

  private ClassicHttpRequest request(URI uri) {
    if (bodyBytes == 0) {
      return new HttpGet(uri);
    }
    HttpPost post = new HttpPost(uri);
    post.setEntity(new ByteArrayEntity(new byte[bodyBytes], ContentType.DEFAULT_BINARY));
    return post;
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
    client.close(CloseMode.IMMEDIATE);
  }
}
