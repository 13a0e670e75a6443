package io.github.mirror4j.examples.integration;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever sends a request, whatever stands before and behind the mirroring client, and whatever
 * the body is: the primary's server gets the same bytes without mirroring, mirrored, and paused.
 */
class PrimaryOnTheWireTest {

  @TestFactory
  Stream<DynamicTest> throughClientsThatWrapClients() {
    return Arrays.stream(WireClients.values())
        .flatMap(clients -> Arrays.stream(WireBodies.values()).map(body -> row(clients, body)))
        .map(WireRow::test);
  }

  @TestFactory
  Stream<DynamicTest> throughLibraries() {
    return Stream.concat(WireSpring.rows(), WireLibraries.rows()).map(WireRow::test);
  }

  private static WireRow row(WireClients clients, WireBodies body) {
    // Methanol in front hands on requests of its own class.
    boolean losesClass =
        body.hasClassToLose()
            || (clients == WireClients.METHANOL_ON_BOTH_SIDES && !body.isKnownToBeEmpty());
    return new WireRow(
        clients.name(),
        body.name(),
        !(clients.isForeignInside() && losesClass),
        (server, engine) -> {
          try (HttpClient existing = WireClients.existing().build()) {
            clients.client(existing, engine).send(body.request(server), BodyHandlers.discarding());
          }
        });
  }
}
