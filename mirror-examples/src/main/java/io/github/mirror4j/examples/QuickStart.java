package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The smallest use: one rule, two versions of a service, one request. */
public final class QuickStart {

  private QuickStart() {}

  /**
   * Sends one request, of which v2 gets a copy.
   *
   * @param args none
   * @throws IOException if the request fails
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2")) {
      run(v1.uri(), v2.uri(), System.out);
    }
  }

  static void run(URI v1, URI v2, PrintStream out) throws IOException, InterruptedException {
    RouteRule rule =
        RouteRule.builder("mirror-traffic-to-httpbin-v2")
            .destination("httpbin")
            .route(Labels.of("version", "v1"), 100)
            .mirror(Mirror.to("httpbin", Labels.of("version", "v2")))
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
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://httpbin/get")).build(),
              BodyHandlers.ofString());
      out.print(response.statusCode() + " " + response.body());
      client.engine().awaitIdle(Duration.ofSeconds(10)); // only to see the copy's end in the counts
      out.println(client.engine().stats());
    }
  }
}
