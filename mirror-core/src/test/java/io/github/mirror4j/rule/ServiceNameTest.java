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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; svc; a.prod.svc, a.prod, a",
        "a; svc.b; a.prod.svc.b, a.prod.svc, a.prod, a",
        "a; svc.b.c; a.prod.svc.b.c, a.prod.svc.b, a.prod.svc, a.prod, a",
        "a; svcb.c; a.prod.svcb.c, a.prod, a",
        "a; example.com; a.prod.example.com, a.prod, a"
      })
  void aDomainOfTheClusterHasShorterForms(String name, String domain, String hosts) {
    ServiceRef service = ServiceRef.of(name).inNamespace("prod").inDomain(domain);

    assertThat(String.join(", ", service.hosts())).isEqualTo(hosts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.svc; a.svc",
        "a.b.svcs; a.b.svcs",
        "a.b.c.svc; a.b.c.svc",
        "*.b.svc; *.b.svc",
        "a.b.svc.x; a.b.svc.x, a.b.svc, a.b, a",
        "a.b.svc.x.y.z; a.b.svc.x.y.z, a.b.svc.x.y, a.b.svc.x, a.b.svc, a.b, a",
        "10.0.0.0/8; 10.0.0.0/8",
        "::1; [::1]",
        "[0:0::1]; [::1]",
        "::ffff:10.0.0.1; 10.0.0.1"
      })
  void aHostOfTheClusterHasThirdlySvc(String host, String hosts) {
    ServiceRef service = ServiceRef.host(host);

    assertThat(String.join(", ", service.hosts())).isEqualTo(hosts);
    assertThat(service.clusterNamespace().isPresent()).isEqualTo(hosts.contains(","));
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, a, true",
    "*.a.com, b.a.com, true",
    "*.a.com, .a.com, false",
    "*.a.com, a.com, false",
    "*a.com, ba.com, true",
    "*a.com, a.com, false",
    "10.0.0.0/8, 10.0.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/8, a, false",
    "10.0.0.0/8, '[::ffff:10.0.0.1]', true",
    "10.0.0.0/8, '::ffff:10.0.0.1', true",
    "10.0.0.0/33, 10.0.0.1, false",
    "'[::1]', '[0::1]', true",
    "'[::1]', '::1', true",
    "'[::1]', '::2', false",
    "'[::1]', '[::2]', false",
    "10.0.0.1, '[::ffff:10.0.0.1]', true",
    "a, a.default.svc, true",
    "a, a.prod, false",
    "a.com, a.com, true",
    "a.com, b.com, false"
  })
  void aHostAddressesAService(String service, String host, boolean expected) {
    assertThat(ServiceRef.of(service).matches(host)).isEqualTo(expected);
  }

  @Test
  void onlyAWildcardOrABlockMayBeSeveralServices() {
    assertThat(ServiceRef.of("10.1.2.3/8").isWildcard()).isTrue();
    assertThat(ServiceRef.of("*").isWildcard()).isTrue();
    assertThat(ServiceRef.of("10.1.2.3").isWildcard()).isFalse();
    assertThat(ServiceRef.of("a").isWildcard()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'port: 0 (expected: 1 to 65535)'",
    "-1, 'port: -1 (expected: 1 to 65535)'",
    "1, ''",
    "65535, ''",
    "65536, 'port: 65536 (expected: 1 to 65535)'"
  })
  void aPortIsOneTo65535(int port, String problem) {
    String problems = ServiceRef.of("a").atPort(port).problems("a").toString();

    assertThat(problems).isEqualTo(problem.isEmpty() ? "[]" : "[a." + problem + "]");
  }

  @Test
  void aPortIsKeptByAllThatChangesTheReference() {
    ServiceRef service = ServiceRef.of("a").atPort(8080);

    assertThat(service.inNamespace("prod").port()).isEqualTo(8080);
    assertThat(service.inDomain("b.c").port()).isEqualTo(8080);
    assertThat(service.withDefaultNamespace("prod")).hasToString("a.prod:8080");
    assertThat(service.atPort(null)).isEqualTo(ServiceRef.of("a"));
  }

  @Test
  void aPortStandsBehindTheText() {
    assertThat(ServiceRef.of("a.com").atPort(1)).hasToString("a.com:1");
    assertThat(ServiceRef.of("::1").atPort(1)).hasToString("[::1]:1");
    assertThat(ServiceRef.of("::1")).hasToString("[::1]");
    assertThat(new ServiceRef(null, null, null, null)).hasToString("");
    assertThat(new ServiceRef(null, null, null, null).hosts()).containsExactly("");
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
