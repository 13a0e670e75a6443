package io.github.mirror4j.yaml.write;

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
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes rules, reads them again, and compares what both select; a difference that the report does
 * not name fails.
 */
public final class RoundTrip {

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
  enum Target {
    VIRTUAL_SERVICES(RuleWriter::virtualServices),
    HTTP_ROUTES(RuleWriter::httpRoutes);

    private final Function<List<RouteRule>, RuleWriter.Written> writer;

    Target(Function<List<RouteRule>, RuleWriter.Written> writer) {
      this.writer = writer;
    }
  }

  private RoundTrip() {}

  public static void checkAll(List<RouteRule> rules, String what) {
    for (Target target : Target.values()) {
      check(target, rules, new RandomRules(1), what + " " + target);
    }
  }

  /** How many requests met a rule of which nothing was lost. */
  static int check(Target target, List<RouteRule> rules, RandomRules random, String what) {
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
        "" + mirror.rateLimit(),
        mirror.isAfterResponse() + " " + mirror.primaryOutcome() + mirror.hasPrimaryHeaders(),
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
