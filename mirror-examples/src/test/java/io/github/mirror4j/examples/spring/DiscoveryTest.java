package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

/** Spring Cloud's service discovery says where mirrors are, and never keeps a caller waiting. */
class DiscoveryTest {

  private static final ServiceRef ORDERS = ServiceRef.of("orders").inNamespace("default");

  private final BootApplication application = new BootApplication();

  DiscoveryTest() throws IOException {}

  @AfterEach
  void close() {
    application.close();
  }

  /** The rule's mirror is the subset v2 of a service that only a discovery knows. */
  private ApplicationContextRunner runner() {
    RouteRule rule =
        RouteRule.builder("orders-v2")
            .destination("127.0.0.1")
            .mirror(Mirror.to("orders", Labels.of("version", "v2")))
            .build();
    return BootApplication.withMirror4j()
        .withBean(RouteRule.class, () -> rule)
        .withPropertyValues("mirror4j.discovery.interval=100ms");
  }

  private ApplicationContextRunner runner(Function<String, List<ServiceInstance>> discovery) {
    return runner()
        .withPropertyValues("mirror4j.discovery.enabled=true")
        .withBean(DiscoveryClient.class, () -> new Discovery(discovery));
  }

  private ServiceInstance v2() {
    return instance(application.v2.uri(), Map.of("version", "v2"));
  }

  private static ServiceInstance instance(URI uri, Map<String, String> metadata) {
    return new DefaultServiceInstance(
        "orders-1", "orders", uri.getHost(), uri.getPort(), false, metadata);
  }

  private static ServiceRegistry registry(ApplicationContext context) {
    return context.getBean("mirrorDiscoveryRegistry", ServiceRegistry.class);
  }

  private static List<Endpoint> awaitOrders(ApplicationContext context) {
    BootApplication.await(() -> !registry(context).endpoints(ORDERS).isEmpty());
    return registry(context).endpoints(ORDERS);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> details(ApplicationContext context) {
    return (Map<String, Object>)
        context
            .getBean("mirrorHealthIndicator", HealthIndicator.class)
            .health()
            .getDetails()
            .get("discovery");
  }

  private void assertMirrors(ApplicationContext context) throws InterruptedException {
    String target = "/orders";
    context
        .getBean(RestClient.Builder.class)
        .build()
        .get()
        .uri(application.v1.uri() + target)
        .retrieve()
        .toBodilessEntity();
    application.awaitCopy(target);
  }

  @Test
  void instancesOfSpringCloud() {
    String first = "spring.cloud.discovery.client.simple.instances.orders[0].";
    String second = "spring.cloud.discovery.client.simple.instances.orders[1].";
    runner()
        .withConfiguration(
            AutoConfigurations.of(
                UtilAutoConfiguration.class,
                SimpleDiscoveryClientAutoConfiguration.class,
                CompositeDiscoveryClientAutoConfiguration.class))
        .withPropertyValues(
            "mirror4j.discovery.enabled=true",
            first + "uri=" + application.v2.uri(),
            first + "metadata.version=v2",
            second + "uri=http://127.0.0.1:9",
            second + "metadata.version=v1")
        .run(
            context -> {
              assertThat(awaitOrders(context)).hasSize(2);
              assertMirrors(context);
            });
  }

  @Test
  void metadataBecomeLabelsWhereTheyCanBe() {
    Map<String, String> metadata =
        Map.of("version", "v2", "zone", "eu-1", "not a label", "x", "note", "not a value!");
    runner(name -> List.of(instance(application.v2.uri(), metadata)))
        .run(
            context ->
                assertThat(awaitOrders(context))
                    .containsExactly(
                        new Endpoint(
                            application.v2.uri(), Labels.of("version", "v2", "zone", "eu-1"))));
  }

  /** A discovery knows neither namespaces nor domains. */
  @Test
  void theNameIsTheShortOne() {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    runner(
            name -> {
              names.add(name);
              return List.of();
            })
        .run(
            context -> {
              registry(context).endpoints(ServiceRef.of("users.lab.svc.cluster.local"));
              registry(context).endpoints(ServiceRef.of("bills").inNamespace("lab"));
              registry(context).endpoints(ServiceRef.of("v2.example.com"));
              BootApplication.await(
                  () -> names.containsAll(List.of("orders", "users", "bills", "v2.example.com")));
            });
  }

  @Test
  void aCallerNeverWaitsForTheDiscovery() {
    CountDownLatch never = new CountDownLatch(1);
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    runner(
            name -> {
              threads.add(Thread.currentThread());
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            })
        .run(
            context -> {
              BootApplication.await(() -> !threads.isEmpty());
              assertThat(registry(context).endpoints(ORDERS)).isEmpty();
              context
                  .getBean(RestClient.Builder.class)
                  .build()
                  .get()
                  .uri(application.v1.uri() + "/a")
                  .retrieve()
                  .toBodilessEntity();
              BootApplication.awaitIdle(context.getBean(MirrorEngine.class));
              assertThat(threads)
                  .singleElement()
                  .matches(thread -> thread.getName().startsWith("mirror4j-discovery-"));
            });
    BootApplication.await(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void whatChangesIsSeenAndWhatDoesNotIsTheSameList() {
    Queue<List<ServiceInstance>> lists = new ConcurrentLinkedQueue<>();
    lists.add(List.of(v2()));
    runner(name -> List.copyOf(lists.element()))
        .run(
            context -> {
              List<Endpoint> before = awaitOrders(context);
              awaitRefreshes(context, 2);
              assertThat(registry(context).endpoints(ORDERS)).isSameAs(before);

              lists.add(List.of(v2(), instance(URI.create("http://127.0.0.1:9"), Map.of())));
              lists.remove();
              BootApplication.await(() -> registry(context).endpoints(ORDERS).size() == 2);
            });
  }

  @Test
  void aFailedRefreshKeepsTheLastListAndIsCounted() {
    AtomicInteger failures = new AtomicInteger();
    Queue<List<ServiceInstance>> lists = new ConcurrentLinkedQueue<>();
    lists.add(List.of(v2()));
    runner(
            name -> {
              if (lists.isEmpty()) {
                throw new IllegalStateException("no leader " + failures.incrementAndGet());
              }
              return lists.element();
            })
        .run(
            context -> {
              List<Endpoint> before = awaitOrders(context);
              assertThat(details(context))
                  .containsEntry("services", 1)
                  .containsEntry("endpoints", 1)
                  .containsEntry("failures", 0L)
                  .doesNotContainKey("lastFailure");
              lists.clear();
              BootApplication.await(() -> failures.get() >= 2);
              assertThat(registry(context).endpoints(ORDERS)).isSameAs(before);
              assertMirrors(context);
              assertThat((long) details(context).get("failures")).isPositive();
              assertThat(details(context).get("lastFailure"))
                  .asString()
                  .startsWith("orders: java.lang.IllegalStateException: no leader");

              lists.add(List.of());
              BootApplication.await(() -> registry(context).endpoints(ORDERS).isEmpty());
            });
  }

  /** An address that cannot be sent to fails the refresh, with the instance in its message. */
  @Test
  void anInstanceWithoutAnHttpAddress() {
    runner(name -> List.of(new Instance(URI.create("grpc://127.0.0.1:9"))))
        .run(
            context -> {
              BootApplication.await(() -> (long) details(context).get("failures") > 0);
              assertThat(details(context).get("lastFailure")).asString().contains("grpc");
            });
  }

  @Test
  void registriesOfTheApplicationComeFirst() {
    RecordingMirror other = RecordingMirror.start();
    try (other) {
      ServiceRegistry own =
          ServiceRegistry.builder()
              .endpoint("orders", Labels.of("version", "v2"), application.v2.uri())
              .build();
      runner(name -> List.of(instance(other.uri(), Map.of("version", "v2"))))
          .withBean(ServiceRegistry.class, () -> own)
          .run(this::assertMirrors);
    }
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void notUnlessAsked() {
    runner(name -> List.of(v2()))
        .withPropertyValues("mirror4j.discovery.enabled=false")
        .run(
            context ->
                assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("orders"));
  }

  @Test
  void askedForWithoutADiscovery() {
    runner()
        .withPropertyValues("mirror4j.discovery.enabled=true")
        .run(DiscoveryTest::assertSaysThatThereIsNone);
  }

  @Test
  void askedForWithoutSpringCloud() {
    runner()
        .withPropertyValues("mirror4j.discovery.enabled=true")
        .withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
        .run(DiscoveryTest::assertSaysThatThereIsNone);
  }

  private static void assertSaysThatThereIsNone(AssertableApplicationContext context) {
    assertThat(context.getStartupFailure())
        .rootCause()
        .hasMessageContaining("mirror4j.discovery.enabled")
        .hasMessageContaining("no bean of Spring Cloud's type DiscoveryClient");
  }

  @Test
  void anIntervalOutOfRange() {
    runner(name -> List.of())
        .withPropertyValues("mirror4j.discovery.interval=2h")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("mirror4j.discovery.interval")
                    .hasMessageContaining("PT0.1S to PT1H"));
  }

  private static void awaitRefreshes(ApplicationContext context, int count) {
    long before = (long) details(context).get("refreshes");
    BootApplication.await(() -> (long) details(context).get("refreshes") >= before + count);
  }

  private record Discovery(Function<String, List<ServiceInstance>> instances)
      implements DiscoveryClient {

    @Override
    public String description() {
      return "of the test";
    }

    @Override
    public List<ServiceInstance> getInstances(String name) {
      return instances.apply(name);
    }

    @Override
    public List<String> getServices() {
      return List.of();
    }
  }

  private static final class Instance extends DefaultServiceInstance {

    private final URI uri;

    Instance(URI uri) {
      super("orders-1", "orders", uri.getHost(), uri.getPort(), false);
      this.uri = uri;
    }

    @Override
    public URI getUri() {
      return uri;
    }
  }
}
