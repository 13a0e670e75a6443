package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.PrimaryResult;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.select.RequestFacts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Rule sets and requests by chance, with everything that can be expressed in Java. */
final class RandomRules {

  private static final List<String> NAMESPACES = List.of("default", "shop", "web");
  static final List<String> PATHS = List.of("/", "/a", "/a/", "/a/b", "/ab", "/A", "/a.b");
  private static final List<String> VALUES = List.of("", "a", "A", "ab", "yes", "x: \"y\"", "1.10");
  private static final List<String> NAMES = List.of("x-a", "x-b", "accept", "method");
  private static final List<String> PARAMETERS = List.of("q", "q r", "ü", "a;b");
  private static final List<String> PATTERNS = List.of(".*", "a?", "a.*", "[0-9]+", "^$", "(?i)A");
  private static final List<Integer> PRECEDENCES =
      List.of(0, 0, 1, 11, -1, -999_999_999, -1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final Random random;

  /** Whether nothing is drawn that only some documents can say. */
  private final boolean isPlain;

  RandomRules(long seed) {
    random = new Random(seed);
    isPlain = seed % 2 != 0;
  }

  List<RouteRule> rules() {
    List<RouteRule> rules = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      rules.add(rule("r" + i));
    }
    return rules;
  }

  private RouteRule rule(String name) {
    while (true) {
      try {
        return draft(name).build();
      } catch (InvalidConfigurationException e) {
        // Not every combination can be built; another one is drawn.
      }
    }
  }

  private RouteRule.Builder draft(String name) {
    RouteRule.Builder rule =
        RouteRule.builder(name)
            .namespace(any(NAMESPACES))
            .destination(destination())
            .precedence(any(PRECEDENCES));
    if (random.nextInt(4) == 0) {
      rule.order("order." + random.nextInt(3));
    }
    repeat(random.nextInt(3), () -> rule.match(match()));
    if (isPlain || random.nextBoolean()) {
      rule.relativeWeights();
      repeat(1 + random.nextInt(3), () -> rule.route(route()));
    }
    int mirrors = random.nextInt(4);
    for (int i = 0; i < mirrors; i++) {
      rule.mirror(mirror(i));
    }
    maybe(4, () -> rule.samplingKey(key()));
    maybe(isPlain ? 9 : 3, () -> rule.primary(edits()));
    return rule;
  }

  private ServiceRef destination() {
    return switch (random.nextInt(12)) {
      case 0 -> ServiceRef.host("*.example.com");
      case 1 -> ServiceRef.host("*");
      case 2 -> ServiceRef.host("10.0.0.0/8");
      case 3 -> ServiceRef.host("*ple.com");
      case 4, 5 -> ServiceRef.host("api.example.com");
      case 6 -> new ServiceRef("orders", "shop", "svc.my.cluster", null);
      case 7 -> ServiceRef.host("orders.web.svc.cluster.local");
      default -> service();
    };
  }

  private ServiceRef service() {
    String namespace = random.nextBoolean() ? null : any(NAMESPACES);
    return new ServiceRef(any(List.of("orders", "users")), namespace, null, null);
  }

  private Match match() {
    Match.Builder match = Match.builder();
    maybe(2, () -> match.uri(path()));
    maybe(3, () -> match.method(text(List.of("GET", "POST", "get", "PROPFIND"))));
    repeat(random.nextInt(3), () -> match.header(any(NAMES), text(VALUES)));
    maybe(4, () -> match.queryParameter(any(PARAMETERS), text(VALUES)));
    if (isPlain) {
      return match.build();
    }
    maybe(8, () -> match.scheme(text(List.of("http", "https"))));
    maybe(8, () -> match.authority(text(List.of("orders", "orders:8080", "api.example.com"))));
    maybe(6, () -> match.port(any(List.of(80, 8080))));
    maybe(5, () -> match.source(source()));
    return match.build();
  }

  private Source source() {
    return switch (random.nextInt(5)) {
      case 0 -> Source.of("web");
      case 1 -> Source.of("web", Labels.of("a", "b"));
      case 2 -> new Source(null, "web", Labels.none());
      case 3 -> new Source(null, null, Labels.none());
      default -> new Source(null, null, Labels.of("a", "b"));
    };
  }

  private StringMatch path() {
    StringMatch path =
        switch (random.nextInt(5)) {
          case 0 -> StringMatch.exact(any(PATHS));
          case 1 -> StringMatch.prefix(any(PATHS));
          case 2 -> StringMatch.regex(any(List.of("/a.*", "/[ab]", ".*")));
          case 3 -> StringMatch.present();
          default -> StringMatch.pathPrefix(any(PATHS));
        };
    return decorated(path);
  }

  private StringMatch text(List<String> values) {
    StringMatch text =
        switch (random.nextInt(5)) {
          case 0, 1 -> StringMatch.exact(any(values));
          case 2 -> StringMatch.prefix(any(values));
          case 3 -> StringMatch.regex(any(PATTERNS));
          default -> StringMatch.present();
        };
    return decorated(text);
  }

  private StringMatch decorated(StringMatch match) {
    StringMatch folded = random.nextInt(5) == 0 ? match.ignoringCase() : match;
    return !isPlain && random.nextInt(5) == 0 ? StringMatch.not(folded) : folded;
  }

  private Route route() {
    if (isPlain) {
      return new Route(service().atPort(8080), Labels.none(), random.nextInt(5));
    }
    ServiceRef to =
        switch (random.nextInt(4)) {
          case 0 -> service().atPort(8080);
          case 1 -> service();
          default -> null;
        };
    return new Route(to, labels(), random.nextInt(5));
  }

  private Labels labels() {
    return switch (random.nextInt(4)) {
      case 0 -> Labels.of("version", "v1");
      case 1 -> Labels.of("version", "V.1");
      case 2 -> Labels.of("version", "v-1");
      default -> Labels.none();
    };
  }

  private PrimaryOutcome outcome(int depth) {
    int kind = depth == 0 ? random.nextInt(4) : random.nextInt(7);
    return switch (kind) {
      case 0 -> PrimaryOutcome.status(random.nextInt(100, 600));
      case 1 -> PrimaryOutcome.statusClass(random.nextInt(1, 6));
      case 2 -> PrimaryOutcome.slowerThan(Duration.ofMillis(random.nextInt(1, 5000)));
      case 3 ->
          random.nextBoolean()
              ? PrimaryOutcome.failed()
              : PrimaryOutcome.failed(any(List.of(PrimaryResult.Failure.values())));
      case 4 -> outcome(depth - 1).and(outcome(depth - 1));
      case 5 -> outcome(depth - 1).or(outcome(depth - 1));
      default -> outcome(depth - 1).not();
    };
  }

  private Mirror mirror(int index) {
    MirrorTarget target =
        switch (isPlain ? 4 : random.nextInt(5)) {
          case 0 -> new MirrorTarget.ToUri(URI.create("http://m.example.net:8081"));
          case 1 -> new MirrorTarget.ToUri(URI.create("https://m.example.net"));
          case 2 -> new MirrorTarget.ToService(service(), labels());
          default -> new MirrorTarget.ToService(service().atPort(8080), Labels.none());
        };
    Mirror mirror = Mirror.to(target).percentage(any(List.of(0.0, 0.0005, 0.1, 12.5, 50.0, 100.0)));
    mirror = random.nextBoolean() ? mirror.name("m" + index) : mirror;
    mirror = random.nextInt(4) == 0 ? mirror.methods("GET", "M-SEARCH") : mirror;
    mirror = random.nextInt(4) == 0 ? mirror.timeout(Duration.ofNanos(1_500_000)) : mirror;
    mirror = random.nextInt(4) == 0 ? mirror.bodyLimit(random.nextInt(1 << 20)) : mirror;
    mirror = random.nextInt(4) == 0 ? mirror.maxPerSecond(any(List.of(0.001, 2.5, 50.0))) : mirror;
    mirror = random.nextInt(8) == 0 ? mirror.maxPerSecond(7, random.nextInt(1, 99)) : mirror;
    mirror =
        switch (random.nextInt(6)) {
          case 0 -> mirror.afterResponse();
          case 1 -> mirror.onlyAfter(outcome(3)).primaryHeaders();
          case 2 -> mirror.onlyAfter(outcome(2), outcome(0));
          default -> mirror;
        };
    mirror =
        random.nextInt(4) == 0 ? mirror.setHeader("X-A", "b: c, d").addHeader("X-B", "") : mirror;
    mirror = random.nextInt(4) == 0 ? mirror.removeHeader("X-C") : mirror;
    mirror = random.nextInt(3) == 0 ? mirror.rewritePath(rewrite()) : mirror;
    mirror =
        random.nextInt(4) == 0 ? mirror.credentials(any(List.of(Credentials.values()))) : mirror;
    mirror = random.nextInt(4) == 0 ? mirror.host(any(List.of(CopyHost.values()))) : mirror;
    return random.nextInt(3) == 0 ? mirror.compare(comparison()) : mirror;
  }

  private Comparison comparison() {
    Comparison.Builder comparison =
        switch (random.nextInt(4)) {
          case 0 -> Comparison.withoutBaseline();
          case 1 -> Comparison.withBaseline(any(List.of(0.5, 20.0, 100.0)));
          case 2 ->
              Comparison.withBaselineAt(
                  new MirrorTarget.ToUri(URI.create("http://v1b.example.net:8081")), 10);
          default -> Comparison.withBaselineAt(new MirrorTarget.ToService(service(), labels()), 50);
        };
    maybe(3, () -> comparison.percentage(any(List.of(0.5, 12.5, 100.0))));
    maybe(3, () -> comparison.ignore(any(List.of("$.items[*].time", "$['a.b'].**", "$.**.id"))));
    maybe(3, () -> comparison.expect("$.x", any(List.of(Change.values()))));
    maybe(4, () -> comparison.key("$.items", any(List.of("id", "yes", "a: b"))));
    maybe(4, () -> comparison.margin(Check.CONTENT, any(List.of(0.1, 0.7, 33.3))));
    maybe(4, () -> comparison.slowerThan(Duration.ofMillis(1500)));
    maybe(4, () -> comparison.minimumSpan(Duration.ofMinutes(1 + random.nextInt(100))));
    try {
      return comparison.build();
    } catch (InvalidConfigurationException e) {
      return comparison(); // A time to be slower than needs a baseline.
    }
  }

  private PathRewrite rewrite() {
    return switch (random.nextInt(6)) {
      case 0 -> PathRewrite.full("/v2");
      case 1 -> PathRewrite.prefix("/a", "/b");
      case 2 -> PathRewrite.prefix("/a/", "/");
      case 3 -> PathRewrite.regex("^/a b", "/c");
      case 4 -> PathRewrite.regex(" x ", "");
      default -> PathRewrite.regex("(/a)", "\\1\\1");
    };
  }

  private SamplingKey key() {
    return switch (random.nextInt(3)) {
      case 0 -> SamplingKey.header("x-user");
      case 1 -> SamplingKey.cookie("sid").ifMissing(SamplingKey.Missing.RANDOM);
      default -> SamplingKey.queryParameter(any(PARAMETERS));
    };
  }

  private PrimaryEdits edits() {
    PrimaryEdits edits = PrimaryEdits.none();
    edits = random.nextInt(2) == 0 ? edits.rewritePath(rewrite()) : edits;
    edits = random.nextInt(3) == 0 ? edits.authority(any(List.of("O.example", "o:81"))) : edits;
    edits = random.nextInt(3) == 0 ? edits.setHeader("x-a", any(List.of("", "a: b"))) : edits;
    edits = random.nextInt(3) == 0 ? edits.addHeader("x-b", "1").addHeader("x-b", "2") : edits;
    edits = random.nextInt(3) == 0 ? edits.removeHeader("x-c") : edits;
    return random.nextInt(3) == 0 ? edits.timeout(Duration.ofMillis(61_001)) : edits;
  }

  /** A request that may well meet such rules. */
  RequestFacts request() {
    String host =
        any(
            List.of(
                "orders",
                "users",
                "orders.shop",
                "orders.web.svc.cluster.local",
                "users.default.svc.cluster.local",
                "orders.shop.svc.my.cluster",
                "api.example.com",
                "x.example.com",
                "10.1.2.3"));
    String port = any(List.of("", "", ":80", ":8080"));
    String query = any(List.of("", "?q=a", "?q=", "?q", "?%C3%BC=a&q=yes"));
    URI uri = URI.create(any(List.of("http", "https")) + "://" + host + port + any(PATHS) + query);
    Map<String, List<String>> headers = new HashMap<>();
    NAMES.forEach(name -> maybe(2, () -> headers.put(name, List.of(any(VALUES)))));
    return RequestFacts.of(any(List.of("GET", "POST", "get", "PROPFIND")), uri, headers);
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void maybe(int oneOf, Runnable action) {
    if (random.nextInt(oneOf) == 0) {
      action.run();
    }
  }

  private static void repeat(int times, Supplier<?> action) {
    for (int i = 0; i < times; i++) {
      action.get();
    }
  }
}
