package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two services in processes of their own, with noise in every response: each fault of the new
 * version is found and named at its place, and the noise is not.
 *
 * <p>Minimums and margins are set so that seconds are enough.
 */
class PlantedFaultsTest {

  private static final MirrorId TO_V2 = new MirrorId("orders-v2", "v2");
  private static final int THREADS = 8;
  private static final int BATCH = 20;

  @AutoClose private static OrderProcess v1;
  @AutoClose private static OrderProcess twin;
  @AutoClose private static OrderProcess v2;

  /** All start at once, and nobody waits for one before it is needed. */
  @BeforeAll
  static void start() throws Exception {
    v1 = OrderProcess.start("1.0", 1);
    v2 = OrderProcess.start("2.0", 2);
    twin = OrderProcess.start("1.0", 3);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(PlantedFault.WRONG_PRICE, List.of("$.items[*].price")),
        Arguments.of(PlantedFault.RENAMED_FIELD, List.of("$.currency", "$.currencyCode")),
        Arguments.of(PlantedFault.MISSING_FIELD, List.of("$.total")),
        Arguments.of(PlantedFault.BROKEN_ENCODING, List.of("$.customer.city")),
        Arguments.of(PlantedFault.OTHER_STATUS, List.of("status")),
        Arguments.of(PlantedFault.OTHER_TIME_FORMAT, List.of("$.at")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsFoundAndNamed(PlantedFault fault, List<String> paths) throws Exception {
    v2.become(fault);
    ComparisonReport report = compare(comparison(), 6_000);
    assertThat(report.verdict().state()).as(report.toText()).isEqualTo(Verdict.State.NOT_SAFE);
    assertThat(worse(report)).as(report.toText()).containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void aVersionThatRespondsTheSameIsSafe() throws Exception {
    v2.become(PlantedFault.NONE);
    ComparisonReport report = compare(comparison(), 6_000);
    assertThat(report.verdict().state()).as(report.toText()).isEqualTo(Verdict.State.SAFE);
    assertThat(report.pairs().selected())
        .isEqualTo(report.pairs().compared() + report.pairs().allLost() + report.pairs().pending());
  }

  @Test
  void slowResponsesAreFound() throws Exception {
    v2.become(PlantedFault.SLOW_RESPONSES);
    Comparison comparison =
        quick(Comparison.withBaselineAt(new MirrorTarget.ToUri(twin.uri()), 100))
            .margin(Check.SLOWER, 1)
            .slowerThan(Duration.ofMillis(200))
            .build();
    ComparisonReport report = compare(comparison, 3_000);
    assertThat(report.verdict().state()).as(report.toText()).isEqualTo(Verdict.State.NOT_SAFE);
    assertThat(report.verdict().because()).contains("take over 200 ms");
  }

  /** The paths at which v2 differs and v1 does not, beyond chance: 8 to none, and proven. */
  private static Set<String> worse(ComparisonReport report) {
    return report.key().fields().stream()
        .filter(field -> field.lower() > 0 && field.b() >= 8)
        .map(FieldResult::path)
        .collect(Collectors.toSet());
  }

  private static Comparison comparison() {
    return quick(Comparison.withBaseline(100)).slowerThan(Duration.ofSeconds(5)).build();
  }

  private static Comparison.Builder quick(Comparison.Builder comparison) {
    return comparison
        .endpoint("/orders/{id}")
        .unordered("$.tags")
        .buildHeader("X-Build")
        .margin(Check.CONTENT, 1)
        .margin(Check.PERSISTENT, 1)
        .margin(Check.ERRORS, 1)
        .minimumRequests(300)
        .minimumSpan(Duration.ZERO)
        .warmUp(Duration.ZERO, 0)
        .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(150));
  }

  /** Sends requests until the verdict is there, at most so many. */
  private static ComparisonReport compare(Comparison comparison, int requests) throws Exception {
    RouteRule rule =
        RouteRule.builder("orders-v2")
            .destination("localhost")
            .mirror(Mirror.to(v2.uri()).name("v2").compare(comparison))
            .build();
    try (MirrorEngine engine =
        MirrorEngine.builder()
            .rules(rule)
            .maxBaselinesPerSecond(1_000_000)
            .maxBaselineShare(1000)
            .build()) {
      try (HttpClient plain = HttpClient.newHttpClient()) {
        send(engine.wrap(plain), v1.uri(), requests, engine);
      }
      return engine.comparison(TO_V2).report();
    }
  }

  /** As many at once as the lanes take, so that no copy is lost on a busy machine. */
  private static void send(MirroringHttpClient client, URI uri, int requests, MirrorEngine engine)
      throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
      for (int order = 0; order < requests && !isDecided(engine); order += BATCH) {
        List<Callable<String>> batch =
            IntStream.range(order, order + BATCH)
                .<Callable<String>>mapToObj(each -> () -> send(client, uri, each))
                .toList();
        for (Future<String> response : callers.invokeAll(batch)) {
          assertThat(response.get()).contains("requestId");
        }
        assertThat(engine.awaitIdle(Fixtures.PATIENCE)).isTrue();
        assertThat(engine.comparison(TO_V2).awaitIdle(Fixtures.PATIENCE)).isTrue();
      }
    }
  }

  private static String send(MirroringHttpClient client, URI uri, int order) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve("/orders/" + order)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static boolean isDecided(MirrorEngine engine) {
    return engine.comparison(TO_V2).report().verdict().state() != Verdict.State.UNDECIDED;
  }
}
