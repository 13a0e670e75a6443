package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.registry.ServiceRegistry;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port is 1 to 65535, wherever one is given. */
class PortRangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://m:0",
        "https://m:0/v2",
        "http://m:00",
        "http://m:65536",
        "http://m:-1",
        "http://[::1]:0"
      })
  void anotherPortIsRefused(String uri) {
    Throwable asMirror =
        catchThrowable(
            () ->
                RouteRule.builder("r")
                    .destination("orders")
                    .mirror(Mirror.to(URI.create(uri)).name("m"))
                    .build());
    Throwable asEndpoint =
        catchThrowable(() -> ServiceRegistry.builder().endpoint("orders", URI.create(uri)).build());

    assertThat(asMirror)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(uri, "1 to 65535");
    assertThat(asEndpoint)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(uri, "1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void anotherPortOfAServiceIsRefused(int port) {
    ServiceRef service = ServiceRef.of("orders").atPort(port);

    Throwable asEndpoint =
        catchThrowable(
            () ->
                ServiceRegistry.builder()
                    .endpoint(service, Labels.none(), URI.create("http://m"))
                    .build());

    assertThat(asEndpoint).hasMessageContaining("port: " + port + " (expected: 1 to 65535)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://m", "http://m:1", "https://m:65535/v2", "http://[::1]:8080"})
  void everyPortInTheRangeIsTaken(String uri) {
    assertThat(new MirrorTarget.ToUri(URI.create(uri)).problems("m")).isEmpty();
  }
}
