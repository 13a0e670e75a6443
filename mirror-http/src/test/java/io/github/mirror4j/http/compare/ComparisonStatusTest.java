package io.github.mirror4j.http.compare;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.ComparisonStatus;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.http.testkit.FaultMirror;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A status tells of each comparison: its verdict, and what became of its pairs. */
class ComparisonStatusTest {

  private static final MirrorId TO_V2 = new MirrorId("orders-v2", "v2");

  private final OrderService v1 = OrderService.of("1.0");
  private final OrderService v2 = OrderService.of("2.0", response -> response.status = 500);
  private final AtomicLong nanos = new AtomicLong(System.nanoTime());
  private final MirrorEngine engine =
      MirrorEngine.builder().rules(rule(comparison())).nanoTime(nanos::get).build();

  ComparisonStatusTest() throws IOException {}

  @AfterEach
  void close() {
    engine.close();
    v1.close();
    v2.close();
  }

  @Test
  void aComparisonIsThereBeforeItsFirstPair() {
    ComparisonStatus status = only();

    assertThat(status.id()).isEqualTo(TO_V2);
    assertThat(status.verdict()).isEqualTo(engine.comparison(TO_V2).report().verdict());
    assertThat(status.pairs()).isEqualTo(new PairCounts(0, 0, 0, Map.of()));
  }

  @Test
  void whatBecameOfThePairsAndWhatIsProven() throws Exception {
    send(60);
    MirrorStatus status = engine.status();

    assertThat(status.comparisons())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.pairs()).isEqualTo(new PairCounts(60, 60, 0, Map.of()));
              assertThat(one.verdict().state()).isEqualTo(Verdict.State.NOT_SAFE);
              assertThat(one.verdict().because()).contains("more responses");
            });
    Map<?, ?> json = Json.read(status.toJson(), Map.class);
    assertThat((List<?>) json.get("comparisons"))
        .singleElement()
        .isEqualTo(
            Map.of(
                "rule",
                "orders-v2",
                "mirror",
                "v2",
                "verdict",
                "NOT_SAFE",
                "because",
                status.comparisons().get(0).verdict().because(),
                "selected",
                60,
                "compared",
                60,
                "pending",
                0,
                "lost",
                Map.of()));
    assertThat(status.toText()).contains("orders-v2 -> v2 is NOT_SAFE: at least ");
  }

  @Test
  void pairsThatAreLostAreThereByReason() throws Exception {
    engine.pause(TO_V2);
    send(3);

    assertThat(only().pairs().selected()).isEqualTo(3);
    assertThat(only().pairs().allLost()).isEqualTo(3);
    assertThat(engine.status().toText()).contains("STOPPED 3");
    assertThat(engine.status().toJson()).contains("\"lost\":{\"STOPPED\":3}");
  }

  @Test
  void nothingOfARequestIsShown() throws Exception {
    send(60);

    assertThat(engine.comparison(TO_V2).report().toText()).contains("/orders/{id}");
    assertThat(engine.status().comparisons().toString()).doesNotContain("/orders", "$.", "Zo");
  }

  @Test
  void aVerdictIsWorkedOutOnceASecond() throws Exception {
    Verdict before = engine.comparison(TO_V2).verdict();
    send(60);

    assertThat(engine.comparison(TO_V2).verdict()).isSameAs(before);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(engine.comparison(TO_V2).verdict().state()).isEqualTo(Verdict.State.NOT_SAFE);
  }

  @Test
  void aComparisonStaysWhenItsRuleIsGoneAndHasOneLineWhenItsSettingsChange() throws Exception {
    send(3);
    engine.replaceRules();
    assertThat(only().pairs().selected()).isEqualTo(3);

    engine.replaceRules(rule(Comparison.withoutBaseline().build()));
    assertThat(only().pairs().selected()).isZero();
  }

  /** The nanoseconds of so many years do not fit into a long. */
  @Test
  void pairsAreAwaitedHoweverLongTheTimeoutIs() throws Exception {
    try (FaultMirror hanging = FaultMirror.of(Fault.HANGS);
        HttpClient plain = Fixtures.plain()) {
      engine.replaceRules(rule(hanging.uri(), comparison()));
      engine.wrap(plain).send(Fixtures.get(v1.uri().resolve("/orders/1")), discarding());
      MirrorComparison comparison = engine.comparison(TO_V2);
      assertThat(comparison.awaitIdle(Duration.ZERO)).isFalse();

      FutureTask<Boolean> idle =
          new FutureTask<>(() -> comparison.awaitIdle(Duration.ofSeconds(Long.MAX_VALUE)));
      Thread waiting = Thread.ofPlatform().start(idle);
      assertThat(
              FaultResources.await(
                  () -> idle.isDone() || waiting.getState() == Thread.State.TIMED_WAITING))
          .isTrue();
      hanging.heal();

      assertThat(idle.get(Fixtures.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private ComparisonStatus only() {
    List<ComparisonStatus> all = engine.status().comparisons();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private RouteRule rule(Comparison comparison) {
    return rule(v2.uri(), comparison);
  }

  private static RouteRule rule(URI mirror, Comparison comparison) {
    return RouteRule.builder("orders-v2")
        .destination("localhost")
        .mirror(Mirror.to(mirror).name("v2").compare(comparison))
        .build();
  }

  private static Comparison comparison() {
    return Comparison.withoutBaseline()
        .endpoint("/orders/{id}")
        .margin(Check.ERRORS, 1)
        .warmUp(Duration.ZERO, 0)
        .build();
  }

  private void send(int requests) throws Exception {
    try (HttpClient plain = Fixtures.plain()) {
      for (int i = 0; i < requests; i++) {
        engine
            .wrap(plain)
            .send(Fixtures.get(v1.uri().resolve("/orders/" + i)), BodyHandlers.ofString());
      }
    }
    assertThat(FaultResources.await(() -> engine.comparison(TO_V2).pairs().pending() == 0))
        .isTrue();
  }
}
