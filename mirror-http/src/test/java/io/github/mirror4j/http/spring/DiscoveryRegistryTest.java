package io.github.mirror4j.http.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Endpoints are refreshed for ever, whatever a refresh fails of: primaries are routed to them. */
class DiscoveryRegistryTest {

  private static final ServiceRef ORDERS = ServiceRef.of("orders").inNamespace("default");
  private static final List<Endpoint> FOUND =
      List.of(new Endpoint(URI.create("http://127.0.0.1:1"), Labels.of("version", "v2")));

  @Test
  void noFailureEndsTheRefreshing() throws Exception {
    AtomicInteger times = new AtomicInteger();
    try (DiscoveryRegistry registry = new DiscoveryRegistry(name -> look(times))) {
      assertThat(registry.endpoints(ORDERS)).isEmpty();
      registry.start(Duration.ofMillis(1));

      assertThat(FaultResources.await(() -> registry.endpoints(ORDERS).equals(FOUND))).isTrue();
      assertThat(registry.details()).containsEntry("failures", 4L);
      assertThat((String) registry.details().get("lastFailure")).contains("orders", "Nameless");
    }
  }

  private static List<Endpoint> look(AtomicInteger times) {
    switch (times.incrementAndGet()) {
      case 1 -> throw new IllegalStateException("on purpose");
      case 2 -> throw new OutOfMemoryError("on purpose");
      case 3, 4 -> throw new Nameless();
      default -> {
        return FOUND;
      }
    }
  }

  /** Code of the user's that fails even when it is asked what failed. */
  private static final class Nameless extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("on purpose");
    }
  }
}
