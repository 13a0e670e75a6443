package io.github.mirror4j.http.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.KeyReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The meters of a comparison tell what it counted and what it proves. */
class ComparisonMetricsTest {

  private static final MirrorId TO_V2 = new MirrorId("orders-v2", "v2");
  private static final int AT_ONCE = 20;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RecordingServer v1 = RecordingServer.responding("ok");
  private final AtomicInteger status = new AtomicInteger(200);
  private final RecordingServer v2 =
      RecordingServer.responding(
          (exchange, request) -> {
            exchange.sendResponseHeaders(status.get(), 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
          });
  private final AtomicLong nanos = new AtomicLong(System.nanoTime());
  private final MirrorEngine engine =
      MirrorEngine.builder().rules(rule(quick())).nanoTime(nanos::get).build();
  private final MirrorMetrics metrics = new MirrorMetrics(engine, List.of(), nanos::get);

  @AfterEach
  void close() {
    metrics.close();
    engine.close();
    v1.close();
    v2.close();
  }

  @Test
  void eachReasonIsThereBeforeTheFirstPair() {
    metrics.bindTo(registry);

    assertThat(registry.get("mirror4j.compare.lost").functionCounters())
        .hasSize(LossReason.values().length)
        .allSatisfy(counter -> assertThat(counter.count()).isZero());
    assertThat(pairs("compared")).isZero();
    assertThat(pairs("lost")).isZero();
    assertThat(gauge("pending")).isZero();
    assertThat(gauge("verdict")).isEqualTo(2);
  }

  @Test
  void countsAgreeWithTheComparisonToTheUnit() throws Exception {
    metrics.bindTo(registry);
    send(20);
    engine.pause(TO_V2);
    send(4);

    PairCounts expected = engine.comparison(TO_V2).pairs();
    assertThat(expected.compared()).isEqualTo(20);
    assertThat(pairs("compared")).isEqualTo(20);
    assertThat(pairs("lost")).isEqualTo(4);
    assertThat(lost("stopped")).isEqualTo(4);
    assertThat(gauge("pending")).isZero();
  }

  @Test
  void aVerdictIsANumberThatIsWorkedOutOnceASecond() throws Exception {
    engine.replaceRules(rule(margins().endpoint("/secret/{n}").build()));
    metrics.bindTo(registry);
    send(100);
    assertThat(verdict()).isEqualTo(Verdict.State.SAFE);
    assertThat(gauge("verdict")).isZero();

    status.set(500);
    send(60);
    assertThat(gauge("verdict")).as("within the same second").isZero();
    assertThat(verdict()).isEqualTo(Verdict.State.NOT_SAFE);
    assertThat(gauge("verdict")).isEqualTo(1);
  }

  @Test
  void evidenceAndBoundsAreThoseOfTheReport() throws Exception {
    metrics.bindTo(registry);
    assertThat(evidence("content", "alike")).isZero();
    send(30);
    status.set(500);
    send(10);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    KeyReport report = engine.comparison(TO_V2).report().key();
    for (CheckResult check : report.checks().subList(0, 2)) {
      String name = check.check().name().toLowerCase(Locale.ROOT);
      assertThat(check.b()).isEqualTo(10);
      assertThat(evidence(name, "candidate_worse")).isEqualTo(10);
      assertThat(evidence(name, "baseline_worse")).isZero();
      assertThat(evidence(name, "both_worse")).isZero();
      assertThat(evidence(name, "alike")).isEqualTo(30);
      assertThat(bound(name, "lower")).isEqualTo(check.lower());
      assertThat(bound(name, "upper")).isEqualTo(check.upper());
      assertThat(bound(name, "margin")).isEqualTo(0.2);
    }
  }

  @Test
  void aCheckThatNeedsABaselineHasNoBoundsWithoutOne() throws Exception {
    metrics.bindTo(registry);
    send(3);

    assertThat(evidence("persistent", "alike")).isZero();
    assertThat(bound("persistent", "upper")).isNaN();
  }

  @Test
  void oneScrapeTakesOneReport() throws Exception {
    metrics.bindTo(registry);
    assertThat(evidence("content", "alike")).isZero();
    send(3);

    assertThat(evidence("content", "alike")).as("within the same second").isZero();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(evidence("content", "alike")).isEqualTo(3);
  }

  @Test
  void endpointsHaveMetersIfAskedFor() throws Exception {
    metrics.endpoints(1).bindTo(registry);
    send(60); // The first 20 to 40, as chance has it, do not show the path yet.
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    send(1);

    String first = engine.comparison(TO_V2).report().key().endpoints().getFirst().name();
    assertThat(FaultResources.await(() -> endpointMeters() == 12)).isTrue();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(engine.comparison(TO_V2).report().key().endpoints()).hasSizeGreaterThan(1);
    assertThat(
            registry
                .get("mirror4j.compare.endpoint.evidence")
                .tags("endpoint", first, "check", "content", "result", "alike")
                .gauge()
                .value())
        .isPositive();
    metrics.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void endpointsThatAreGoneHaveNoMeters() throws Exception {
    metrics.endpoints(200).bindTo(registry);
    send(25);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    send(1);
    assertThat(FaultResources.await(() -> endpointMeters() > 0)).isTrue();

    engine.replaceRules(
        rule(
            Comparison.withoutBaseline().endpoint("/secret/{n}").warmUp(Duration.ZERO, 0).build()));
    send(1);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    send(1);

    assertThat(FaultResources.await(() -> endpointMeters() == 12 && isEachOf("/secret/{n}")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 201})
  void endpointsAreBounded(int most) {
    assertThatThrownBy(() -> metrics.endpoints(most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("endpoints: " + most + " (expected: 0 to 200)");
  }

  @Test
  void noLabelShowsAnythingOfARequest() throws Exception {
    metrics.bindTo(registry);
    send(3);

    Set<String> tags = new TreeSet<>();
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().getName().startsWith("mirror4j.compare")) {
        meter.getId().getTags().stream().map(Tag::getKey).forEach(tags::add);
        assertThat(meter.getId().toString()).doesNotContain("secret");
      }
    }
    assertThat(tags)
        .containsExactly("bound", "check", "mirror", "outcome", "reason", "result", "rule");
  }

  @Test
  void metersComeWithTheComparisonAndCountItsSuccessor() throws Exception {
    engine.replaceRules();
    try (MirrorEngine later = MirrorEngine.builder().build()) {
      MirrorMetrics bound = new MirrorMetrics(later);
      bound.bindTo(registry);
      assertThat(registry.find("mirror4j.compare.pairs").meters()).isEmpty();

      later.replaceRules(rule(quick()));
      assertThat(
              FaultResources.await(
                  () -> !registry.find("mirror4j.compare.verdict").meters().isEmpty()))
          .isTrue();
      bound.close();
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void otherSettingsBeginCountsOfTheirOwn() throws Exception {
    metrics.bindTo(registry);
    send(3);
    engine.replaceRules(rule(Comparison.withoutBaseline().build()));

    assertThat(pairs("compared")).isZero();
    send(2);
    assertThat(pairs("compared")).isEqualTo(2);
  }

  @Test
  void metersOfComparisonsThatAreForgottenGo() throws Exception {
    metrics.bindTo(registry);
    for (int i = 0; i <= 8; i++) {
      engine.replaceRules(
          RouteRule.builder("r" + i)
              .destination("*")
              .mirror(Mirror.to(v2.uri()).name("m").compare(quick()))
              .build());
    }

    assertThat(
            FaultResources.await(
                () ->
                    registry.find("mirror4j.compare.verdict").tag("rule", "r8").gauge() != null
                        && registry.find("mirror4j.compare.verdict").gauges().size() == 8))
        .isTrue();
    assertThat(registry.find("mirror4j.compare.pairs").tag("rule", "orders-v2").meters()).isEmpty();
  }

  @Test
  void metersThatAreDeniedAreMissedByNobody() throws Exception {
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("mirror4j.compare"));
    metrics.bindTo(registry);
    send(3);

    assertThat(registry.find("mirror4j.copies").meters()).isNotEmpty();
    assertThat(engine.comparison(TO_V2).pairs().compared()).isEqualTo(3);
  }

  private Verdict.State verdict() {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return engine.comparison(TO_V2).verdict().state();
  }

  private double pairs(String outcome) {
    return registry
        .get("mirror4j.compare.pairs")
        .tags("rule", "orders-v2", "mirror", "v2", "outcome", outcome)
        .functionCounter()
        .count();
  }

  private double lost(String reason) {
    return registry.get("mirror4j.compare.lost").tags("reason", reason).functionCounter().count();
  }

  private double evidence(String check, String result) {
    return registry
        .get("mirror4j.compare.evidence")
        .tags("rule", "orders-v2", "mirror", "v2", "check", check, "result", result)
        .gauge()
        .value();
  }

  private double bound(String check, String bound) {
    return registry
        .get("mirror4j.compare.bound")
        .tags("mirror", "v2", "check", check, "bound", bound)
        .gauge()
        .value();
  }

  private boolean isEachOf(String endpoint) {
    return registry.find("mirror4j.compare.endpoint.evidence").meters().stream()
        .allMatch(meter -> endpoint.equals(meter.getId().getTag("endpoint")));
  }

  private int endpointMeters() {
    return registry.find("mirror4j.compare.endpoint.evidence").meters().size();
  }

  private double gauge(String name) {
    return registry.get("mirror4j.compare." + name).tags("mirror", "v2").gauge().value();
  }

  private static Comparison quick() {
    return margins().build();
  }

  /** Margins so wide that a hundred pairs are enough. */
  private static Comparison.Builder margins() {
    return Comparison.withoutBaseline()
        .margin(Check.CONTENT, 20)
        .margin(Check.ERRORS, 20)
        .warmUp(Duration.ZERO, 0)
        .minimumRequests(1)
        .minimumSpan(Duration.ZERO);
  }

  private RouteRule rule(Comparison comparison) {
    return RouteRule.builder("orders-v2")
        .destination("*")
        .mirror(Mirror.to(v2.uri()).name("v2").compare(comparison))
        .build();
  }

  /** A few at a time: however slow the machine is, no pair is lost because a lane is full. */
  private void send(int requests) throws Exception {
    Function<Integer, HttpRequest> request =
        i -> Fixtures.get(v1.uri().resolve("/secret/" + i + "?n=" + nanos.incrementAndGet()));
    try (HttpClient plain = Fixtures.plain()) {
      for (int i = 0; i < requests; i++) {
        engine.wrap(plain).send(request.apply(i), BodyHandlers.ofString());
        if (i % AT_ONCE == AT_ONCE - 1) {
          settle();
        }
      }
    }
    settle();
  }

  private void settle() throws InterruptedException {
    assertThat(engine.awaitIdle(Fixtures.PATIENCE)).as("copies ended").isTrue();
    assertThat(engine.comparison(TO_V2).awaitIdle(Fixtures.PATIENCE)).as("pairs ended").isTrue();
  }
}
