package io.github.mirror4j.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service may have endpoints for each of its ports. */
class ServicePortsTest {

  private static final URI A = URI.create("http://a");
  private static final URI B = URI.create("http://b");
  private static final URI C = URI.create("http://c");

  private static final ServiceRef ORDERS = ServiceRef.of("orders");

  private static ServiceRegistry registry(ServiceRef first, ServiceRef second, ServiceRef third) {
    return ServiceRegistry.builder()
        .endpoint(first, Labels.none(), A)
        .endpoint(second, Labels.none(), B)
        .endpoint(third, Labels.none(), C)
        .build();
  }

  private static List<URI> uris(ServiceRegistry registry, ServiceRef service) {
    return registry.endpoints(service).stream().map(Endpoint::uri).toList();
  }

  @Test
  void aPortHasItsOwnEndpoints() {
    ServiceRegistry registry =
        registry(ORDERS.atPort(80), ORDERS.atPort(443), ORDERS.atPort(80).inNamespace("default"));

    assertThat(uris(registry, ORDERS.atPort(443))).containsExactly(B);
    assertThat(uris(registry, ORDERS.atPort(8080))).isEmpty();
  }

  @Test
  void withoutAPortTheEndpointsOfTheFirstPortAreFound() {
    ServiceRegistry registry = registry(ORDERS.atPort(80), ORDERS.atPort(443), ORDERS.atPort(80));

    assertThat(uris(registry, ORDERS)).containsExactly(A, C);
    assertThat(uris(registry, ORDERS.atPort(80))).containsExactly(A, C);
  }

  @Test
  void aServiceWithoutPortsIsFoundForAnyPort() {
    ServiceRegistry registry = registry(ORDERS, ServiceRef.of("b"), ServiceRef.of("c"));

    assertThat(uris(registry, ORDERS.atPort(1234))).containsExactly(A);
  }

  @Test
  void oneHostMayBeRegisteredUnderSeveralNames() {
    ServiceRegistry registry =
        registry(
            ServiceRef.of("orders.default.svc").atPort(80),
            ORDERS.inNamespace("default").atPort(80),
            ServiceRef.of("other"));

    assertThat(uris(registry, ORDERS.inNamespace("default").atPort(80))).containsExactly(A, B);
  }

  @Test
  void theTextNamesServicesAndEndpoints() {
    ServiceRegistry registry =
        registry(ORDERS, ServiceRef.of("orders.example.com"), ServiceRef.of("other"));

    assertThat(registry.toString())
        .contains("orders.example.com=[http://b]", "in any namespace", "orders=[http://a]");
  }
}
