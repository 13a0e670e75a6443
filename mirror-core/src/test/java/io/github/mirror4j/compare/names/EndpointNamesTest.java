package io.github.mirror4j.compare.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are grouped into few endpoints, and nobody's name is one. */
class EndpointNamesTest {

  private static final int ENOUGH = 60;

  private final SplittableRandom random = new SplittableRandom(3);

  @ParameterizedTest
  @CsvSource({
    "/orders/42, /orders/{…}",
    "/orders/42/items/7, /orders/{…}/items/{…}",
    "/orders/3f2504e0-4f89-11d3-9a0c-0305e82c3301, /orders/{…}",
    "/blobs/9a0c0305e82c, /blobs/{…}",
    "/days/2026-11-27, /days/{…}",
    "/days/2026-11-27T08:00:00Z, /days/{…}",
    "/v2/orders, /v2/orders",
    "/facade/cafe, /facade/cafe",
    "/, /",
    "/orders/, /orders/"
  })
  void valuesAreLeftOut(String path, String endpoint) {
    assertEquals(endpoint, learned(List.of(), path));
  }

  @Test
  void templatesComeFirst() {
    List<String> templates = List.of("/orders/{id}", "/users/{name}/orders");

    assertEquals("/orders/{id}", learned(templates, "/orders/anything"));
    assertEquals("/users/{name}/orders", learned(templates, "/users/ada/orders"));
    assertEquals("/other", learned(templates, "/other"));
  }

  @Test
  void aSegmentIsShownOnceTwentyRequestsHadIt() {
    EndpointNames names = new EndpointNames(List.of());
    for (int i = 0; i < 19; i++) {
      assertEquals("/{*}", names.of("/ada", random.nextLong()));
    }
    assertEquals("/ada", learned(names, "/ada"));
  }

  @Test
  void theSameRequestAgainIsNoOther() {
    EndpointNames names = new EndpointNames(List.of());
    for (int i = 0; i < 100; i++) {
      assertEquals("/{*}", names.of("/ada", 5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ada@example.com",
        "/ada%20lovelace",
        "/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0"
      })
  void oddSegmentsAreNeverShown(String path) {
    assertEquals("/{*}", learned(List.of(), path));
  }

  @Test
  void namesOfManyAreOneEndpoint() {
    EndpointNames names = new EndpointNames(List.of());
    Set<String> endpoints = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      endpoints.add(names.of("/users/" + word(), random.nextLong()));
    }
    assertEquals(Set.of("/{*}/{*}", "/users/{*}"), endpoints);
  }

  @Test
  void endpointsAreBounded() {
    EndpointNames names = new EndpointNames(List.of());
    Set<String> endpoints = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      for (int seen = 0; seen < ENOUGH; seen++) {
        endpoints.add(names.of("/endpoint-" + (char) ('a' + i % 26) + "x" + i, random.nextLong()));
      }
    }
    assertEquals(201, endpoints.size());
    assertTrue(endpoints.contains(EndpointNames.OTHER));
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      word.append((char) ('g' + random.nextInt(20)));
    }
    return word.toString();
  }

  private String learned(List<String> templates, String path) {
    return learned(new EndpointNames(templates), path);
  }

  private String learned(EndpointNames names, String path) {
    for (int i = 0; i < ENOUGH; i++) {
      names.of(path, random.nextLong());
    }
    return names.of(path, random.nextLong());
  }
}
