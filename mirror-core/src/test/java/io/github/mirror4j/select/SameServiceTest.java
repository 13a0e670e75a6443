package io.github.mirror4j.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials for the destination are meant for the mirror only where it is the same service. */
class SameServiceTest {

  private static boolean sameService(String destination, Mirror mirror) {
    RouteRule rule = RouteRule.builder("r").destination(destination).mirror(mirror).build();
    return RuleSet.builder()
        .rules(rule)
        .registry(service -> java.util.List.of())
        .build()
        .mirrors()
        .get(0)
        .isSameService();
  }

  @ParameterizedTest
  @CsvSource({
    "httpbin, httpbin, true",
    "httpbin, httpbin.default.svc.cluster.local, true",
    "httpbin.default.svc, httpbin, true",
    "httpbin, httpbin2, false",
    "httpbin, httpbin.prod.svc.cluster.local, false",
    "orders.example.com, orders.example.com, true",
    "orders.example.com, example.com, false",
    "*, httpbin, false"
  })
  void aMirrorByService(String destination, String service, boolean expected) {
    assertThat(sameService(destination, Mirror.to(service, Given.V2))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "orders.example.com, https://orders.example.com:8443/v2, true",
    "orders.example.com, https://orders.example.com.evil.org, false",
    "orders.example.com, https://evil.org/orders.example.com, false",
    "*.example.com, https://orders.example.com, false"
  })
  void aMirrorByAddress(String destination, String base, boolean expected) {
    assertThat(sameService(destination, Mirror.to(URI.create(base)))).isEqualTo(expected);
  }
}
