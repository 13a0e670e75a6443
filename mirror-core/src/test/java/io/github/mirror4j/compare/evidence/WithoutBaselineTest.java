package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.headers;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.CheckState;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be proven where v1 is not asked a second time. */
class WithoutBaselineTest {

  private static final Leg OK = json("{\"a\":1}");
  private static final Leg OTHER = json("{\"a\":2}");

  private static Comparison without() {
    return Comparison.withoutBaseline()
        .warmUp(Duration.ZERO, 0)
        .minimumRequests(1)
        .minimumSpan(Duration.ZERO)
        .margin(Check.CONTENT, 1)
        .margin(Check.ERRORS, 1)
        .build();
  }

  @Test
  void contentIsNeverProvenWorse() {
    Traffic traffic = new Traffic(without());
    for (int i = 0; i < 600; i++) {
      assertFalse(traffic.triple("/a", OK, OTHER, null).wantsConfirmation());
    }

    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
    assertEquals(CheckState.OPEN, check(traffic, Check.CONTENT).state());
    assertTrue(traffic.report().toText().contains("There is no baseline"));
  }

  @Test
  void contentCanBeProvenFine() {
    Traffic traffic = new Traffic(without());
    for (int i = 0; i < 600; i++) {
      traffic.triple("/a", OK, OK, null);
    }

    assertEquals(State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void errorsAreComparedWithThePrimarysOwnOutcome() {
    Traffic traffic = new Traffic(without());
    for (int i = 0; i < 60; i++) {
      traffic.triple("/a", OK, response(503, ""), null);
    }

    assertEquals(State.NOT_SAFE, traffic.report().verdict().state());
  }

  @Test
  void failuresOfThePrimaryWeighAgainstThoseOfTheCandidate() {
    Leg slow = new Leg.Failed(Leg.Failed.Kind.TIMED_OUT, 1_000_000_000);
    Leg broken = new Leg.Failed(Leg.Failed.Kind.CONNECTION, 1_000_000);
    Comparison defaults = Comparison.withoutBaseline().warmUp(Duration.ZERO, 0).build();
    Traffic traffic = new Traffic(defaults);
    for (int i = 0; i < 3_000; i++) {
      Leg failed = i % 3 == 0 ? broken : slow;
      traffic.triple("/a", i % 100 == 0 ? failed : OK, i % 100 == 50 ? failed : OK, null);
    }
    traffic.triple("/a", slow, broken, null);

    CheckResult errors = check(traffic, Check.ERRORS);
    assertEquals(
        List.of(3_000L, 30L, 30L, 1L), List.of(errors.n(), errors.b(), errors.c(), errors.d()));
    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
    assertEquals(2_940, check(traffic, Check.CONTENT).n(), "nothing to compare where one failed");
  }

  @Test
  void errorsOfBothSayNothing() {
    Traffic traffic = new Traffic(without());
    for (int i = 0; i < 60; i++) {
      traffic.triple("/a", response(503, ""), response(503, ""), null);
    }

    assertEquals(60, check(traffic, Check.ERRORS).d());
  }

  @Test
  void thereAreNoOtherChecks() {
    Traffic traffic = new Traffic(without());
    traffic.triple("/a", OK, OK, null);

    List<Check> checks = traffic.report().key().checks().stream().map(CheckResult::check).toList();
    assertEquals(List.of(Check.ERRORS, Check.CONTENT, Check.ERRORS, Check.CONTENT), checks);
  }

  @Test
  void methodsWithoutBaselineAreJudgedApart() {
    Traffic traffic = new Traffic(atOnce().methods("POST").build());
    traffic.same(100, "/a");
    for (int i = 0; i < 100; i++) {
      traffic.triple(new ComparedRequest("POST", "/a", null, headers(), i, null), OK, OTHER, null);
    }

    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
    assertEquals(0, check(traffic, Check.CONTENT).b());
    assertTrue(
        traffic.report().lacks().stream().anyMatch(lack -> lack.contains("without baseline")),
        () -> traffic.report().toText());
    assertTrue(traffic.report().toText().contains("100 pairs of other methods"));
  }

  private static CheckResult check(Traffic traffic, Check check) {
    return traffic.report().key().checks().stream()
        .filter(result -> result.endpoint() == null && result.check() == check)
        .findFirst()
        .orElseThrow();
  }
}
