package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From responses to a verdict that names what differs. */
class MirrorEvidenceTest {

  @Test
  void withoutPairsNothingIsDecided() {
    ComparisonReport report = new Traffic(atOnce().build()).report();

    assertEquals(Verdict.State.UNDECIDED, report.verdict().state());
  }

  @Test
  void equalResponsesAreSafe() {
    Traffic traffic =
        new Traffic(atOnce().margin(Check.PERSISTENT, 1).margin(Check.ERRORS, 1).build());
    traffic.same(900, "/orders");

    ComparisonReport report = traffic.report();

    assertEquals(Verdict.State.SAFE, report.verdict().state(), report::toText);
    assertTrue(
        report.verdict().because().contains("at most 0.46 % more responses differ"),
        report::toText);
  }

  @Test
  void differencesAreNotSafeAndNamed() {
    Traffic traffic = new Traffic(atOnce().build());
    traffic.same(100, "/orders");
    traffic.worse(30, "/orders");

    ComparisonReport report = traffic.report();

    assertEquals(Verdict.State.NOT_SAFE, report.verdict().state(), report::toText);
    FieldResult first = report.key().fields().get(0);
    assertEquals("/orders", first.endpoint());
    assertEquals("$.price", first.path());
    assertEquals(29, first.b(), "counted from after its first appearance");
  }

  @Test
  void theNoiseOfTheOldVersionIsNotTheFaultOfTheNewOne() {
    Traffic traffic = new Traffic(atOnce().build());
    for (int i = 0; i < 600; i++) {
      traffic.triple("/orders", at(3 * i), at(3 * i + 1), at(3 * i + 2));
    }

    ComparisonReport report = traffic.report();

    assertEquals(Verdict.State.UNDECIDED, report.verdict().state(), report::toText);
    FieldResult only = report.key().fields().get(0);
    assertTrue(only.noisy(), report::toText);
    assertEquals(
        List.of(0L, 0L), List.of(only.b(), only.c()), () -> "its own noise: " + report.toText());
  }

  @Test
  void anAlwaysNoisyFieldIsComparedByShape() {
    Traffic traffic = new Traffic(atOnce().build());
    for (int i = 0; i < 60; i++) {
      traffic.triple("/orders", at(3 * i), at(3 * i + 1), at(3 * i + 2));
    }
    for (int i = 0; i < 60; i++) {
      traffic.triple("/orders", at(3 * i), json("{\"at\":\"yesterday\"}"), at(3 * i + 2));
    }

    ComparisonReport report = traffic.report();

    assertEquals(Verdict.State.NOT_SAFE, report.verdict().state(), report::toText);
  }

  @Test
  void aConfirmationIsWantedOnlyWhereSomethingDiffers() {
    Traffic traffic = new Traffic(atOnce().build());

    assertFalse(traffic.triple("/a", json("1"), json("1"), json("1")).wantsConfirmation());
    assertTrue(traffic.triple("/a", json("1"), json("2"), json("1")).wantsConfirmation());
    assertTrue(traffic.triple("/a", json("1"), json("1"), json("2")).wantsConfirmation());
  }

  private static Leg.Responded at(int second) {
    return json("{\"at\":\"2026-11-27T08:%02d:%02dZ\"}".formatted(second / 60 % 60, second % 60));
  }
}
