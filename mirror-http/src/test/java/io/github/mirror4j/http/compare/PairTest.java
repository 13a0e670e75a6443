package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PairTest {

  private static final ComparedRequest REQUEST =
      new ComparedRequest("GET", "/orders/1", null, Map.of(), 0, null);
  private static final Leg FAILED = new Leg.Failed(Leg.Failed.Kind.TIMED_OUT, 1);

  private final AtomicInteger completed = new AtomicInteger();
  private final List<LossReason> losses = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger released = new AtomicInteger();

  @Test
  void theLastOfThreeCompletesIt() {
    Pair pair = pair(true);
    pair.baseline(leg());
    pair.primary(leg());
    assertThat(completed).hasValue(0);
    pair.candidate(leg());
    assertThat(completed).hasValue(1);
    assertThat(losses).isEmpty();
    assertThat(pair.triple(REQUEST).baseline()).isNotNull();
  }

  @Test
  void withoutBaselineTwoAreEnough() {
    Pair pair = pair(false);
    pair.candidate(leg());
    pair.primary(leg());
    assertThat(completed).hasValue(1);
    assertThat(pair.triple(REQUEST).baseline()).isNull();
  }

  @Test
  void theResponsesAreHeldUntilTheyAreReleased() {
    Pair pair = pair(true);
    pair.primary(leg());
    pair.candidate(leg());
    pair.baseline(leg());
    assertThat(released).hasValue(0);
    pair.release();
    assertThat(released).hasValue(3);
  }

  @Test
  void aLegThatWasNotSentLosesThePairAndLetsGoOfTheOthers() {
    Pair pair = pair(true);
    pair.primary(leg());
    pair.candidate(EndedLeg.of(new Leg.NotSent(LossReason.LANE_FULL)));
    assertThat(losses).containsExactly(LossReason.LANE_FULL);
    assertThat(released).hasValue(1);
    pair.baseline(leg());
    assertThat(released).hasValue(2);
    assertThat(completed).hasValue(0);
  }

  @Test
  void aBaselineThatAFullLaneKeptBackSaysNothingAboutTheMirror() {
    Pair pair = pair(true);
    pair.baseline(EndedLeg.of(new Leg.NotSent(LossReason.LANE_FULL)));
    assertThat(losses).containsExactly(LossReason.BASELINE_DROPPED);
  }

  @Test
  void onlyTheFirstLossCounts() {
    Pair pair = pair(true);
    pair.lose(LossReason.PRIMARY_FAILED);
    pair.lose(LossReason.STOPPED);
    pair.candidate(EndedLeg.of(new Leg.NotSent(LossReason.LANE_FULL)));
    assertThat(losses).containsExactly(LossReason.PRIMARY_FAILED);
  }

  @Test
  void nothingIsLostAfterTheEnd() {
    Pair pair = pair(false);
    pair.primary(leg());
    pair.candidate(leg());
    pair.lose(LossReason.PRIMARY_NOT_READ);
    assertThat(losses).isEmpty();
    assertThat(released).hasValue(0);
  }

  /** Every pair ends once, and every response is let go of once, whoever is first. */
  @Test
  void fromSeveralThreadsAtOnceEachEndsOnce() throws Exception {
    Random random = new Random(15);
    int rounds = 20_000;
    int legs = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < rounds; i++) {
        boolean hasBaseline = random.nextBoolean();
        Pair pair = pair(hasBaseline);
        List<Runnable> ends = new ArrayList<>(List.of(() -> pair.primary(leg())));
        ends.add(() -> pair.candidate(leg()));
        if (hasBaseline) {
          ends.add(() -> pair.baseline(leg()));
        }
        legs += ends.size();
        if (random.nextInt(3) == 0) {
          ends.add(() -> pair.lose(LossReason.PRIMARY_CANCELLED));
        }
        Collections.shuffle(ends, random);
        int before = completed.get();
        run(threads, ends);
        if (completed.get() > before) {
          pair.release();
        }
      }
    }
    assertThat(completed.get() + losses.size()).isEqualTo(rounds);
    assertThat(released).hasValue(legs);
  }

  private static void run(ExecutorService threads, List<Runnable> ends) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (Runnable end : ends) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                end.run();
                return null;
              }));
    }
    start.countDown();
    for (Future<?> end : running) {
      end.get();
    }
  }

  private Pair pair(boolean hasBaseline) {
    return new Pair(
        hasBaseline, pair -> completed.incrementAndGet(), (pair, reason) -> losses.add(reason));
  }

  private EndedLeg leg() {
    return new EndedLeg(() -> FAILED, released::incrementAndGet, 1);
  }
}
