package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a route or rule in a document names the rule here; a position does so otherwise. */
class RuleNamesTest {

  private static final String ROUTE = "route: [{destination: {host: orders}}]";

  private static String virtualService(String... entries) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: shop}
    spec:
      hosts: [orders]
      http:
    """
        + String.join("", List.of(entries));
  }

  private static String named(String name, String prefix) {
    return "  - {name: %s, match: [{uri: {prefix: %s}}], %s}\n".formatted(name, prefix, ROUTE);
  }

  private static String unnamed(String prefix) {
    return "  - {match: [{uri: {prefix: %s}}], %s}\n".formatted(prefix, ROUTE);
  }

  private static String httpRoute(String... rules) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: shop}
    spec:
      parentRefs: [{kind: Service, group: "", name: orders}]
      rules:
    """
        + String.join("", List.of(rules));
  }

  private static String rule(String name) {
    return "  - {name: %s, backendRefs: [{name: orders, port: 80}]}\n".formatted(name);
  }

  private static RuleDocuments read(String yaml) {
    return RuleFiles.parse("f", yaml);
  }

  /** The names in the order in which the rules are tried. */
  private static List<String> inOrder(List<RouteRule> rules) {
    return RuleSet.builder().rules(rules).registry(Mesh.EVERYTHING).build().rules().stream()
        .map(RouteRule::name)
        .toList();
  }

  @Test
  void theNameOfARouteStandsBehindThatOfItsDocument() {
    RuleDocuments one = read(virtualService(named("canary", "/a")));
    assertThat(inOrder(one.rules())).containsExactly("shop.canary");
    RuleDocuments two = read(virtualService(named("new", "/new"), named("canary", "/a")));
    assertThat(inOrder(two.rules())).containsExactly("shop.new", "shop.canary");
    assertThat(two.notes()).noneMatch(note -> note.contains("has no name"));
  }

  @Test
  void theNameOfARuleOfAnHttpRouteToo() {
    RuleDocuments documents = read(httpRoute(rule("zeta"), rule("alpha")));
    assertThat(inOrder(documents.rules())).containsExactly("shop.zeta", "shop.alpha");
  }

  @Test
  void theListsOrderIsKeptWhateverTheNames() {
    String yaml = virtualService(named("zeta", "/a"), unnamed("/b"), named("alpha", "/c"));
    assertThat(inOrder(read(yaml).rules())).containsExactly("shop.zeta", "shop.001", "shop.alpha");
    String annotated =
        yaml.replace(
            "{name: shop}",
            "{name: shop, annotations: {mirror4j.io/rule-name.0: z, mirror4j.io/rule-name.1: a}}");
    assertThat(inOrder(read(annotated).rules())).containsExactly("z", "a", "shop.alpha");
  }

  @Test
  void aDocumentStaysTogetherAmongOthersForTheSameHost() {
    String other = virtualService(named("middle", "/d")).replace("name: shop", "name: shop-2");
    RuleDocuments documents =
        read(virtualService(named("zeta", "/a"), named("alpha", "/c")) + "---\n" + other);
    assertThat(inOrder(documents.rules()))
        .containsExactly("shop-2.middle", "shop.zeta", "shop.alpha");
  }

  @Test
  void severalHostsAndMatchesHaveNumbersBehindTheName() {
    RuleDocuments hosts =
        read(
            virtualService(named("a", "/a"), named("b", "/b")).replace("[orders]", "[orders, o2]"));
    assertThat(hosts.rules())
        .extracting(RouteRule::name)
        .containsExactlyInAnyOrder("shop.a.0", "shop.b.0", "shop.a.1", "shop.b.1");
  }

  @Test
  void unnamedOnesGetOneNoteForTheDocument() {
    RuleDocuments documents = read(virtualService(unnamed("/a"), unnamed("/b"), unnamed("/c")));
    assertThat(documents.rules())
        .extracting(RouteRule::name)
        .containsExactly("shop.000", "shop.001", "shop.002");
    assertThat(documents.warnings()).isEmpty();
    assertThat(documents.notes().stream().filter(note -> note.contains("has no name")))
        .containsExactly(
            "f:7:5: spec.http[0]: has no name, so its rule is named by its position, shop.000;"
                + " a name would stay the same when others are inserted before it");
    assertThat(read(virtualService(unnamed("/a"))).notes())
        .noneMatch(note -> note.contains("has no name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Canary", "my_route", "a b", "-a", "a..b", "é"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> read(virtualService(named('"' + name + '"', "/a"))))
        .hasMessageContaining(
            "f:7:12: spec.http[0].name: \"" + name + "\" (expected: a lower-case");
    assertThatThrownBy(() -> read(httpRoute(rule('"' + name + '"'))))
        .hasMessageContaining("spec.rules[0].name: \"" + name + "\" (expected: a lower-case");
  }

  @Test
  void aNameASecondTimeIsRefused() {
    assertThatThrownBy(() -> read(virtualService(named("a", "/a"), named("a", "/b"))))
        .hasMessage(
            """
            rule files: 1 problem
              f:8:12: spec.http[1].name: "a" a second time (expected: a name that no other rule of\
             the document has; first at f:7:12)""");
    assertThatThrownBy(() -> read(httpRoute(rule("a"), rule("b"), rule("a"))))
        .hasMessageContaining("f:9:12: spec.rules[2].name: \"a\" a second time");
    assertThatThrownBy(() -> read(virtualService(named("\"001\"", "/a"), unnamed("/b"))))
        .hasMessageContaining("f:7:12: spec.http[0].name: \"001\" a second time");
  }

  @Test
  void theSameNameInTwoDocumentsIsTwoNames() {
    String other = virtualService(named("a", "/d")).replace("name: shop", "name: other");
    assertThat(inOrder(read(virtualService(named("a", "/a")) + "---\n" + other).rules()))
        .containsExactly("other.a", "shop.a");
  }

  @Test
  void whatIsWrittenIsReadAsTheSameNamesInTheSameOrder() {
    for (String yaml :
        List.of(
            virtualService(named("zeta", "/a"), unnamed("/b"), named("alpha", "/c")),
            virtualService(named("zeta", "/a"), named("alpha", "/c"))
                .replace("name: shop", "name: orders"),
            virtualService(named("a", "/a")).replace("name: shop", "name: orders"),
            virtualService(unnamed("/a"), unnamed("/b")),
            httpRoute(rule("zeta"), rule("alpha")).replace("name: shop", "name: orders"))) {
      List<RouteRule> rules = read(yaml).rules();
      boolean isGateway = yaml.contains("HTTPRoute");
      String written =
          (isGateway ? RuleWriter.httpRoutes(rules) : RuleWriter.virtualServices(rules)).yaml();
      List<RouteRule> again = read(written).rules();
      assertThat(again).as(written).containsExactlyInAnyOrderElementsOf(rules);
      assertThat(inOrder(again)).isEqualTo(inOrder(rules));
    }
    String kept = virtualService(named("zeta", "/a"), named("alpha", "/c"));
    assertThat(
            RuleWriter.virtualServices(read(kept.replace("name: shop", "name: orders")).rules())
                .yaml())
        .contains("name: zeta", "name: alpha")
        .doesNotContain("annotations");
  }
}
