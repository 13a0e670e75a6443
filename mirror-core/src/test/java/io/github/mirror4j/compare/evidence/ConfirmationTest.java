package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.evidence.Leg.NotSent;
import io.github.mirror4j.rule.Check;
import org.junit.jupiter.api.Test;

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
    CheckResult check = persistent();
    assertEquals(new Counts(n, b, c, d), new Counts(check.n(), check.b(), check.c(), check.d()));
  }

  /** The upper limit is that of one difference in one triple. */
  private void expectAlmostWorst() {
    assertEquals(Bounds.upper(new Counts(1, 1, 0, 0), 0.05), persistent().upper());
  }

  private CheckResult persistent() {
    return traffic.report().key().checks().stream()
        .filter(result -> result.endpoint() == null && result.check() == Check.PERSISTENT)
        .findFirst()
        .orElseThrow();
  }
}
