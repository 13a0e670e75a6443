package io.github.mirror4j.http;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

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
      client.send(request, BodyHandlers.ofString()); // v1 answers, v2 gets a copy
      System.out.println(client.stats());
    }
    // @end
  }
}
