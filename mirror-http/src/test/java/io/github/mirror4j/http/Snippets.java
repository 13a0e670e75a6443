package io.github.mirror4j.http;

import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.slf4j.MDC;

/** The examples in the Javadoc; {@link SnippetsTest} executes them. */
final class Snippets {

  private Snippets() {}

  static void wrap(URI v1, URI v2) throws Exception {
    // @start region="wrap"
    RouteRule rule =
        RouteRule.builder("mirror-traffic-to-httpbin-v2")
            .destination("httpbin")
            .route(Labels.of("version", "v1"), 100)
            .mirror(Mirror.to("httpbin", Labels.of("version", "v2")).percentage(100))
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("httpbin", Labels.of("version", "v1"), v1)
            .endpoint("httpbin", Labels.of("version", "v2"), v2)
            .build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(HttpClient.newHttpClient())
            .rules(rule)
            .registry(registry)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://httpbin/get")).build();
      client.send(request, BodyHandlers.ofString()); // v1 responds, v2 gets a copy
      System.out.println(client.engine().stats());
    }
    // @end
  }

  static void engine(HttpClient ordersClient, HttpClient stockClient, URI v2) {
    // @start region="engine"
    RouteRule rule =
        RouteRule.builder("orders-v2").destination("orders").mirror(Mirror.to(v2)).build();
    MirrorEngine engine = MirrorEngine.builder().rules(rule).maxConcurrentCopies(20).build();
    HttpClient orders = engine.wrap(ordersClient);
    HttpClient stock = engine.wrap(stockClient); // 20 copies in flight for both together
    // @end
    orders.close();
    stock.close();
    engine.close();
  }

  static void copyTaskDecorator(MirroringHttpClient.Builder builder) {
    // @start region="copyTaskDecorator"
    builder.copyTaskDecorator(
        task -> {
          Map<String, String> mdc = MDC.getCopyOfContextMap();
          return () -> {
            if (mdc != null) {
              MDC.setContextMap(mdc);
            }
            task.run();
          };
        });
    // @end
  }

  static MirrorStats clientBuilder(URI v2) throws Exception {
    // @start region="clientBuilder"
    RouteRule rule = RouteRule.builder("orders-v2").destination("*").mirror(Mirror.to(v2)).build();
    WrappedHttpClientBuilder clients = MirroringHttpClient.wrap(HttpClient.newBuilder(), rule);
    library(clients); // takes an HttpClient.Builder, makes clients
    MirrorStats stats = clients.engine().stats();
    // @end
    clients.engine().close();
    return stats;
  }

  static MeterRegistry metrics(HttpClient existing, RouteRule rule) {
    MeterRegistry registry = new SimpleMeterRegistry();
    // @start region="metrics"
    MirroringHttpClient client = MirroringHttpClient.wrap(existing, rule);
    MirrorMetrics metrics = new MirrorMetrics(client.engine(), Tags.of("client", "orders"));
    metrics.bindTo(registry);
    client.engine().onClose(metrics); // takes the meters off again
    // @end
    client.close();
    return registry;
  }

  private static void library(HttpClient.Builder clients) {
    clients.connectTimeout(Duration.ofSeconds(5)).build().close();
  }
}
