package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

  @Test
  void aShortNameHasItsClusterNamesMostSpecificFirst() {
    assertThat(ServiceRef.of("httpbin").hosts())
        .containsExactly(
            "httpbin.default.svc.cluster.local",
            "httpbin.default.svc.cluster",
            "httpbin.default.svc",
            "httpbin.default",
            "httpbin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"httpbin.default.svc", "httpbin.default.svc.cluster.local"})
  void aClusterHostHasTheSameNames(String host) {
    assertThat(ServiceRef.of(host).hosts()).isEqualTo(ServiceRef.of("httpbin").hosts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"httpbin.default", "orders.example.com", "*.a.svc", "[::1]", "*", "1.2.3.4"})
  void anyOtherTextWithADotStarBracketOrSlashIsOneHost(String host) {
    assertThat(ServiceRef.of(host)).isEqualTo(ServiceRef.host(host));
    assertThat(ServiceRef.of(host).hosts()).containsExactly(host);
    assertThat(ServiceRef.of(host).clusterNamespace()).isEmpty();
  }

  @Test
  void aServiceOfTheClusterHasANamespace() {
    assertThat(ServiceRef.of("a").clusterNamespace()).contains("default");
    assertThat(ServiceRef.of("a").inNamespace("prod").clusterNamespace()).contains("prod");
    assertThat(ServiceRef.of("a.prod.svc").clusterNamespace()).contains("prod");
  }

  @Test
  void aDefaultNamespaceIsFilledInWhereAShortNameHasNone() {
    ServiceRef prod = ServiceRef.of("a").inNamespace("prod");

    assertThat(ServiceRef.of("a").withDefaultNamespace("prod")).isEqualTo(prod);
    assertThat(prod.withDefaultNamespace("dev")).isEqualTo(prod);
    assertThat(ServiceRef.of("a.b").withDefaultNamespace("dev")).isEqualTo(ServiceRef.host("a.b"));
  }

  @ParameterizedTest
  @CsvSource({"*, true", "*.a.com, true", "*a.com, true", "10.0.0.0/8, true", "a.com, false"})
  void aWildcardStandsForMoreThanOneService(String host, boolean expected) {
    assertThat(ServiceRef.of(host).isWildcard()).isEqualTo(expected);
  }

  @Test
  void theTextIsWhatPeopleWrite() {
    ServiceRef prod = ServiceRef.of("a").inNamespace("prod");

    assertThat(ServiceRef.of("a").inNamespace("default")).hasToString("a");
    assertThat(prod).hasToString("a.prod");
    assertThat(prod.inDomain("example.com")).hasToString("a.prod.example.com");
    assertThat(ServiceRef.of("*.example.com")).hasToString("*.example.com");
  }
}
