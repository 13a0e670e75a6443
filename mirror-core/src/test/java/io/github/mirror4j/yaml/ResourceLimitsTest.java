package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a resource may have at most, by its own definition or here, and one more. */
class ResourceLimitsTest {

  private static final String BACKENDS = "\n    backendRefs: [{name: menu, port: 80}]";

  static Stream<Arguments> numbers() {
    return Stream.of(
        limit(32, "spec.hosts: 33 entries", count -> entry(hosts(count), 1, 1)),
        limit(20, "spec.ports: 21 entries", count -> entry("a.example", count, 1)),
        limit(500, "spec.endpoints: 501 entries", count -> entry("a.example", 1, count)),
        limit(32, "spec.parentRefs: 33 entries", ResourceLimitsTest::parents),
        limit(16, "spec.hostnames: 17 entries", count -> route("hostnames: [%s]", hosts(count))),
        limit(16, "spec.rules: 17 entries", ResourceLimitsTest::rules),
        limit(
            64,
            "spec.rules[0].matches: 65 entries",
            count -> matching(many(count, i -> "{headers: [{name: a, value: b%d}]}"))),
        limit(
            16,
            "spec.rules[0].matches[0].headers: 17 entries",
            count -> matching("{headers: [" + many(count, i -> "{name: a%d, value: b}") + "]}")),
        limit(
            16,
            "spec.rules[0].matches[0].queryParams: 17 entries",
            count ->
                matching("{queryParams: [" + many(count, i -> "{name: a%d, value: b}") + "]}")),
        limit(128, "spec.rules: 129 matches", ResourceLimitsTest::matchesOfAllRules),
        limit(100, "spec.hosts: 101 entries", count -> service(hosts(count), 1)),
        limit(1_000, "1001 hosts times routes", count -> service("menu", count)));
  }

  @ParameterizedTest
  @MethodSource
  void numbers(int most, String problem, IntFunction<String> document) {
    assertLimit(most, document, problem, "(expected: at most " + most);
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
        limit(
            1_024,
            "matches[0].path.value: ",
            length -> matching("{path: {value: /%s}}".formatted("a".repeat(length - 1)))),
        limit(
            4_096,
            "matches[0].headers[0].value: ",
            length -> matching("{headers: [{name: a, value: %s}]}".formatted("b".repeat(length)))),
        limit(
            1_024,
            "matches[0].queryParams[0].value: ",
            length ->
                matching("{queryParams: [{name: a, value: %s}]}".formatted("b".repeat(length)))),
        limit(
            256,
            "matches[0].headers[0].name: ",
            length -> matching("{headers: [{name: %s, value: b}]}".formatted("a".repeat(length)))),
        limit(
            1_024,
            "spec.http[0].match[0].uri: a pattern of 1025 characters",
            length -> Docs.matching("{uri: {regex: %s}}".formatted("a".repeat(length)))));
  }

  @ParameterizedTest
  @MethodSource
  void lengths(int most, String place, IntFunction<String> document) {
    assertLimit(most, document, place, most + " ");
  }

  static Stream<Arguments> values() {
    return Stream.of(
        limit(1_000_000, "backendRefs[0].weight: 1000001", ResourceLimitsTest::weight),
        limit(0, "backendRefs[0].weight: -1", most -> weight(-most)));
  }

  @ParameterizedTest
  @MethodSource
  void values(int most, String problem, IntFunction<String> document) {
    assertLimit(
        most, document, problem, "(expected: a whole number, 0 to 1000000, without quotes)");
  }

  private static void assertLimit(int most, IntFunction<String> document, String... problem) {
    assertThat(Docs.problems(document.apply(most))).isEmpty();
    assertThat(Docs.problems(document.apply(most + 1)))
        .singleElement()
        .asString()
        .contains(problem);
  }

  private static Arguments limit(int most, String problem, IntFunction<String> document) {
    return Arguments.of(most, problem, document);
  }

  /** So many flow values, with their number in each. */
  private static String many(int count, IntFunction<String> value) {
    return IntStream.range(0, count)
        .mapToObj(i -> value.apply(i).formatted(i))
        .collect(Collectors.joining(", "));
  }

  private static String hosts(int count) {
    return many(count, i -> "h%d.example");
  }

  private static String entry(String hosts, int ports, int endpoints) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: e}
    spec:
      hosts: [%s]
      ports: [%s]
      resolution: STATIC
      endpoints: [%s]
    """
        .formatted(
            hosts,
            many(ports, i -> "{number: " + (8_000 + i) + ", name: p%d, protocol: HTTP}"),
            many(endpoints, i -> "{address: 10.0." + i / 250 + "." + (1 + i % 250) + "}"));
  }

  private static String parents(int count) {
    return route("hostnames: [menu.example]\n  parentRefs: [%s]", many(count, i -> "{name: g%d}"));
  }

  private static String route(String head, String values) {
    return Docs.route("menu", head.formatted(values), "next");
  }

  private static String rules(int count) {
    String rules =
        IntStream.range(0, count)
            .mapToObj(i -> "- matches: [{path: {value: /a%d}}]".formatted(i) + BACKENDS)
            .collect(Collectors.joining("\n  "));
    return Docs.routeWith("menu", "hostnames: [menu.example]", rules);
  }

  private static String matching(String matches) {
    return Docs.routeWith(
        "menu", "hostnames: [menu.example]", "- matches: [" + matches + "]" + BACKENDS);
  }

  /** Of as many rules as it takes, none with more than 64. */
  private static String matchesOfAllRules(int count) {
    String rules =
        IntStream.iterate(0, first -> first < count, first -> first + 64)
            .mapToObj(
                first ->
                    "- matches: ["
                        + many(
                            Math.min(64, count - first), i -> "{path: {value: /a" + first + "-%d}}")
                        + "]"
                        + BACKENDS)
            .collect(Collectors.joining("\n  "));
    return Docs.routeWith("menu", "hostnames: [menu.example]", rules);
  }

  private static String weight(int weight) {
    String rule = "- backendRefs: [{name: menu, port: 80, weight: %d}, {name: next, port: 80}]";
    return Docs.routeWith("menu", "hostnames: [menu.example]", rule.formatted(weight));
  }

  private static String service(String hosts, int routes) {
    String http =
        IntStream.range(0, routes)
            .mapToObj(i -> "match: [{uri: {exact: /a%d}}]\n    %s".formatted(i, Docs.ENTRY))
            .collect(Collectors.joining("\n  - "));
    return Docs.service("menu", "hosts: [" + hosts + "]", http);
  }
}
