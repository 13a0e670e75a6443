package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;

/** One line at the start says which clients are mirrored, and which are not and why. */
class ClientReportTest {

  private final BootApplication application = new BootApplication();
  private @TempDir Path folder;

  ClientReportTest() throws IOException {}

  @AfterEach
  void close() {
    application.close();
  }

  private ApplicationContextRunner runner() {
    return BootApplication.withMirror4j().withPropertyValues(rules());
  }

  private String rules() {
    return "mirror4j.rules=" + application.ruleFile(folder);
  }

  /** What the log gets at the start. */
  private static String line(ApplicationContext context) {
    return context.getBean("mirrorClientReport").toString();
  }

  @Test
  void allAreMirrored() {
    runner()
        .run(
            context ->
                assertThat(line(context))
                    .isEqualTo("Rules in force: 1. Mirrored: RestClient, RestTemplate, WebClient"));
  }

  @Test
  void whatUsesAnotherClientIsNamedWithTheWayOut() {
    runner()
        .withPropertyValues("spring.http.clients.imperative.factory=simple")
        .run(
            context ->
                assertThat(line(context))
                    .contains(
                        "Mirrored: WebClient. Not mirrored: RestClient, RestTemplate: they use"
                            + " HttpURLConnection (spring.http.clients.imperative.factory=jdk"
                            + " changes that)"));
  }

  @Test
  void aBuilderOfTheApplication() {
    runner()
        .withUserConfiguration(OwnBuilder.class)
        .run(
            context ->
                assertThat(line(context)).contains("their builder is the application's own"));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnBuilder {
    @Bean
    ClientHttpRequestFactoryBuilder<?> builder() {
      return settings -> new SimpleClientHttpRequestFactory();
    }
  }

  @Test
  void aConnectorOfTheApplication() {
    runner()
        .withBean("own", ClientHttpConnector.class, JdkClientHttpConnector::new)
        .run(
            context ->
                assertThat(line(context))
                    .contains("WebClient: its connector is the bean \"own\" of the application"));
  }

  @Test
  void aClientOfTheApplication() {
    runner()
        .withBean("own", HttpClient.class, HttpClient::newHttpClient)
        .run(
            context ->
                assertThat(line(context))
                    .contains(
                        "bean \"own\": it is the application's own"
                            + " (mirror4j.wrap-http-clients=true changes that)"));
  }

  /** Boot has no ClientHttpRequestFactoryBuilder there, but a RestClient.Builder. */
  @Test
  void restClientInAReactiveWebApplication() {
    new ReactiveWebApplicationContextRunner()
        .withClassLoader(new FilteredClassLoader(HttpClients.class))
        .withConfiguration(BootApplication.boot())
        .withConfiguration(AutoConfigurations.of(BootApplication.mirror4j()))
        .withPropertyValues(rules())
        .withPropertyValues(BootApplication.jdkClient())
        .run(
            context -> {
              assertThat(line(context))
                  .isEqualTo("Rules in force: 1. Mirrored: RestClient, RestTemplate, WebClient");
              RestClient client = context.getBean(RestClient.Builder.class).build();
              URI orders = application.v1.uri().resolve("/reactive");
              assertThat(client.get().uri(orders).retrieve().body(String.class))
                  .isEqualTo("/reactive");
              application.awaitCopy("/reactive");
            });
  }
}
