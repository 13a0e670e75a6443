package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.yaml.RuleFiles;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No Java URI has a host with an underscore; the message says so, and says the way out. */
class HostWithUnderscoreTest {

  private static void names(Throwable refused) {
    assertThat(refused)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("'_'", "IP address", "alias without underscore");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://orders_v2:8080", "https://my_team.example.com/v2", "http://_orders"})
  void asAMirror(String uri) {
    names(
        catchThrowable(
            () ->
                RouteRule.builder("r")
                    .destination("orders")
                    .mirror(Mirror.to(URI.create(uri)).name("m"))
                    .build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://orders_v2:8080", "http://user:secret@orders_v2"})
  void asAnEndpoint(String uri) {
    Throwable refused =
        catchThrowable(() -> ServiceRegistry.builder().endpoint("orders", URI.create(uri)).build());

    names(refused);
    assertThat(refused).hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_orders", "my_orders.example.com", "*.my_team.example.com"})
  void asADestination(String destination) {
    names(catchThrowable(() -> RouteRule.builder("r").destination(destination).build()));
  }

  @Test
  void asAServiceOfAMirror() {
    names(
        catchThrowable(
            () ->
                RouteRule.builder("r")
                    .destination("orders")
                    .mirror(Mirror.to("orders_v2").name("m"))
                    .build()));
  }

  @Test
  void asAnEndpointInAFile() {
    names(
        catchThrowable(
            () ->
                RuleFiles.parse(
                    "orders.yaml",
                    """
                    apiVersion: networking.istio.io/v1
                    kind: ServiceEntry
                    metadata: {name: orders}
                    spec:
                      hosts: [orders.example.com]
                      ports: [{number: 80, name: http, protocol: HTTP}]
                      resolution: STATIC
                      endpoints: [{address: orders_v1}]
                    """)));
  }

  @Test
  void asAMirrorInAFile() {
    names(
        catchThrowable(
            () ->
                RuleFiles.parse(
                    "orders.yaml",
                    """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: orders}
                    spec:
                      hosts: [orders.example.com]
                      http:
                      - route: [{destination: {host: orders.example.com}}]
                        mirror: {host: orders_v2.example.com}
                    """)));
  }

  @Test
  void isNotNamedWhereTheFaultIsAnother() {
    Throwable refused =
        catchThrowable(() -> RouteRule.builder("r").destination("Orders.example.com").build());

    assertThat(refused).hasMessageNotContaining("'_'");
  }
}
