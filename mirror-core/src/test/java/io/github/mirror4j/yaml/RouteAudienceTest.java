package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.RouteRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route is for the clients and hosts that it is for in the mesh, and never for more. */
class RouteAudienceTest {

  private static final String OF_KITCHEN = "parentRefs: [{group: '', kind: Service, name: menu}]";
  private static final String OF_GUESTS =
      "parentRefs: [{group: '', kind: Service, name: menu, namespace: kitchen}]";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{group: core, kind: Service, name: menu}",
        "{kind: Service, name: menu}",
        "{group: '', kind: Service, name: menu}",
        "{group: '', kind: Service, name: menu, sectionName: http}",
      })
  void aServiceAsParentIsTheOnlyHost(String parent) {
    RuleDocuments read =
        Docs.read(Docs.route("kitchen/menu", "parentRefs: [" + parent + "]", "next"));
    assertThat(Docs.winner(read, "kitchen", "http://menu.kitchen/")).isEqualTo("menu");
    assertThat(Docs.winner(read, "kitchen", "http://menu/")).isEqualTo("menu");
    assertThat(Docs.winner(read, "kitchen", "http://other.kitchen/")).isEqualTo("none");
    assertThat(read.warnings()).hasSize(parent.contains("group: ''") ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{group: example.com, kind: Service, name: menu}",
        "{group: gateway.networking.k8s.io, kind: Service, name: menu}",
        "{group: networking.istio.io, kind: ServiceEntry, name: unread}",
        "{kind: Mesh, name: menu}",
        "{group: '', kind: ConfigMap, name: menu}",
      })
  void aParentThatIsNotKnownMakesNoRuleAndNamesWhatIsLost(String parent) {
    RuleDocuments read =
        Docs.read(Docs.route("kitchen/menu", "parentRefs: [" + parent + "]", "next"));
    assertThat(read.rules()).isEmpty();
    assertThat(read.warnings())
        .anyMatch(w -> w.startsWith("f:5:16: spec.parentRefs[0]: is "))
        .anyMatch(
            w -> w.contains("HTTPRoute menu is left out, with its copies to next.kitchen:80"));
  }

  @Test
  void oneKnownParentIsEnough() {
    String parents = "parentRefs: [{kind: Mesh, name: m}, {group: '', kind: Service, name: menu}]";
    RuleDocuments read = Docs.read(Docs.route("kitchen/menu", parents, "next"));
    assertThat(read.rules())
        .extracting(rule -> rule.destination().host())
        .containsExactly("menu.kitchen.svc.cluster.local");
    assertThat(read.warnings()).hasSize(1);
  }

  @Test
  void aServiceEntryAsParentStandsForItsHosts() {
    String entry =
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: menus, namespace: kitchen}
        spec:
          hosts: [menu.example, drinks.example]
          ports: [{number: 80, name: http, protocol: HTTP}]
        ---
        """;
    String parents = "parentRefs: [{group: networking.istio.io, kind: ServiceEntry, name: menus}]";
    RuleDocuments read = Docs.read(Docs.route("kitchen/menu", parents, "next"), entry);
    assertThat(read.rules())
        .extracting(rule -> rule.destination().host())
        .containsExactly("menu.example", "drinks.example");
    assertThat(Docs.winner(read, "", "http://other.example/")).isEqualTo("none");
  }

  @Test
  void aGatewayWithoutHostnamesIsWarnedOf() {
    RuleDocuments read = Docs.read(Docs.route("menu", "parentRefs: [{name: gateway}]", "next"));
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .startsWith("f:5:16: spec.parentRefs[0]: ")
        .contains("every host");
    String named = "parentRefs: [{name: gateway}]\n  hostnames: [menu.example]";
    assertThat(Docs.read(Docs.route("menu", named, "next")).warnings()).isEmpty();
  }

  @Test
  void aConsumersRouteIsForItsOwnClientsAloneAndComesFirstThere() {
    RuleDocuments read =
        Docs.read(
            Docs.route("kitchen/of-kitchen", OF_KITCHEN, "to-kitchen"),
            Docs.route("guests/of-guests", OF_GUESTS, "to-guests"));
    String uri = "http://menu.kitchen/";
    assertThat(Docs.winner(read, "guests", uri)).isEqualTo("of-guests");
    assertThat(Docs.winner(read, "kitchen", uri)).isEqualTo("of-kitchen");
    assertThat(Docs.winner(read, "garden", uri)).isEqualTo("of-kitchen");
    assertThat(Docs.winner(read, "", uri)).isEqualTo("of-kitchen");
  }

  @Test
  void whatAConsumersRouteDoesNotTakeGoesToNoRouteOfTheProducer() {
    String narrow =
        Docs.route("guests/of-guests", OF_GUESTS, "to-guests")
            .replace("- filters", "- matches: [{path: {value: /a}}]\n    filters");
    RuleDocuments read =
        Docs.read(Docs.route("kitchen/of-kitchen", OF_KITCHEN, "to-kitchen"), narrow);
    Mesh guests = Mesh.of(read, Docs.clientOf("guests"));
    assertThat(guests.get("http://menu.kitchen/a").mirrors()).hasSize(1);
    assertThat(guests.get("http://menu.kitchen/b").mirrors()).isEmpty();
    assertThat(Docs.winner(read, "garden", "http://menu.kitchen/b")).isEqualTo("of-kitchen");
  }

  @Test
  void thePortOfAServiceAsParentIsAskedFor() {
    String parent = "parentRefs: [{group: '', kind: Service, name: menu, port: 8080}]";
    RuleDocuments read = Docs.read(Docs.route("menu", parent, "next"));
    assertThat(read.warnings()).isEmpty();
    assertThat(Docs.winner(read, "", "http://menu:8080/")).isEqualTo("menu");
    assertThat(Docs.winner(read, "", "http://menu/")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "'[.]', menu, none, none",
    "'[guests]', menu, none, none",
    "'[garden, \".\"]', menu, menu, none",
    "'[\"*\"]', menu, menu, menu",
    "'[]', menu, menu, menu",
  })
  void exportToSaysWhoseClients(String exportTo, String guests, String garden, String unknown) {
    String service =
        Docs.service(
            "guests/menu", "hosts: [menu.kitchen.svc.cluster.local]\n  exportTo: X", Docs.ENTRY);
    RuleDocuments read = Docs.read(service.replace("X", exportTo));
    String uri = "http://menu.kitchen.svc.cluster.local/";
    assertThat(Docs.winner(read, "guests", uri)).isEqualTo(guests);
    assertThat(Docs.winner(read, "garden", uri)).isEqualTo(garden);
    assertThat(Docs.winner(read, "", uri)).isEqualTo(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"['~']", "['*', guests]", "[guests, '.']", "[Guests]"})
  void exportToIsCheckedAsIstioDoes(String exportTo) {
    String service = Docs.service("guests/menu", "hosts: [menu]\n  exportTo: X", Docs.ENTRY);
    assertThat(Docs.problems(service.replace("X", exportTo)))
        .singleElement()
        .asString()
        .contains(": spec.exportTo[");
  }

  @Test
  void whatIsExportedToAClientsNamespaceAloneComesFirst() {
    String uri = "http://menu.kitchen/";
    String narrow =
        Docs.service(
            "guests/z",
            "hosts: [menu.kitchen.svc.cluster.local]\n  exportTo: ['.']",
            "match: [{uri: {prefix: /a}}]\n    " + Docs.ENTRY);
    RuleDocuments read = Docs.read(narrow, Docs.service("kitchen/a", "hosts: [menu]", Docs.ENTRY));
    assertThat(Docs.winner(read, "guests", uri + "a")).isEqualTo("z");
    assertThat(Docs.winner(read, "guests", uri + "b")).isEqualTo("z.rest");
    assertThat(Docs.winner(read, "kitchen", uri + "a")).isEqualTo("a");
  }

  @Test
  void aSourceNamespaceThatIsNotExportedToNeverMatches() {
    String service =
        Docs.service(
            "guests/menu",
            "hosts: [menu]\n  exportTo: ['.']",
            "match: [{sourceNamespace: garden}, {sourceNamespace: guests}]\n    " + Docs.ENTRY);
    List<RouteRule> rules = Docs.read(service).rules();
    assertThat(rules.get(0).matches()).singleElement().asString().contains("guests");
    RuleDocuments none = Docs.read(service.replace(", {sourceNamespace: guests}", ""));
    assertThat(none.warnings()).anyMatch(w -> w.contains("is for no client"));
  }

  @Test
  void theSubsetsAndServicesOfOthersAreWarnedOf() {
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: menu}
        spec:
          host: menu
          exportTo: ['.']
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: menu}
        spec:
          hosts: [menu.example]
          ports: [{number: 80, name: http, protocol: HTTP}]
          exportTo: [kitchen]
        """;
    assertThat(Docs.read(rule).warnings())
        .hasSize(2)
        .allMatch(w -> w.contains("spec.exportTo: not applied"));
  }

  @ParameterizedTest
  @CsvSource({
    "'[mesh]', 1, 0",
    "'[gw, mesh]', 1, 0",
    "'[]', 1, 0",
    "'[gw]', 0, 1",
    "'[a/gw, b]', 0, 1",
  })
  void onlyTheMeshsRoutesAreForClients(String gateways, int rules, int warnings) {
    String service = Docs.service("menu", "hosts: [menu]\n  gateways: X", Docs.ENTRY);
    RuleDocuments read = Docs.read(service.replace("X", gateways));
    assertThat(read.rules()).hasSize(rules);
    assertThat(read.warnings()).hasSize(warnings).allMatch(w -> w.contains("copies to next"));
  }

  @Test
  void everyHostIsForGatewaysAlone() {
    assertThat(Docs.problems(Docs.service("menu", "hosts: ['*']", Docs.ENTRY)))
        .singleElement()
        .asString()
        .startsWith("f:5:11: spec.hosts[0]: \"*\"");
    String gateways = "hosts: ['*']\n  gateways: [gw]";
    assertThat(Docs.read(Docs.service("menu", gateways, Docs.ENTRY)).rules()).isEmpty();
  }
}
