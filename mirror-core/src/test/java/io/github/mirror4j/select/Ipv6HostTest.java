package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An IPv6 address is the same host in each of its forms. */
class Ipv6HostTest {

  @ParameterizedTest
  @CsvSource({
    "::1, 'http://[::1]:8080/', true",
    "[::1], 'http://[::1]/', true",
    "0:0:0:0:0:0:0:1, 'http://[::1]/', true",
    "::1, 'http://[0:0::0:1]:8080/', true",
    "::1, 'http://[::2]/', false",
    "2001:DB8::A, 'http://[2001:db8:0:0:0:0:0:a]/', true",
    "2001:db8::a, 'http://[2001:DB8::A]/', true",
    "2001:db8:0:1:1:1:1:1, 'http://[2001:db8::1:1:1:1:1]/', true",
    "::ffff:10.1.2.3, 'http://[::ffff:a01:203]/', true",
    "::ffff:10.1.2.3, http://10.1.2.3/, true",
    "10.1.2.3, 'http://[::ffff:10.1.2.3]/', true",
    "10.0.0.0/8, 'http://[::ffff:10.1.2.3]/', true",
    "*, 'http://[::1]:8080/', true"
  })
  void aDestination(String destination, String uri, boolean expected) {
    RuleSet rules = rules(RouteRule.builder("rule").destination(destination).build());
    String host = FactReader.host(get(uri));

    assertThat(!winner(rules, get(uri)).isEmpty()).isEqualTo(expected);
    assertThat(ServiceRef.of(destination).matches(host)).isEqualTo(expected);
    assertThat(rules.explain(get(uri)).contains("rule (precedence 0): wins")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "::1, [::1]",
    "[::1], [::1]",
    "::, [::]",
    "1::, [1::]",
    "0:0:1:0:0:0:1:0, [0:0:1::1:0]",
    "1:0:0:1:0:0:1:1, [1::1:0:0:1:1]",
    "1:2:3:0:5:6:7:8, [1:2:3:0:5:6:7:8]",
    "FE80::ABCD, [fe80::abcd]",
    "::ffff:192.168.0.1, 192.168.0.1"
  })
  void isShownInOneForm(String address, String form) {
    assertThat(ServiceRef.of(address).host()).isEqualTo(form);
    assertThat(ServiceRef.of(address).atPort(8080)).hasToString(form + ":8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":::", "[::1", "::1]", "1:2:3", "[::1]:8080", "fe80::1%eth0", "::g", "[]"})
  void whatIsNoneIsRefused(String destination) {
    Throwable refused =
        catchThrowable(() -> RouteRule.builder("r").destination(destination).build());

    assertThat(refused)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("IP address");
  }

  @Test
  void endpointsAreFoundUnderEachForm() {
    ServiceRegistry registry =
        ServiceRegistry.builder().endpoint("[0::1]", URI.create("http://v1")).build();

    assertThat(registry.endpoints(ServiceRef.of("::1"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "::1, 'http://[0::1]:9000', true",
    "::1, 'http://[::2]:9000', false",
    "10.1.2.3, 'http://[::ffff:10.1.2.3]', true",
    "orders.example.com, http://ORDERS.example.com, true"
  })
  void aMirrorOfTheSameService(String destination, String base, boolean expected) {
    RuleSet rules =
        rules(
            RouteRule.builder("r")
                .destination(destination)
                .mirror(Mirror.to(URI.create(base)))
                .build());

    assertThat(rules.mirrors().get(0).isSameService()).isEqualTo(expected);
  }
}
