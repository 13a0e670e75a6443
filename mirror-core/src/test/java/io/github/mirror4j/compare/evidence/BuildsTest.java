package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.KeySummary;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Failed;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence is kept for each pair of builds. */
class BuildsTest {

  private static final Leg V1 = build("v1", 1);

  private final Traffic traffic = new Traffic(settings());

  private static Comparison settings() {
    return atOnce()
        .warmUp(Duration.ZERO, 10)
        .margin(Check.PERSISTENT, 1)
        .margin(Check.CONTENT, 1)
        .margin(Check.ERRORS, 1)
        .buildHeader("x-build")
        .build();
  }

  @Test
  void aMendedBuildStartsAnew() {
    add(30, "v2.0", 2);
    assertEquals(State.NOT_SAFE, state());

    add(700, "v2.1", 1);

    assertEquals(State.SAFE, state(), () -> traffic.report().toText());
    assertEquals("v2.1", traffic.report().key().v2());
    assertEquals(List.of(State.NOT_SAFE, State.SAFE), states());
    assertEquals(List.of(), traffic.report().key().examples(), "those of the old build");
  }

  @Test
  void aBuildSeenAgainGoesOnWhereItStood() {
    add(30, "v2.0", 2);
    add(700, "v2.1", 1);
    add(1, "v2.0", 1);

    assertEquals(State.NOT_SAFE, state());
    assertEquals(2, traffic.report().keys().size());
  }

  @Test
  void whileTwoBuildsAlternateTheWorseOneCounts() {
    for (int i = 0; i < 800; i++) {
      add(1, "v2.0", i % 20 == 0 ? 2 : 1);
      add(1, "v2.1", 1);
    }

    assertEquals(List.of(State.NOT_SAFE, State.SAFE), states());
    assertEquals(State.NOT_SAFE, state());
    assertEquals("v2.0", traffic.report().key().v2());
  }

  @Test
  void aCopyThatFailsBelongsToTheBuildSeenLast() {
    add(30, "v2.0", 1);
    for (int i = 0; i < 30; i++) {
      traffic.triple("/a", V1, new Failed(Failed.Kind.CONNECTION, 1), V1);
    }

    assertEquals(List.of(State.NOT_SAFE), states());
  }

  @Test
  void buildsAreBoundedAndTheRestIsNeverSafe() {
    for (int build = 0; build < 8; build++) {
      add(1, "build-" + build, 1);
    }
    add(900, "build-8", 1);

    ComparisonReport report = traffic.report();
    assertEquals(9, report.keys().size());
    assertEquals("(other)", report.key().v2());
    assertEquals(State.UNDECIDED, report.verdict().state());
    assertTrue(report.verdict().because().contains("too many builds"), report::toText);
  }

  @Test
  void anIdIsCutAndPrintable() {
    add(1, "\u001b[31m" + "x".repeat(100), 1);

    String id = traffic.report().key().v2();
    assertEquals(64, id.length());
    assertEquals('?', id.charAt(0));
  }

  @Test
  void aLabelStartsAKeyWhereNoHeaderTellsTheBuild() {
    Traffic untold = new Traffic(atOnce().build());
    untold.worse(30, "/a");
    untold.evidence().startKey("2.1");
    untold.same(300, "/a");

    assertEquals("2.1", untold.report().key().v2());
    assertEquals(List.of("", "2.1"), untold.report().keys().stream().map(KeySummary::v2).toList());
    assertEquals(State.UNDECIDED, untold.report().verdict().state());
  }

  /** What is known of the old one says nothing about the new one, not even for a moment. */
  @Test
  void aLabelEndsTheVerdictAboutTheVersionBefore() {
    Traffic untold =
        new Traffic(
            atOnce()
                .margin(Check.PERSISTENT, 1)
                .margin(Check.CONTENT, 1)
                .margin(Check.ERRORS, 1)
                .build());
    untold.evidence().startKey("2.0");
    untold.same(900, "/a");
    untold.evidence().startKey("2.0");
    assertEquals(State.SAFE, untold.report().verdict().state());

    untold.evidence().startKey("2.1");

    assertEquals(State.UNDECIDED, untold.report().verdict().state());
    assertEquals("2.1", untold.report().key().v2());
    assertEquals(State.UNDECIDED, untold.evidence().verdict().state());
    untold.evidence().startKey("2.0");
    untold.same(1, "/a");
    assertEquals(State.SAFE, untold.report().verdict().state(), "it goes on where it stood");
  }

  private State state() {
    return traffic.report().verdict().state();
  }

  private List<State> states() {
    return traffic.report().keys().stream().map(KeySummary::verdict).toList();
  }

  private void add(int times, String v2, int price) {
    for (int i = 0; i < times; i++) {
      Compared compared = traffic.triple("/a", V1, build(v2, price), V1);
      if (compared.wantsConfirmation()) {
        traffic.evidence().confirmed(compared, V1, V1, build(v2, price));
      }
    }
  }

  private static Leg build(String id, int price) {
    return response(200, "{\"price\":" + price + "}", "x-build", id);
  }
}
