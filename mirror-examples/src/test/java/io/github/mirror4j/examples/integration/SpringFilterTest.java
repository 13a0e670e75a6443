package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Requests that an application of Spring Boot receives, with the filter and without. */
class SpringFilterTest {

  private static final RecordingMirror V2 = RecordingMirror.start();

  private static ConfigurableApplicationContext plain;
  private static ConfigurableApplicationContext mirrored;
  private static final Map<Version, HttpClient> CLIENTS = new EnumMap<>(Version.class);

  @BeforeAll
  static void start() {
    plain = start(Orders.class);
    mirrored = start(Orders.class, Mirroring.class);
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      CLIENTS.put(version, HttpClient.newBuilder().version(version).build());
    }
  }

  private static ConfigurableApplicationContext start(Class<?>... configurations) {
    return new SpringApplicationBuilder(configurations)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .run("--server.port=0", "--server.address=127.0.0.1", "--server.http2.enabled=true");
  }

  @AfterAll
  static void stop() {
    plain.close();
    mirrored.close();
    CLIENTS.values().forEach(HttpClient::close);
    V2.close();
  }

  @BeforeEach
  void reset() {
    V2.reset();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Orders {

    @PostMapping("/orders")
    String orders(@RequestBody String body) {
      return "got " + body;
    }

    @PostMapping("/order")
    Map<String, Object> order(@RequestBody Map<String, Object> order) {
      return new TreeMap<>(order);
    }

    @PostMapping("/form")
    String form(@RequestParam("item") String item) {
      return "item " + item;
    }

    @GetMapping("/orders")
    String orders() {
      return "three orders";
    }

    @PostMapping("/deferred")
    DeferredResult<String> deferred(@RequestBody String body) {
      DeferredResult<String> result = new DeferredResult<>();
      Thread.startVirtualThread(() -> result.setResult("later " + body));
      return result;
    }

    @GetMapping("/stream")
    StreamingResponseBody stream() {
      return out -> {
        out.write("first ".getBytes(StandardCharsets.UTF_8));
        out.flush();
        out.write("second".getBytes(StandardCharsets.UTF_8));
      };
    }

    @GetMapping("/gone")
    String gone() {
      throw new ResponseStatusException(HttpStatus.GONE);
    }

    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException("broken");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Mirroring {

    @Bean
    MirrorEngine engine() {
      return MirrorEngine.builder()
          .rules(
              RouteRule.builder("received")
                  .destination("*")
                  .mirror(
                      Mirror.to(V2.uri())
                          .compare(Comparison.withoutBaseline().methods("POST").build()))
                  .build())
          .build();
    }

    // @start region="spring-filter"
    @Bean
    FilterRegistrationBean<MirroringFilter> mirroring(MirrorEngine engine) {
      var registration = new FilterRegistrationBean<>(new MirroringFilter(engine));
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return registration;
    }
    // @end
  }

  private static HttpResponse<String> call(
      Version version,
      ConfigurableApplicationContext application,
      String path,
      @Nullable String body,
      String type)
      throws Exception {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (body != null) {
      request.header("Content-Type", type).POST(BodyPublishers.ofString(body));
    }
    HttpResponse<String> response =
        CLIENTS.get(version).send(request.build(), BodyHandlers.ofString());
    assertThat(response.version()).isEqualTo(version);
    return response;
  }

  private static Map<String, Object> headers(HttpResponse<String> response) {
    Map<String, Object> headers = new TreeMap<>(response.headers().map());
    headers.remove("date");
    return headers;
  }

  @ParameterizedTest
  @CsvSource({
    "/orders, , text/plain, true",
    "/orders, three orders, text/plain, true",
    "/order, '{\"item\": \"\u00fc\"}', application/json, true",
    "/order, '{\"item\"', application/json, true",
    "/deferred, three orders, text/plain, true",
    "/stream, , text/plain, true",
    "/gone, , text/plain, true",
    "/broken, , text/plain, true",
    "/missing, , text/plain, true",
    "/form, item=a+b, application/x-www-form-urlencoded, false",
  })
  void theClientGetsTheSame(String path, @Nullable String body, String type, boolean isCopied)
      throws Exception {
    theClientGetsTheSame(Version.HTTP_1_1, path, body, type, isCopied);
    V2.reset();
    theClientGetsTheSame(Version.HTTP_2, path, body, type, isCopied);
  }

  private static void theClientGetsTheSame(
      Version version, String path, @Nullable String body, String type, boolean isCopied)
      throws Exception {
    HttpResponse<String> expected = call(version, plain, path, body, type);
    MirrorEngine engine = mirrored.getBean(MirrorEngine.class);
    long before = engine.stats().total().dropped(DropReason.BODY_INCOMPLETE);

    HttpResponse<String> response = call(version, mirrored, path, body, type);

    assertThat(response.statusCode()).isEqualTo(expected.statusCode());
    assertThat(headers(response)).isEqualTo(headers(expected));
    assertThat(response.body().replaceAll("\"timestamp\":\"[^\"]*\"", ""))
        .isEqualTo(expected.body().replaceAll("\"timestamp\":\"[^\"]*\"", ""));
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.comparisons().get(0).awaitIdle(PATIENCE)).isTrue();
    if (isCopied) {
      assertThat(V2.awaitRequests(1, PATIENCE).get(0).bodyAsString())
          .isEqualTo(body == null ? "" : body);
    } else {
      assertThat(engine.stats().total().dropped(DropReason.BODY_INCOMPLETE)).isEqualTo(before + 1);
    }
    assertThat(engine.stats().internalErrors()).isZero();
  }
}
