package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.RequestFacts;
import io.github.mirror4j.select.RuleSet;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written is read again to the same meaning, or the report names the rule that lost some.
 */
class RoundTripTest {

  private static final int SETS = 150;
  private static final int REQUESTS = 30;

  /** One endpoint for everything: where a primary goes is compared by what its rule says. */
  private static final ServiceRegistry ANY =
      new ServiceRegistry() {
        @Override
        public List<Endpoint> endpoints(ServiceRef service) {
          return List.of(new Endpoint(URI.create("http://endpoint"), Labels.none()));
        }
      };

  private static final List<@Nullable Source> CLIENTS =
      Arrays.asList(
          null,
          new Source(null, "shop", Labels.none()),
          new Source(new ServiceRef("web", "web", null, null), null, Labels.of("a", "b")));

  /** A way to write rules. */
  private enum Target {
    VIRTUAL_SERVICES(RuleWriter::virtualServices),
    HTTP_ROUTES(RuleWriter::httpRoutes);

    private final Function<List<RouteRule>, RuleWriter.Written> writer;

    Target(Function<List<RouteRule>, RuleWriter.Written> writer) {
      this.writer = writer;
    }
  }

  static Stream<Target> targets() {
    return Stream.of(Target.values());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void rulesOfEveryKindReadBackToTheSameSelections(Target target) {
    int kept = 0;
    for (int seed = 0; seed < SETS; seed++) {
      RandomRules random = new RandomRules(seed);
      kept += check(target, random.rules(), random, "seed " + seed);
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
    checkAll(Docs.read(yaml).rules(), yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"route-rule", "virtual-service", "http-route"})
  void wholeFilesReadBackToTheSameSelections(String file) throws IOException {
    String yaml = WrongDocumentsTest.resource(file + ".yaml");
    checkAll(Docs.read(yaml).rules(), file);
  }

  static void checkAll(List<RouteRule> rules, String what) {
    for (Target target : Target.values()) {
      check(target, rules, new RandomRules(1), what + " " + target);
    }
  }

  /** How many requests met a rule of which nothing was lost. */
  private static int check(Target target, List<RouteRule> rules, RandomRules random, String what) {
    RuleWriter.Written once = target.writer.apply(rules);
    List<RouteRule> read = RuleFiles.parse(what, once.yaml()).rules();
    RuleWriter.Written twice = target.writer.apply(read);
    List<RouteRule> readAgain = RuleFiles.parse(what + " again", twice.yaml()).rules();
    int kept = 0;
    for (Source client : CLIENTS) {
      RuleSet before = set(rules, client);
      RuleSet after = set(read, client);
      RuleSet again = set(readAgain, client);
      for (int i = 0; i < REQUESTS; i++) {
        RequestFacts request = random.request();
        String place = what + ", " + client + ", " + request.method() + " " + request.uri();
        kept += compare(before, after, request, once, place) ? 1 : 0;
        compare(after, again, request, twice, place + " again");
      }
    }
    return kept;
  }

  private static RuleSet set(List<RouteRule> rules, @Nullable Source client) {
    RuleSet.Builder builder = RuleSet.builder().rules(rules).registry(ANY);
    return (client == null ? builder : builder.source(client)).build();
  }

  private static boolean compare(
      RuleSet before, RuleSet after, RequestFacts request, RuleWriter.Written written, String at) {
    RouteRule first = before.select(request).rule().orElse(null);
    RouteRule second = after.select(request).rule().orElse(null);
    if (isReported(first, written) || isReported(second, written)) {
      return false;
    }
    String expected = first == null ? "no rule" : says(first);
    String actual = second == null ? "no rule" : says(second);
    if (!expected.equals(actual)) {
      String text = "%s%n%s%nbecame %s%n%s%n%s%n%s";
      fail(text.formatted(at, expected, actual, first, written.report(), written.yaml()));
    }
    return first != null;
  }

  /** Whether the report says something of the rule, or of one that it is a part of. */
  private static boolean isReported(@Nullable RouteRule rule, RuleWriter.Written written) {
    return rule != null
        && written.report().stream()
            .filter(line -> !line.endsWith("is an annotation, which a mesh does not apply"))
            .filter(line -> !line.endsWith("parentRefs have to name a Gateway"))
            .filter(line -> !line.endsWith("is written as a regular expression"))
            .filter(line -> !line.contains("which only Istio knows as a backend"))
            .filter(line -> !line.contains("a Gateway tries it before"))
            .anyMatch(line -> line.matches("rule \"" + name(rule) + "\": .*"));
  }

  /** The name without the number of a match, each of which is a rule of its own in an HTTPRoute. */
  private static String name(RouteRule rule) {
    return rule.name().replaceFirst("\\.[0-9]+$", "(\\\\.[0-9]+)?");
  }

  /** Everything about a rule but its name and which requests it is for. */
  private static String says(RouteRule rule) {
    List<Object> all = new ArrayList<>();
    List<Route> routes =
        rule.routes().isEmpty() ? List.of(Route.to(Labels.none(), 100)) : rule.routes();
    double total = routes.stream().mapToInt(Route::weight).sum();
    for (Route route : routes) {
      ServiceRef other = route.destination();
      ServiceRef to = other == null ? rule.destination() : other;
      double share = routes.size() == 1 ? 1 : route.weight() / total;
      all.add(where(to, rule) + route.labels() + " " + share);
    }
    rule.mirrors().forEach(mirror -> all.add(says(mirror, rule)));
    all.add(rule.samplingKey());
    PathRewrite rewrite = rule.primary().pathRewrite();
    UnaryOperator<String> change = rewrite == null ? path -> path : rewrite.compile();
    all.add(RandomRules.PATHS.stream().map(change).toList() + " " + rule.primary().authority());
    all.add(new TreeSet<>(rule.primary().headerEdits().stream().map(Object::toString).toList()));
    all.add(Objects.toString(rule.primary().timeout()));
    return String.join("\n  ", all.stream().map(Object::toString).toList());
  }

  private static String says(Mirror mirror, RouteRule rule) {
    String target =
        switch (mirror.target()) {
          case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
              where(service, rule) + labels;
          case MirrorTarget.ToUri(URI base) ->
              base.getHost() + ":" + (base.getPort() < 0 ? 443 : base.getPort());
        };
    return String.join(
        " ",
        target,
        "" + mirror.millionths(),
        "" + new TreeSet<>(mirror.methods()),
        "" + mirror.timeout(),
        "" + mirror.bodyLimit(),
        "" + mirror.headerEdits(),
        "" + mirror.pathRewrite(),
        "" + mirror.credentials(),
        "" + mirror.host(),
        "" + mirror.comparison().map(comparison -> comparison + comparison.text()));
  }

  private static String where(ServiceRef service, RouteRule rule) {
    String host = service.withDefaultNamespace(rule.namespace()).host();
    return service.port() == null ? host : host + ":" + service.port();
  }
}
