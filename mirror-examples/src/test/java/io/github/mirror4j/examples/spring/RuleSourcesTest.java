package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.spring.MirrorEngineCustomizer;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** Rules come from files, folders, the class path and beans, and files are watched. */
class RuleSourcesTest {

  private final BootApplication application = new BootApplication();
  private @TempDir Path folder;

  RuleSourcesTest() throws IOException {}

  @AfterEach
  void close() {
    application.close();
  }

  private static ApplicationContextRunner runner(String... rules) {
    return BootApplication.withMirror4j()
        .withPropertyValues("mirror4j.rules=" + String.join(",", rules));
  }

  private static List<String> rules(ApplicationContext context) {
    return context.getBean(MirrorEngine.class).rules().rules().stream()
        .map(RouteRule::name)
        .toList();
  }

  private void assertMirrors(ApplicationContext context) throws InterruptedException {
    String target = "/orders";
    String response =
        context
            .getBean(RestClient.Builder.class)
            .build()
            .get()
            .uri(application.v1.uri() + target)
            .retrieve()
            .body(String.class);
    assertThat(response).isEqualTo(target);
    application.awaitCopy(target);
  }

  @Test
  void aFile() {
    runner(application.ruleFile(folder).toString()).run(this::assertMirrors);
  }

  @Test
  void aFileByItsUri() {
    runner(application.ruleFile(folder).toUri().toString()).run(this::assertMirrors);
  }

  @Test
  void aFolder() {
    application.ruleFile(folder);
    runner(folder.toString()).run(this::assertMirrors);
  }

  @Test
  void theClassPath() throws IOException {
    Files.move(application.ruleFile(folder), folder.resolve("of-the-application.yaml"));
    try (URLClassLoader loader = loader(folder)) {
      runner("classpath:of-the-application.yaml").withClassLoader(loader).run(this::assertMirrors);
    }
  }

  /** A file inside a jar cannot be watched; rules and services may be in two of them. */
  @Test
  void filesInsideAJar() throws IOException {
    String[] documents = application.rules("v2").split("---\n");
    Path jar = folder.resolve("application.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("mirror/"));
      for (String name : List.of("mirror/rules.yaml", "mirror/services.yaml")) {
        entries.putNextEntry(new JarEntry(name));
        entries.write(
            documents[name.endsWith("rules.yaml") ? 0 : 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    try (URLClassLoader loader = loader(jar)) {
      runner("classpath*:mirror/*.yaml")
          .withClassLoader(loader)
          .run(
              context -> {
                assertMirrors(context);
                assertThat(context.getBean(MirrorEngine.class).reloads()).isEmpty();
              });
    }
  }

  private static URLClassLoader loader(Path path) throws IOException {
    URL[] urls = {path.toUri().toURL()};
    return new URLClassLoader(urls, RuleSourcesTest.class.getClassLoader());
  }

  @Test
  void aBean() {
    RouteRule rule =
        RouteRule.builder("by-bean")
            .destination("127.0.0.1")
            .mirror(Mirror.to(application.v2.uri()))
            .build();
    BootApplication.withMirror4j().withBean(RouteRule.class, () -> rule).run(this::assertMirrors);
  }

  @Test
  void aBeanWithARegistry() {
    RouteRule rule =
        RouteRule.builder("by-bean")
            .destination("127.0.0.1")
            .mirror(Mirror.to("orders", Labels.of("version", "v2")))
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("orders", Labels.of("version", "v2"), application.v2.uri())
            .build();
    BootApplication.withMirror4j()
        .withBean(RouteRule.class, () -> rule)
        .withBean(ServiceRegistry.class, () -> registry)
        .run(this::assertMirrors);
  }

  @Test
  void filesAndBeansTogether() {
    RouteRule rule =
        RouteRule.builder("by-bean")
            .destination("elsewhere.example.com")
            .mirror(Mirror.to(URI.create("http://elsewhere-v2.example.com")))
            .build();
    runner(application.ruleFile(folder).toString())
        .withBean(RouteRule.class, () -> rule)
        .run(
            context -> {
              assertThat(rules(context)).containsExactlyInAnyOrder("by-bean", "v2");
              assertMirrors(context);
            });
  }

  @Test
  void aFileThatChangesIsReloaded() {
    Path file = application.ruleFile(folder);
    runner(file.toString())
        .withPropertyValues("mirror4j.reload.interval=100ms")
        .run(
            context -> {
              assertThat(rules(context)).containsExactly("v2");
              Files.writeString(file, application.rules("changed"));
              BootApplication.await(() -> rules(context).equals(List.of("changed")));
              assertMirrors(context);
            });
  }

  @Test
  void aFileIsNotWatchedIfSoSet() {
    runner(application.ruleFile(folder).toString())
        .withPropertyValues("mirror4j.reload.enabled=false")
        .run(
            context -> {
              assertMirrors(context);
              assertThat(context.getBean(MirrorEngine.class).reloads()).isEmpty();
            });
  }

  @Test
  void aCustomizerSetsWhatPropertiesDoNotCover() {
    runner(application.ruleFile(folder).toString())
        .withBean(MirrorEngineCustomizer.class, () -> builder -> builder.copyHeader("X-Copy"))
        .run(
            context -> {
              assertMirrors(context);
              assertThat(application.awaitCopy("/orders").header("X-Copy")).hasValue("v2");
            });
  }

  @Test
  void beansOfAConfiguration() {
    BootApplication.withMirror4j()
        .withUserConfiguration(Beans.class)
        .run(
            context -> {
              MirrorEngine engine = context.getBean(MirrorEngine.class);
              assertThat(rules(context)).containsExactly("orders-v2");
              assertThat(engine.status().settings()).containsEntry("copyTimeout", "PT1M");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Beans {
    // @start region="rule"
    @Bean
    RouteRule ordersV2() {
      return RouteRule.builder("orders-v2")
          .destination("orders.example.com")
          .mirror(Mirror.to(URI.create("https://orders-v2.example.com")).percentage(5))
          .build();
    }

    // @end

    // @start region="customizer"
    @Bean
    MirrorEngineCustomizer slowLab() {
      return mirroring -> mirroring.copyTimeout(Duration.ofMinutes(1)).withoutBackOff();
    }
    // @end
  }
}
