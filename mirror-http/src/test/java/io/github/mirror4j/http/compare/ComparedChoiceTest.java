package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Copies that are edited, or sent only of some primaries, over HTTP: the report says so, and no
 * verdict comes of what that alone may explain. The same requests without these settings decide.
 */
class ComparedChoiceTest {

  private static final MirrorId TO_V2 = new MirrorId("orders-v2", "v2");
  private static final int REQUESTS = 1_000;
  private static final int BATCH = 20;

  /** Nobody waits for confirmations, three more requests each: all of them find room. */
  private static final int MANY = 4 * REQUESTS;

  private static OrderService v1;
  private static OrderService v2;

  @BeforeAll
  static void start() throws Exception {
    v1 = OrderService.of("1.0", response -> {}, 1);
    v2 = OrderService.of("2.0", response -> {}, 2);
  }

  @AfterAll
  static void stop() {
    v1.close();
    v2.close();
  }

  @Test
  void contentThatAnEditedCopyChangedProvesNothing() throws Exception {
    v2.become(PlantedFault.RENAMED_FIELD);
    assertThat(compare(mirror -> mirror).verdict().state()).isEqualTo(Verdict.State.NOT_SAFE);

    ComparisonReport edited =
        compare(mirror -> mirror.edit(draft -> draft.withHeader("X-Tenant", "lab")));

    assertThat(edited.pairs().compared()).as(edited.toText()).isEqualTo(REQUESTS);
    assertThat(edited.verdict().state()).as(edited.toText()).isEqualTo(Verdict.State.UNDECIDED);
    assertThat(edited.doesNotTell())
        .anyMatch(line -> line.startsWith("The copies were edited before they were sent"));
    assertThat(edited.toText()).contains("edited before they were sent");
    assertThat(edited.toHtml()).contains("edited before they were sent");
  }

  @Test
  void errorsOfEditedCopiesAreProven() throws Exception {
    v2.become(response -> response.status = 500);

    ComparisonReport edited =
        compare(mirror -> mirror.edit(draft -> draft.withHeader("X-Tenant", "lab")));

    assertThat(edited.verdict().state()).as(edited.toText()).isEqualTo(Verdict.State.NOT_SAFE);
  }

  @Test
  void aChoiceOfPrimariesIsNeverSafe() throws Exception {
    v2.become(PlantedFault.NONE);
    assertThat(compare(mirror -> mirror).verdict().state()).isEqualTo(Verdict.State.SAFE);

    ComparisonReport chosen =
        compare(mirror -> mirror.onlyAfter(PrimaryOutcome.statusClass(2)).primaryHeaders());

    assertThat(chosen.pairs().compared()).as(chosen.toText()).isEqualTo(REQUESTS);
    assertThat(chosen.verdict().state()).as(chosen.toText()).isEqualTo(Verdict.State.UNDECIDED);
    assertThat(chosen.lacks())
        .anyMatch(lack -> lack.startsWith("copies are sent only of primaries that ended in a"));
    assertThat(chosen.toText()).contains("ended in a certain way");
  }

  /** Margins and minimums are set so that seconds are enough. */
  private static ComparisonReport compare(UnaryOperator<Mirror> settings) throws Exception {
    Comparison comparison =
        Comparison.withBaseline(100)
            .endpoint("/orders/{id}")
            .unordered("$.tags")
            .buildHeader("X-Build")
            .margin(Check.CONTENT, 5)
            .margin(Check.PERSISTENT, 5)
            .margin(Check.ERRORS, 5)
            .slowerThan(Duration.ofSeconds(5))
            .minimumRequests(300)
            .minimumSpan(Duration.ZERO)
            .warmUp(Duration.ZERO, 0)
            .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(150))
            .build();
    Mirror mirror = settings.apply(Mirror.to(v2.uri()).name("v2").compare(comparison));
    RouteRule rule = RouteRule.builder("orders-v2").destination("localhost").mirror(mirror).build();
    try (MirrorEngine engine =
            MirrorEngine.builder()
                .rules(rule)
                .maxBaselinesPerSecond(1_000_000)
                .maxBaselineShare(1000)
                .maxConcurrentCopies(MANY)
                .maxConcurrentCopiesInTotal(MANY)
                .build();
        HttpClient plain = HttpClient.newHttpClient()) {
      send(engine.wrap(plain), engine);
      assertThat(engine.stats().internalErrors()).isZero();
      return engine.comparison(TO_V2).report();
    }
  }

  /** As many at once as the lanes take, so that no copy is lost on a busy machine. */
  private static void send(MirroringHttpClient client, MirrorEngine engine) throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      for (int order = 0; order < REQUESTS && !isDecided(engine); order += BATCH) {
        List<Callable<String>> batch =
            IntStream.range(order, order + BATCH)
                .<Callable<String>>mapToObj(each -> () -> send(client, each))
                .toList();
        for (Future<String> response : callers.invokeAll(batch)) {
          assertThat(response.get()).contains("requestId");
        }
        assertThat(engine.awaitIdle(Fixtures.PATIENCE)).isTrue();
        assertThat(engine.comparison(TO_V2).awaitIdle(Fixtures.PATIENCE)).isTrue();
      }
    }
  }

  private static String send(MirroringHttpClient client, int order) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(v1.uri().resolve("/orders/" + order)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static boolean isDecided(MirrorEngine engine) {
    return engine.comparison(TO_V2).report().verdict().state() != Verdict.State.UNDECIDED;
  }
}
