package io.github.mirror4j.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of two registries the second is asked about what the first does not know. */
class JoinedRegistryTest {

  private final ServiceRegistry first = fixed("a", "http://first");
  private final ServiceRegistry second =
      ServiceRegistry.builder()
          .endpoint("a", URI.create("http://second"))
          .endpoint("b", URI.create("http://second"))
          .build();

  @Test
  void theFirstOneWinsWhereBothKnowTheService() {
    assertThat(uri(first.or(second), "a")).isEqualTo("http://first");
    assertThat(uri(first.or(second), "b")).isEqualTo("http://second");
  }

  @Test
  void whatNoneKnowsHasNoEndpoint() {
    assertThat(first.or(second).endpoints(ServiceRef.of("c"))).isEmpty();
  }

  @Test
  void theWholeIsFixedIfBothAre() {
    ServiceRegistry live = service -> List.of();

    assertThat(first.or(second).isFixed()).isTrue();
    assertThat(first.or(live).isFixed()).isFalse();
    assertThat(live.or(first).isFixed()).isFalse();
  }

  private static ServiceRegistry fixed(String service, String uri) {
    return ServiceRegistry.builder().endpoint(service, URI.create(uri)).build();
  }

  private static String uri(ServiceRegistry registry, String service) {
    return registry.endpoints(ServiceRef.of(service)).get(0).uri().toString();
  }
}
