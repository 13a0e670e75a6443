package io.github.mirror4j.examples.spring;

import io.github.mirror4j.http.MirrorEngine;
import java.util.stream.Stream;
import org.springframework.aot.AotDetector;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * An application for {@link AheadOfTimeTest}: it sends one request that is mirrored, and one with
 * mirroring disabled at the start.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class AheadOfTimeApplication {

  public static void main(String[] args) throws InterruptedException {
    send("/on", args);
    send(
        "/off",
        Stream.concat(Stream.of(args), Stream.of("--mirror4j.enabled=false"))
            .toArray(String[]::new));
  }

  private static void send(String target, String... args) throws InterruptedException {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(AheadOfTimeApplication.class)
            .bannerMode(Banner.Mode.OFF)
            .web(WebApplicationType.NONE)
            .run(args)) {
      String v1 = context.getEnvironment().getRequiredProperty("v1");
      RestClient client = context.getBean(RestClient.Builder.class).build();
      String response = client.get().uri(v1 + target).retrieve().body(String.class);
      MirrorEngine engine = context.getBean(MirrorEngine.class);
      BootApplication.awaitIdle(engine);
      System.out.printf(
          "generated: %s, response: %s, rules: %d%n",
          AotDetector.useGeneratedArtifacts(), response, engine.rules().rules().size());
    }
  }
}
