package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.yaml.Docs;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written is read again to the same meaning, or the report names the rule that lost some.
 */
class RoundTripTest {

  private static final int SETS = 150;

  static Stream<RoundTrip.Target> targets() {
    return Stream.of(RoundTrip.Target.values());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void rulesOfEveryKindReadBackToTheSameSelections(RoundTrip.Target target) {
    int kept = 0;
    for (int seed = 0; seed < SETS; seed++) {
      RandomRules random = new RandomRules(seed);
      kept += RoundTrip.check(target, random.rules(), random, "seed " + seed);
    }
    assertThat(kept).as("requests that a rule was kept for").isGreaterThan(SETS);
  }

  /** Rules that only a document can say survive being written too. */
  static Stream<String> documents() {
    return Stream.of(
        Docs.matching("{withoutHeaders: {x-a: {regex: '.*'}}}"),
        Docs.matching("{withoutHeaders: {x-a: {}}, queryParams: {q: {}}, port: 8080}"),
        Docs.matching("{uri: {prefix: /a}, ignoreUriCase: true}, {uri: {exact: /A}}"),
        Docs.service("menu", "hosts: ['*.example.com']", "route: [{destination: {host: menu}}]"),
        Docs.service(
            "menu", "hosts: ['*.example.com']", Docs.ENTRY.replace("menu", "'*.example.com'")),
        Docs.service("shop/menu", "hosts: [orders.web]\n  exportTo: ['.', web]", Docs.ENTRY),
        Docs.service(
            "menu", "hosts: [menu]", Docs.ENTRY + "\n    mirrorPercentage: {value: 5.0E-4}"),
        Docs.route("menu", "hostnames: ['*.example.com']", "next"),
        Docs.route("menu", "hostnames: ['*.example.com', api.example.com]", "next")
            + Docs.route("web/also", "hostnames: [api.example.com]", "next"),
        Docs.route("shop/orders", "parentRefs: [{group: '', kind: Service, name: orders}]", "next"),
        Docs.route(
            "web/orders",
            "parentRefs: [{group: '', kind: Service, name: orders, namespace: shop}]",
            "next"),
        Docs.routeWith(
            "orders",
            "parentRefs: [{group: '', kind: Service, name: orders, port: 8080}]",
            "- matches: [{path: {value: /a}}, {method: GET}]\n    backendRefs: [{name: b, port: 1}]"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentsReadBackToTheSameSelections(String yaml) {
    RoundTrip.checkAll(Docs.read(yaml).rules(), yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"route-rule", "virtual-service", "http-route"})
  void wholeFilesReadBackToTheSameSelections(String file) throws IOException {
    String yaml = Docs.resource(file + ".yaml");
    RoundTrip.checkAll(Docs.read(yaml).rules(), file);
  }
}
