package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Timing;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.guard.RequestRate;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pair waits for its primary for a limited time, and takes nothing once it is over. */
class UnreadPrimariesTest {

  private static final ComparedRequest REQUEST =
      new ComparedRequest("GET", "/orders/1", null, Map.of(), 0, null);
  private static final Duration COPY_TIME = Duration.ofSeconds(10);
  private static final long LONG_AFTER = Duration.ofSeconds(41).toNanos();

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger released = new AtomicInteger();
  private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
  private final CompareLane lane = new CompareLane(Thread.ofPlatform().daemon().factory());
  private final UnreadPrimaries unread = new UnreadPrimaries(lane, now::get);
  private final MirrorEvidence evidence =
      new MirrorEvidence(
          new MirrorId("r", "m"),
          Comparison.withoutBaseline().build(),
          InstantSource.system(),
          new Random(1));
  private final ComparedMirror mirror =
      new ComparedMirror(
          Comparison.withoutBaseline().build(),
          evidence,
          new BaselineBudget(
              BaselineLimits.DEFAULT, new RequestRate(), new ServiceLoad(0), true, now::get),
          lane,
          unread,
          new ComparedMirror.Environment(
              now::get,
              new Random(1),
              CredentialHeaders.DEFAULT,
              (step, failure) -> errors.add(failure)));

  @AfterEach
  void nothingFailed() {
    lane.close();
    assertThat(errors).isEmpty();
  }

  @Test
  void aPrimaryThatNobodyReadsIsGivenUp() throws Exception {
    ComparedCall pair = pairWithoutPrimary();
    assertThat(evidence.pairs().pending()).isEqualTo(1);
    now.addAndGet(LONG_AFTER);
    assertThat(FaultResources.await(pair::isOver)).isTrue();
    assertThat(evidence.pairs()).isEqualTo(lost(LossReason.PRIMARY_NOT_READ));
  }

  @Test
  void thePrimaryHasTheTimeOfTheCopiesAndHalfAMinute() throws Exception {
    ComparedCall early = pairWithoutPrimary();
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    ComparedCall late = pairWithoutPrimary();
    now.addAndGet(Duration.ofSeconds(39).toNanos());
    assertThat(FaultResources.await(early::isOver)).isTrue();
    assertThat(late.isOver()).isFalse();
  }

  @Test
  void atTheEndAllAreStopped() {
    ComparedCall pair = pairWithoutPrimary();
    lane.close();
    unread.stop();
    assertThat(pair.isOver()).isTrue();
    assertThat(evidence.pairs()).isEqualTo(lost(LossReason.STOPPED));
  }

  @Test
  void afterTheEndNoneWaits() {
    lane.close();
    unread.stop();
    assertThat(pairWithoutPrimary().isOver()).isTrue();
    assertThat(evidence.pairs()).isEqualTo(lost(LossReason.STOPPED));
  }

  @Test
  void tooManyDoNotWait() {
    for (int i = 0; i < UnreadPrimaries.MAX_PAIRS; i++) {
      assertThat(pairWithoutPrimary().isOver()).isFalse();
    }
    assertThat(pairWithoutPrimary().isOver()).isTrue();
    assertThat(evidence.pairs().lost()).containsOnly(Map.entry(LossReason.PRIMARY_NOT_READ, 1L));
  }

  /** However many come, as long as they do not wait at the same time. */
  @Test
  void aPairThatIsComparedNoLongerWaits() throws Exception {
    int pairs = UnreadPrimaries.MAX_PAIRS + 100;
    for (int i = 1; i <= pairs; i++) {
      pairWithoutPrimary().primary(leg());
      if (i % CompareLane.MAX_WAITING == 0 || i == pairs) {
        assertThat(FaultResources.await(() -> evidence.pairs().pending() == 0)).isTrue();
      }
    }
    assertThat(evidence.pairs()).isEqualTo(new PairCounts(pairs, pairs, 0, Map.of()));
    assertThat(released).hasValue(pairs);
  }

  private ComparedCall pairWithoutPrimary() {
    ComparedCall pair =
        mirror.start(REQUEST, "rule", new ComparedCall.Plan(COPY_TIME, false, null, null));
    pair.selected();
    pair.candidate().ended(new Outcome.TimedOut(), 1);
    return pair;
  }

  private EndedLeg leg() {
    Leg leg =
        new Leg.Responded(
            new ReceivedResponse(200, Map.of(), new ReceivedBody.Bytes(new byte[0])),
            new Timing(1, 1, "http HTTP_1_1"),
            false);
    return new EndedLeg(() -> leg, released::incrementAndGet, 1);
  }

  private static PairCounts lost(LossReason reason) {
    return new PairCounts(1, 0, 0, Map.of(reason, 1L));
  }
}
