package io.github.mirror4j.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

  private static final URI A = URI.create("http://a");
  private static final URI B = URI.create("http://b");

  private static List<URI> uris(ServiceRegistry registry, ServiceRef service) {
    return registry.endpoints(service).stream().map(Endpoint::uri).toList();
  }

  private static ServiceRef inNamespace(String name, String namespace) {
    return ServiceRef.of(name).inNamespace(namespace);
  }

  @Test
  void theEmptyRegistryKnowsNoServiceAndNeverChanges() {
    assertThat(ServiceRegistry.empty().endpoints(ServiceRef.of("httpbin"))).isEmpty();
    assertThat(ServiceRegistry.empty().isFixed()).isTrue();
  }

  @Test
  void anOwnRegistryMayChangeUnlessItSaysOtherwise() {
    ServiceRegistry own = service -> List.of();

    assertThat(own.isFixed()).isFalse();
  }

  @Test
  void aServiceHasAllItsEndpointsWithTheirLabelsInTheOrderGiven() {
    Labels v2 = Labels.of("version", "v2");
    ServiceRegistry registry =
        ServiceRegistry.builder().endpoint("httpbin", A).endpoint("httpbin", v2, B).build();

    assertThat(registry.endpoints(ServiceRef.of("httpbin")))
        .containsExactly(new Endpoint(A, Labels.none()), new Endpoint(B, v2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"httpbin", "httpbin.default.svc", "httpbin.default.svc.cluster.local"})
  void aServiceIsFoundUnderEachOfItsNames(String name) {
    ServiceRegistry byShortName = ServiceRegistry.builder().endpoint("httpbin", A).build();
    ServiceRegistry byHost =
        ServiceRegistry.builder().endpoint("httpbin.default.svc.cluster.local", A).build();

    assertThat(uris(byShortName, ServiceRef.of(name))).containsExactly(A);
    assertThat(uris(byHost, ServiceRef.of(name))).containsExactly(A);
  }

  @Test
  void aShortNameWithoutNamespaceServesEveryNamespace() {
    ServiceRegistry registry = ServiceRegistry.builder().endpoint("httpbin", A).build();

    assertThat(uris(registry, inNamespace("httpbin", "prod"))).containsExactly(A);
    assertThat(uris(registry, ServiceRef.of("httpbin.prod.svc.cluster.local"))).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "default"})
  void aShortNameWithoutNamespaceDoesNotServeANamespaceThatIsRegistered(String registered) {
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("httpbin", A)
            .endpoint(inNamespace("httpbin", registered), Labels.none(), B)
            .build();

    assertThat(uris(registry, inNamespace("httpbin", registered))).containsExactly(B);
    assertThat(uris(registry, inNamespace("httpbin", "dev"))).containsExactly(A);
  }

  @Test
  void aServiceOfOneNamespaceDoesNotServeAnother() {
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint(inNamespace("httpbin", "prod"), Labels.none(), A)
            .build();

    assertThat(uris(registry, inNamespace("httpbin", "dev"))).isEmpty();
    assertThat(uris(registry, ServiceRef.of("httpbin"))).isEmpty();
  }

  @Test
  void endpointsOfOneServiceUnderTwoNamesAreJoined() {
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("httpbin.prod.svc", A)
            .endpoint(inNamespace("httpbin", "prod"), Labels.none(), B)
            .build();

    assertThat(uris(registry, inNamespace("httpbin", "prod"))).containsExactly(A, B);
  }

  @Test
  void anyOtherHostIsFoundByItselfAlone() {
    ServiceRegistry registry = ServiceRegistry.builder().endpoint("orders.example.com", A).build();

    assertThat(uris(registry, ServiceRef.of("orders.example.com"))).containsExactly(A);
    assertThat(uris(registry, ServiceRef.of("orders"))).isEmpty();
    assertThat(uris(registry, ServiceRef.of("www.orders.example.com"))).isEmpty();
  }
}
