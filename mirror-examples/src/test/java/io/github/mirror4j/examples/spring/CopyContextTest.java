package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.spring.MirrorEngineCustomizer;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** Copies carry the context of their caller without a line of code. */
class CopyContextTest {

  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  private final BootApplication application = new BootApplication();
  private final Set<String> tenants = ConcurrentHashMap.newKeySet();
  private final Set<String> observations = ConcurrentHashMap.newKeySet();
  private @TempDir Path folder;

  CopyContextTest() throws IOException {}

  @BeforeEach
  void register() {
    ContextRegistry.getInstance().registerThreadLocalAccessor("mirror4j.tenant", TENANT);
  }

  @AfterEach
  void close() {
    ContextRegistry.getInstance().removeThreadLocalAccessor("mirror4j.tenant");
    TENANT.remove();
    application.close();
  }

  /** The client of copies asks for a proxy on their threads. */
  private final class Noting extends ProxySelector {

    private final ObservationRegistry registry;

    Noting(ObservationRegistry registry) {
      this.registry = registry;
    }

    @Override
    public List<Proxy> select(URI uri) {
      tenants.add(String.valueOf(TENANT.get()));
      Observation current = registry.getCurrentObservation();
      observations.add(current == null ? "none" : current.getContext().getName());
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  private void run(ApplicationContextRunner runner) {
    runner
        .withPropertyValues("mirror4j.rules=" + application.ruleFile(folder))
        .withBean(CopiesClient.class, () -> registry -> new Noting(registry))
        .withUserConfiguration(Customizer.class)
        .run(
            context -> {
              TENANT.set("acme");
              Observation caller =
                  Observation.start("caller", context.getBean(ObservationRegistry.class));
              caller.scoped(() -> get(context.getBean(RestClient.Builder.class)));
              application.awaitCopy("/orders");
              BootApplication.awaitIdle(context.getBean(MirrorEngine.class));
            });
  }

  private void get(RestClient.Builder clients) {
    clients.build().get().uri(application.v1.uri() + "/orders").retrieve().toBodilessEntity();
  }

  /** Makes the proxy selector of the client for copies. */
  @FunctionalInterface
  interface CopiesClient {
    ProxySelector proxy(ObservationRegistry registry);
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizer {
    @Bean
    MirrorEngineCustomizer copiesClient(CopiesClient clients, ObservationRegistry registry) {
      HttpClient copies = HttpClient.newBuilder().proxy(clients.proxy(registry)).build();
      return builder -> builder.mirrorClient(copies);
    }
  }

  @Test
  void itIsThatOfTheCaller() {
    run(BootApplication.withMirror4j());

    assertThat(tenants).containsExactly("acme");
    assertThat(observations).containsExactly("http.client.requests");
  }

  @Test
  void itStaysBehindIfSoSet() {
    run(BootApplication.withMirror4j().withPropertyValues("mirror4j.context-propagation=false"));

    assertThat(tenants).containsExactly("null");
  }

  @Test
  void itStaysBehindWithoutMicrometersLibrary() {
    run(
        BootApplication.withMirror4j()
            .withClassLoader(new FilteredClassLoader(ContextSnapshotFactory.class)));

    assertThat(tenants).containsExactly("null");
  }
}
