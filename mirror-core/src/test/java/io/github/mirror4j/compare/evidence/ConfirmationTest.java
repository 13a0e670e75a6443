package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.bound.Bounds;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.NotSent;
import io.github.mirror4j.rule.Check;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What asking again says about a difference. */
class ConfirmationTest {

  private static final Leg OLD = json("{\"a\":1}");
  private static final Leg NEW = json("{\"a\":2}");

  private final Traffic traffic = new Traffic(atOnce().build());

  @Test
  void aDifferenceThatStaysIsPersistent() {
    confirm(differing(), NEW, OLD);

    expect(1, 1, 0, 0);
  }

  @Test
  void aDifferenceThatGoesIsNot() {
    confirm(differing(), OLD, OLD);

    expect(1, 0, 0, 0);
  }

  @Test
  void onlyALegThatDifferedBeforeCanDifferAgain() {
    confirm(differing(), OLD, NEW);

    expect(1, 0, 0, 0);
  }

  @Test
  void noiseThatStaysCountsForTheNewVersion() {
    confirm(traffic.triple("/a", OLD, OLD, NEW), OLD, NEW);

    expect(1, 0, 1, 0);
  }

  @Test
  void noiseOfBothThatStaysSaysNothing() {
    confirm(traffic.triple("/a", OLD, NEW, NEW), NEW, NEW);

    expect(0, 0, 0, 1);
  }

  @Test
  void aTripleWithoutDifferenceNeedsNoConfirmation() {
    traffic.same(3, "/a");

    expect(3, 0, 0, 0);
  }

  @Test
  void untilItComesItCountsAsConfirmedForSafeAndAsATieForNotSafe() {
    differing();

    expect(1, 0, 0, 0);
    expectAlmostWorst();
  }

  @Test
  void oneThatFailsStaysSo() {
    Compared compared = differing();
    traffic.evidence().unconfirmed(compared);

    expect(1, 0, 0, 0);
    expectAlmostWorst();
  }

  @Test
  void oneWithoutAllResponsesFails() {
    confirm(differing(), new NotSent(LossReason.LANE_FULL), OLD);

    expect(1, 0, 0, 0);
    expectAlmostWorst();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"MEMORY_FULL", "CANCELLED", "NOT_READ"})
  void oneWhoseResponseTheLibraryGaveUpFails(Reason reason) {
    traffic.evidence().confirmed(differing(), OLD, OLD, without(reason));
    traffic.evidence().confirmed(differing(), without(reason), OLD, NEW);
    traffic.evidence().confirmed(traffic.triple("/a", OLD, OLD, NEW), OLD, without(reason), OLD);

    expect(3, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"TOO_LARGE", "STREAMED", "CUT_OFF"})
  void aBodyThatCannotBeComparedStaysADifference(Reason reason) {
    confirm(differing(), without(reason), OLD);

    expect(1, 1, 0, 0);
  }

  @Test
  void oneFromOtherBuildsFails() {
    Traffic builds = new Traffic(atOnce().buildHeader("x-b").build());
    Leg v1 = response(200, "1", "x-b", "1");
    Leg v2 = response(200, "2", "x-b", "2");
    List<List<Leg>> others =
        List.of(
            List.of(v1, response(200, "1", "x-b", "1.1"), v2),
            List.of(response(200, "1", "x-b", "1.1"), response(200, "1", "x-b", "1.1"), v2),
            List.of(v1, v1, response(200, "2", "x-b", "2.1")));
    for (List<Leg> again : others) {
      Compared compared = builds.triple("/a", v1, v2, v1);
      builds.evidence().confirmed(compared, again.get(0), again.get(1), again.get(2));
    }
    assertEquals(new Counts(3, 0, 0, 0), counts(persistent(builds)));

    builds.evidence().confirmed(builds.triple("/a", v1, v2, v1), v1, v1, v2);
    assertEquals(new Counts(4, 1, 0, 0), counts(persistent(builds)));
  }

  private static Leg without(Reason reason) {
    Leg.Responded whole = json("1");
    return new Leg.Responded(
        new ReceivedResponse(200, whole.response().headers(), new ReceivedBody.Missing(reason)),
        whole.timing(),
        false);
  }

  @Test
  void aConfirmationCountsOnce() {
    Compared compared = differing();
    confirm(compared, NEW, OLD);
    confirm(compared, NEW, OLD);
    traffic.evidence().unconfirmed(compared);

    expect(1, 1, 0, 0);
  }

  private Compared differing() {
    return traffic.triple("/a", OLD, NEW, OLD);
  }

  private void confirm(Compared compared, Leg candidate, Leg baseline) {
    traffic.evidence().confirmed(compared, OLD, baseline, candidate);
  }

  private void expect(long n, long b, long c, long d) {
    assertEquals(new Counts(n, b, c, d), counts(persistent(traffic)));
  }

  private static Counts counts(CheckResult check) {
    return new Counts(check.n(), check.b(), check.c(), check.d());
  }

  /** The upper limit is that of one difference in one triple. */
  private void expectAlmostWorst() {
    assertEquals(Bounds.upper(new Counts(1, 1, 0, 0), 0.05), persistent(traffic).upper());
  }

  private static CheckResult persistent(Traffic traffic) {
    return traffic.report().key().checks().stream()
        .filter(result -> result.endpoint() == null && result.check() == Check.PERSISTENT)
        .findFirst()
        .orElseThrow();
  }
}
