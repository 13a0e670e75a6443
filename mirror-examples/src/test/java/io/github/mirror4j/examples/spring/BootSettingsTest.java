package io.github.mirror4j.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * Whatever Spring Boot's properties and beans do to its clients, they do with mirroring as without.
 */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class BootSettingsTest {

  private final boolean mirrored;
  private final BootApplication application = new BootApplication();
  private @TempDir Path folder;

  BootSettingsTest(boolean mirrored) throws IOException {
    this.mirrored = mirrored;
  }

  @AfterEach
  void close() {
    application.close();
  }

  /** A way to send a GET request and to get the status and the body. */
  enum Client {
    REST_CLIENT {
      @Override
      String get(ApplicationContext context, String uri) {
        RestClient.Builder builder = context.getBean(RestClient.Builder.class);
        return builder.build().get().uri(uri).exchange((q, r) -> text(r));
      }
    },
    REST_TEMPLATE {
      @Override
      String get(ApplicationContext context, String uri) {
        RestTemplateBuilder builder = context.getBean(RestTemplateBuilder.class);
        return builder.build().execute(uri, HttpMethod.GET, null, Client::text);
      }
    },
    WEB_CLIENT {
      @Override
      String get(ApplicationContext context, String uri) {
        WebClient.Builder builder = context.getBean(WebClient.Builder.class);
        return builder
            .build()
            .get()
            .uri(uri)
            .exchangeToMono(
                response ->
                    response
                        .bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> response.statusCode().value() + " " + body))
            .block(BootApplication.PATIENCE);
      }
    };

    abstract String get(ApplicationContext context, String uri);

    private static String text(ClientHttpResponse response) throws IOException {
      return response.getStatusCode().value()
          + " "
          + new String(response.getBody().readAllBytes(), UTF_8);
    }
  }

  private ApplicationContextRunner runner(String... properties) {
    ApplicationContextRunner runner = BootApplication.plain();
    if (mirrored) {
      runner =
          BootApplication.withMirror4j()
              .withPropertyValues("mirror4j.rules=" + application.ruleFile(folder));
    }
    return runner.withPropertyValues(properties);
  }

  private String uri(String path) {
    return application.v1.uri() + path;
  }

  private void awaitCopy(String path) throws InterruptedException {
    if (mirrored) {
      application.awaitCopy(path);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutSettings(Client client) {
    runner()
        .run(
            context -> {
              assertThat(client.get(context, uri("/orders"))).isEqualTo("200 /orders");
              awaitCopy("/orders");
            });
  }

  @ParameterizedTest
  @EnumSource
  void readTimeout(Client client) {
    runner("spring.http.clients.read-timeout=300ms")
        .run(
            context -> {
              assertThatThrownBy(() -> client.get(context, uri("/hang")))
                  .hasRootCauseInstanceOf(HttpTimeoutException.class);
              awaitCopy("/hang");
            });
  }

  @ParameterizedTest
  @EnumSource
  void redirectsAreNotFollowed(Client client) {
    runner("spring.http.clients.redirects=dont-follow")
        .run(
            context -> {
              assertThat(client.get(context, uri("/moved"))).isEqualTo("302 ");
              awaitCopy("/moved");
            });
  }

  @ParameterizedTest
  @EnumSource
  void redirectsAreFollowed(Client client) {
    runner("spring.http.clients.redirects=follow")
        .run(
            context -> {
              assertThat(client.get(context, uri("/moved"))).isEqualTo("200 /target");
              awaitCopy("/moved");
            });
  }

  @ParameterizedTest
  @EnumSource
  void anSslBundleWithAPrivateAuthority(Client client) throws Exception {
    PrivateAuthority authority = PrivateAuthority.get();
    try (BootApplication secure = new BootApplication(new Backend(authority.context()))) {
      ApplicationContextRunner runner =
          mirrored ? BootApplication.withMirror4j() : BootApplication.plain();
      runner
          .withPropertyValues(authority.bundle("private"))
          .withPropertyValues(
              "spring.http.clients.ssl.bundle=private", "mirror4j.rules=" + secure.ruleFile(folder))
          .run(
              context -> {
                String uri = secure.v1.uri() + "/secure";
                assertThat(client.get(context, uri)).isEqualTo("200 /secure");
                if (mirrored) {
                  secure.awaitCopy("/secure");
                }
              });
    }
  }

  /** The bundle is chosen in the code of the application, not by a property. */
  @Test
  void anSslBundleOfOneClient() throws Exception {
    PrivateAuthority authority = PrivateAuthority.get();
    try (BootApplication secure = new BootApplication(new Backend(authority.context()))) {
      runner(authority.bundle("private"))
          .run(
              context -> {
                String uri = secure.v1.uri().toString();
                RestClient.Builder rest = context.getBean(RestClient.Builder.class);
                rest.apply(context.getBean(RestClientSsl.class).fromBundle("private"));
                assertThat(rest.build().get().uri(uri + "/rest").retrieve().body(String.class))
                    .isEqualTo("/rest");
                awaitCopy("/rest");

                WebClient.Builder web = context.getBean(WebClient.Builder.class);
                web.apply(context.getBean(WebClientSsl.class).fromBundle("private"));
                assertThat(
                        web.build()
                            .get()
                            .uri(uri + "/web")
                            .retrieve()
                            .bodyToMono(String.class)
                            .block(BootApplication.PATIENCE))
                    .isEqualTo("/web");
                awaitCopy("/web");
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void observations(Client client) {
    runner()
        .run(
            context -> {
              client.get(context, uri("/orders"));
              awaitCopy("/orders");

              // WebClient's caller has its response before the observation ends.
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              BootApplication.await(() -> meters.find("http.client.requests").timer() != null);
              List<Timer> timers = List.copyOf(meters.find("http.client.requests").timers());
              assertThat(timers).hasSize(1);
              assertThat(timers.get(0).count()).isEqualTo(1);
              assertThat(timers.get(0).getId().getTag("status")).isEqualTo("200");
              assertThat(timers.get(0).getId().getTag("client.name")).isEqualTo("127.0.0.1");
            });
  }

  @Test
  void connectTimeout() {
    runner("spring.http.clients.connect-timeout=1234ms")
        .run(
            context ->
                assertThat(clientOf(context).connectTimeout()).hasValue(Duration.ofMillis(1234)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void virtualThreads(boolean virtual) {
    runner("spring.threads.virtual.enabled=" + virtual)
        .run(
            context -> {
              assertThat(clientOf(context).executor().map(Object::getClass).orElse(null))
                  .isEqualTo(virtual ? VirtualThreadTaskExecutor.class : null);
              assertThat(Client.REST_CLIENT.get(context, uri("/orders"))).isEqualTo("200 /orders");
              awaitCopy("/orders");
            });
  }

  @Test
  void customizers() {
    runner("spring.http.clients.read-timeout=30s")
        .withUserConfiguration(Customizers.class)
        .run(
            context -> {
              Client.REST_CLIENT.get(context, uri("/orders"));
              awaitCopy("/orders");

              assertThat(clientOf(context).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
              assertThat(application.v1.requests().get(0).headers())
                  .containsEntry("X-Tenant", List.of("acme"))
                  .doesNotContainKey("Accept-Encoding");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {

    @Bean
    ClientHttpRequestFactoryBuilderCustomizer<JdkClientHttpRequestFactoryBuilder> version() {
      return builder ->
          builder
              .withHttpClientCustomizer(http -> http.version(HttpClient.Version.HTTP_1_1))
              .withCustomizer(factory -> factory.enableCompression(false));
    }

    @Bean
    RestClientCustomizer tenant() {
      return builder -> builder.defaultHeader("X-Tenant", "acme");
    }
  }

  @Test
  void groupsOfHttpInterfaces() {
    runner(
            "spring.http.serviceclient.orders.base-url=" + application.v1.uri() + "/of-orders",
            "spring.http.serviceclient.slow.base-url=" + application.v1.uri(),
            "spring.http.serviceclient.slow.read-timeout=300ms")
        .withUserConfiguration(Groups.class)
        .run(
            context -> {
              assertThat(context.getBean(Orders.class).get()).isEqualTo("/of-orders/orders");
              awaitCopy("/of-orders/orders");
              assertThatThrownBy(() -> context.getBean(Slow.class).hang())
                  .hasRootCauseInstanceOf(HttpTimeoutException.class);
              awaitCopy("/hang");
            });
  }

  @Configuration(proxyBeanMethods = false)
  @ImportHttpServices(group = "orders", types = Orders.class)
  @ImportHttpServices(group = "slow", types = Slow.class)
  static class Groups {}

  interface Orders {
    @GetExchange("/orders")
    String get();
  }

  interface Slow {
    @GetExchange("/hang")
    String hang();
  }

  @Test
  void webClientStreams() {
    runner()
        .run(
            context -> {
              BlockingQueue<String> lines = new LinkedBlockingQueue<>();
              context
                  .getBean(WebClient.Builder.class)
                  .build()
                  .get()
                  .uri(uri("/stream"))
                  .retrieve()
                  .bodyToFlux(String.class)
                  .subscribe(lines::add);

              assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
              application.v1.sendSecondHalf();
              assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
              awaitCopy("/stream");
            });
  }

  /** The client below a request factory that Boot builds now. */
  private HttpClient clientOf(ApplicationContext context) throws ReflectiveOperationException {
    ClientHttpRequestFactory factory =
        context
            .getBean(ClientHttpRequestFactoryBuilder.class)
            .build(context.getBean(HttpClientSettings.class));
    Field field = factory.getClass().getDeclaredField("httpClient");
    field.setAccessible(true);
    HttpClient client = (HttpClient) field.get(factory);
    assertThat(client instanceof MirroringHttpClient).isEqualTo(mirrored);
    return client;
  }
}
