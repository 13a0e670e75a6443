package io.github.mirror4j.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RegistryValidationTest {

  @Test
  void everyProblemIsNamedAtOnce() {
    ServiceRegistry.Builder builder =
        ServiceRegistry.builder()
            .endpoint("Httpbin", Labels.of("version", "?"), URI.create("http://a"))
            .endpoint("*.example.com", URI.create("http://a"))
            .endpoint("orders", URI.create("http://a"))
            .endpoint("orders", URI.create("ftp://a"))
            .endpoint("orders", URI.create("http://user:secret@a/"))
            .endpoint("orders", URI.create("/relative"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            """
            registry: 6 problems
              service "Httpbin".name: "Httpbin" (expected: a DNS label: 1 to 63 characters \
            [a-z0-9-], first and last not '-')
              service "Httpbin".endpoint[0].labels.version: "?" (expected: at most 253 characters \
            [-A-Za-z0-9_./])
              service "*.example.com": "*.example.com" (expected: one service, no wildcard)
              service "orders".endpoint[1].uri: "ftp://a" (expected: an absolute http or https URI \
            with a host, a port from 1 to 65535 if any, and without user info, query and fragment)
              service "orders".endpoint[2].uri: "http://***@a/" (expected: an absolute http or \
            https URI with a host, a port from 1 to 65535 if any, and without user info, query and \
            fragment)
              service "orders".endpoint[3].uri: "/relative" (expected: an absolute http or https \
            URI with a host, a port from 1 to 65535 if any, and without user info, query and \
            fragment)""");
  }
}
