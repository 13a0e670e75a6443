package io.github.mirror4j.examples.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.testkit.RecordedCopy;
import io.github.mirror4j.http.testkit.RecordingMirror;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;

/**
 * A small application: what Spring Boot configures for its clients, and Mirror4J. Its service v1 is
 * a {@link Backend}; copies go to v2.
 */
final class BootApplication implements AutoCloseable {

  /** Long enough for the slowest machine; a test that is green never waits that long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final AutoConfigurations BOOT =
      AutoConfigurations.of(
          SslAutoConfiguration.class,
          HttpClientAutoConfiguration.class,
          ImperativeHttpClientAutoConfiguration.class,
          ReactiveHttpClientAutoConfiguration.class,
          HttpServiceClientPropertiesAutoConfiguration.class,
          HttpServiceClientAutoConfiguration.class,
          RestClientAutoConfiguration.class,
          RestTemplateAutoConfiguration.class,
          WebClientAutoConfiguration.class,
          MetricsAutoConfiguration.class,
          SimpleMetricsExportAutoConfiguration.class,
          ObservationAutoConfiguration.class,
          RestClientObservationAutoConfiguration.class,
          RestTemplateObservationAutoConfiguration.class,
          WebClientObservationAutoConfiguration.class);

  final Backend v1;
  final RecordingMirror v2 = RecordingMirror.start();

  BootApplication() throws IOException {
    this(new Backend());
  }

  BootApplication(Backend v1) {
    this.v1 = v1;
  }

  /** What Spring Boot configures for clients. */
  static AutoConfigurations boot() {
    return BOOT;
  }

  /** Selects the JDK's client: Apache's, which Boot prefers, is on the class path of the tests. */
  static String[] jdkClient() {
    return new String[] {
      "spring.http.clients.imperative.factory=jdk", "spring.http.clients.reactive.connector=jdk"
    };
  }

  /** The application without Mirror4J. */
  static ApplicationContextRunner plain() {
    return new ApplicationContextRunner().withConfiguration(BOOT).withPropertyValues(jdkClient());
  }

  /** The application with Mirror4J, which has no rules yet. */
  static ApplicationContextRunner withMirror4j() {
    return plain().withConfiguration(AutoConfigurations.of(mirror4j()));
  }

  /** The auto-configurations as the library's jar lists them. */
  static Class<?>[] mirror4j() {
    return Stream.of(
            "MirrorAutoConfiguration",
            "MirrorActuatorAutoConfiguration",
            "MirrorMetricsAutoConfiguration")
        .map(BootApplication::wing)
        .toArray(Class<?>[]::new);
  }

  private static Class<?> wing(String name) {
    try {
      return Class.forName("io.github.mirror4j.http.spring." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a rule file that copies all requests to v1 to v2. */
  Path ruleFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("rules.yaml"), rules("v2"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a rule file with a rule of this name. */
  String rules(String name) {
    return """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: %s
          annotations: {mirror4j.io/route: none}
        spec:
          hosts: [127.0.0.1]
          http:
          - mirror: {host: orders-v2.example.com}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: orders-v2}
        spec:
          hosts: [orders-v2.example.com]
          ports: [{number: %d, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 127.0.0.1}]
        """
        .formatted(name, v2.uri().getPort());
  }

  RecordedCopy awaitCopy(String target) throws InterruptedException {
    return v2.awaitRequest(copy -> copy.target().equals(target), PATIENCE);
  }

  /** Waits for what no event announces. */
  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static void awaitIdle(MirrorEngine engine) throws InterruptedException {
    if (!engine.awaitIdle(PATIENCE)) {
      throw new AssertionError(engine.status().toText());
    }
  }

  @Override
  public void close() {
    v1.close();
    v2.close();
  }
}
