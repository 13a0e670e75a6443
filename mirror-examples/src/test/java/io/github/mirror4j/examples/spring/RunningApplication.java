package io.github.mirror4j.examples.spring;

import io.github.mirror4j.http.MirrorEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** {@link OrdersApplication} as a whole, with its web server and its actuator on a free port. */
record RunningApplication(ConfigurableApplicationContext context, HttpClient client)
    implements AutoCloseable {

  static RunningApplication start(String... properties) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--management.endpoints.web.exposure.include=*",
                    "--management.endpoint.health.show-details=always",
                    "--spring.main.log-startup-info=false"),
                Stream.of(properties).map(property -> "--" + property))
            .toList();
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(OrdersApplication.class)
            .bannerMode(Banner.Mode.OFF)
            .run(arguments.toArray(String[]::new));
    return new RunningApplication(context, HttpClient.newHttpClient());
  }

  MirrorEngine engine() {
    return context.getBean(MirrorEngine.class);
  }

  URI uri(String target) {
    String port = context.getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + target);
  }

  HttpResponse<String> get(String target, String accept) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(target)).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }

  /** Gets JSON. */
  String get(String target) throws Exception {
    return get(target, "application/json").body();
  }

  HttpResponse<String> post(String target, String json) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(target))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.close();
    client.close();
  }
}
