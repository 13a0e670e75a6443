package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.bootstrap.BootstrapContext;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** An application that does not ask for mirroring, or has it already, is left as it is. */
class WhenItBacksOffTest {

  private final BootApplication application = new BootApplication();
  private @TempDir Path folder;

  WhenItBacksOffTest() throws IOException {}

  @AfterEach
  void close() {
    application.close();
  }

  private ApplicationContextRunner runner() {
    return BootApplication.withMirror4j()
        .withPropertyValues("mirror4j.rules=" + application.ruleFile(folder));
  }

  private static void assertNothingIsMade(ApplicationContext context) {
    assertThat(context.getBeanNamesForType(MirrorEngine.class)).isEmpty();
    assertThat(context.getBeanNamesForType(BeanPostProcessor.class))
        .noneMatch(name -> name.startsWith("mirror"));
    assertThat(context.getBean(ClientHttpRequestFactoryBuilder.class))
        .isInstanceOf(JdkClientHttpRequestFactoryBuilder.class);
  }

  private static RouteRule rule(URI mirror) {
    return RouteRule.builder("all").destination("*").mirror(Mirror.to(mirror)).build();
  }

  @Test
  void withoutRules() {
    BootApplication.withMirror4j().run(WhenItBacksOffTest::assertNothingIsMade);
  }

  @Test
  void withBlankRules() {
    BootApplication.withMirror4j()
        .withPropertyValues("mirror4j.rules=")
        .run(WhenItBacksOffTest::assertNothingIsMade);
  }

  @Test
  void whenDisabled() {
    runner()
        .withPropertyValues("mirror4j.enabled=false")
        .run(WhenItBacksOffTest::assertNothingIsMade);
  }

  @Test
  void whenDisabledInCapitals() {
    runner()
        .withPropertyValues("mirror4j.enabled=FALSE")
        .run(WhenItBacksOffTest::assertNothingIsMade);
  }

  /** A wrong file does no harm then. */
  @Test
  void whenDisabledWithAWrongFile() {
    BootApplication.withMirror4j()
        .withPropertyValues("mirror4j.rules=/missing", "mirror4j.enabled=false")
        .run(WhenItBacksOffTest::assertNothingIsMade);
  }

  /** Boot 3 has no such class; with its own classes, see SPRING-BOOT.md. */
  @Test
  void onBoot3() {
    runner()
        .withClassLoader(new FilteredClassLoader(BootstrapContext.class))
        .run(WhenItBacksOffTest::assertNothingIsMade);
  }

  @Test
  void withoutBootsHttpClients() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(BootApplication.mirror4j()))
        .withPropertyValues("mirror4j.rules=" + application.ruleFile(folder))
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.http",
                "org.springframework.web",
                "org.springframework.http",
                "org.springframework.boot.actuate",
                "org.springframework.boot.health",
                "io.micrometer",
                "reactor"))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(MirrorEngine.class));
  }

  @Test
  void theEngineOfTheApplicationIsUsed() {
    MirrorEngine own = MirrorEngine.builder().rules(rule(application.v2.uri())).build();
    BootApplication.withMirror4j()
        .withBean("own", MirrorEngine.class, () -> own)
        .run(
            context -> {
              get(context);
              application.awaitCopy("/orders");
              assertThat(context.getBean(MirrorEngine.class)).isSameAs(own);
              assertThat(context).hasSingleBean(MirrorMetrics.class);
            });
  }

  @Test
  void theEngineEndsWithTheContext() {
    MirrorEngine[] engine = new MirrorEngine[1];
    runner().run(context -> engine[0] = context.getBean(MirrorEngine.class));

    assertThat(engine[0].toString()).contains("CLOSED");
  }

  @Test
  void aBeanOfTypeHttpClientIsLeftAlone() {
    HttpClient own = HttpClient.newHttpClient();
    runner()
        .withBean("own", HttpClient.class, () -> own)
        .run(context -> assertThat(context.getBean(HttpClient.class)).isSameAs(own));
  }

  @Test
  void aBeanOfTypeHttpClientIsWrappedIfAskedFor() {
    HttpClient own = HttpClient.newHttpClient();
    runner()
        .withBean("own", HttpClient.class, () -> own)
        .withPropertyValues("mirror4j.wrap-http-clients=true")
        .run(
            context ->
                assertThat(context.getBean(HttpClient.class))
                    .isInstanceOfSatisfying(
                        MirroringHttpClient.class,
                        client -> {
                          assertThat(client.delegate()).isSameAs(own);
                          assertThat(client.engine()).isSameAs(context.getBean(MirrorEngine.class));
                        }));
  }

  @Test
  void aClientThatMirrorsIsLeftAlone() {
    MirroringHttpClient own =
        MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule(application.v2.uri()));
    runner()
        .withBean("own", HttpClient.class, () -> own)
        .withPropertyValues("mirror4j.wrap-http-clients=true")
        .run(context -> assertThat(context.getBean(HttpClient.class)).isSameAs(own));
  }

  /** Whoever asks for it by this type gets it. */
  @Test
  void aBuilderThatIsDeclaredByItsClassStaysOfItsClass() {
    runner()
        .withUserConfiguration(DeclaredByClass.class)
        .run(
            context ->
                assertThat(context.getBean(JdkClientHttpRequestFactoryBuilder.class)).isNotNull());
  }

  @Configuration(proxyBeanMethods = false)
  static class DeclaredByClass {
    @Bean
    JdkClientHttpRequestFactoryBuilder builder() {
      return ClientHttpRequestFactoryBuilder.jdk();
    }
  }

  /** What the rules are read with cannot be mirrored by them. */
  @Test
  void aRuleMayBeLoadedByAClientOfBoots() {
    BootApplication.withMirror4j()
        .withBean("v1", String.class, () -> application.v1.uri().toString())
        .withBean("v2", URI.class, application.v2::uri)
        .withUserConfiguration(LoadedByClient.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              get(context);
              application.awaitCopy("/orders");
              assertThat(application.v2.requests()).hasSize(1);
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class LoadedByClient {
    @Bean
    RouteRule rule(RestClient.Builder clients, String v1, URI v2) {
      String name =
          clients.build().get().uri(v1 + "/rule").retrieve().body(String.class).substring(1);
      return RouteRule.builder(name).destination("*").mirror(Mirror.to(v2)).build();
    }
  }

  @Test
  void aReactiveWebApplicationStarts() {
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(BootApplication.boot())
        .withConfiguration(AutoConfigurations.of(BootApplication.mirror4j()))
        .withPropertyValues("mirror4j.rules=" + application.ruleFile(folder))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(MirrorEngine.class));
  }

  private void get(ApplicationContext context) {
    context
        .getBean(RestClient.Builder.class)
        .build()
        .get()
        .uri(application.v1.uri() + "/orders")
        .retrieve()
        .toBodilessEntity();
  }
}
