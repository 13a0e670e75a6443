package io.github.mirror4j.http.overhead;

import static io.github.mirror4j.http.stats.OverheadMeasure.CALL_P50;
import static io.github.mirror4j.http.stats.OverheadMeasure.CALL_P99;
import static io.github.mirror4j.http.stats.OverheadMeasure.CPU_PER_CALL;
import static io.github.mirror4j.http.stats.OverheadMeasure.HEAD_P50;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mirror4j.http.stats.OverheadReport;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pairs of slices in random order, with a clock and a CPU that the test turns. */
class ExperimentTest {

  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final Duration WASH_OUT = Duration.ofSeconds(10);
  private static final long CALL = 1_000_000;

  private long now;
  private long cpu;
  private long copies;
  private final Deque<Boolean> orders = new ArrayDeque<>();
  private Experiment experiment = experiment(1_000);

  @Test
  void slicesAndWashOutsAlternateAndBothOrdersComeUp() {
    orders.addAll(List.of(true, false));
    List<Duration> lasts = new ArrayList<>();
    List<Boolean> withCopies = new ArrayList<>();
    for (int phase = 0; phase < 8; phase++) {
      lasts.add(requireNonNull(experiment.advance()));
      withCopies.add(requireNonNull(experiment.begin(true)).isWithCopies());
    }

    assertThat(lasts)
        .containsExactly(WASH_OUT, SLICE, WASH_OUT, SLICE, WASH_OUT, SLICE, WASH_OUT, SLICE);
    assertThat(withCopies).containsExactly(true, true, false, false, false, false, true, true);
  }

  @Test
  void copiesThatMakeCallsATenthSlowerAreFound() {
    pairs(30, 110, 100);

    OverheadReport report = experiment.report();

    assertThat(report.pairs()).isEqualTo(30);
    assertThat(report.calls()).isEqualTo(30 * 2 * 50);
    assertThat(report.of(CALL_P50).median()).isCloseTo(1.1, within(0.02));
    assertThat(report.of(CALL_P50).lower()).isGreaterThan(1.05);
    assertThat(report.of(HEAD_P50).upper()).isLessThan(1.15);
    assertThat(report.of(CALL_P99).median()).isCloseTo(1.1, within(0.02));
    assertThat(report.summary()).startsWith("With copies, calls take 1.10 (1.10 to 1.10) times");
  }

  @Test
  void cpuTimeIsDividedByCalls() {
    pairs(10, 100, 100);

    assertThat(experiment.report().of(CPU_PER_CALL).median()).isCloseTo(1.5, within(0.001));
  }

  @Test
  void aPairWithoutCopiesOrWithFewCallsIsNotUsed() {
    orders.addAll(List.of(true, true, true, true));
    pair(100, 100, 19, 1);
    pair(100, 100, 50, 0);
    experiment.advance();
    experiment.advance();

    OverheadReport report = experiment.report();

    assertThat(report.pairs()).isZero();
    assertThat(report.unusedPairs()).isEqualTo(2);
    assertThat(report.summary())
        .isEqualTo("Nothing is proven yet, after 0 of at least 7 pairs of slices.");
  }

  @Test
  void callsOfAWashOutAreNotMeasured() {
    orders.add(true);
    experiment.advance();
    for (int i = 0; i < 100; i++) {
      call(100 * CALL);
    }
    experiment.advance();
    slice(100, 50, 1);
    experiment.advance();
    experiment.advance();
    slice(100, 50, 0);
    orders.add(true);
    experiment.advance();
    experiment.advance();

    assertThat(experiment.report().of(CALL_P99).median()).isCloseTo(1, within(0.01));
  }

  @Test
  void callsThatNeverEndTookLongest() {
    orders.add(true);
    experiment.advance();
    experiment.advance();
    slice(100, 50, 1);
    for (int i = 0; i < 60; i++) {
      requireNonNull(experiment.begin(true)).handler(BodyHandlers.discarding());
    }
    experiment.advance();
    experiment.advance();
    slice(100, 110, 0);
    orders.add(true);
    experiment.advance();
    experiment.advance();

    assertThat(experiment.report().of(CALL_P50).median()).isInfinite();
  }

  @Test
  void endsAfterItsLastPair() {
    experiment = experiment(2);
    pairs(2, 100, 100);

    assertThat(experiment.advance()).isNull();
    assertThat(experiment.begin(true)).isNull();
    assertThat(experiment.report().running()).isFalse();
    assertThat(experiment.report().pairs()).isEqualTo(2);
  }

  @Test
  void onceEndedItMeasuresNothing() {
    experiment.advance();
    experiment.end();

    assertThat(experiment.begin(true)).isNull();
    assertThat(experiment.advance()).isNull();
  }

  @Test
  void aHandlerThatMustNotBeWrappedIsTheCallersOwn() {
    experiment.advance();
    experiment.advance();
    var handler = BodyHandlers.ofString();

    assertThat(requireNonNull(experiment.begin(false)).handler(handler)).isSameAs(handler);
  }

  private Experiment experiment(int maxPairs) {
    return new Experiment(
        new Experiment.Plan(SLICE, WASH_OUT, maxPairs),
        new Experiment.Readings(
            () -> now, () -> cpu, () -> copies, () -> orders.isEmpty() || orders.pop()),
        Instant.EPOCH);
  }

  /** So many pairs, and the wash-out after them. */
  private void pairs(int count, int with, int without) {
    for (int i = 0; i <= count; i++) {
      orders.add(i % 3 == 0);
    }
    for (int i = 0; i < count; i++) {
      pair(with, without, 50, 1);
    }
    experiment.advance();
    experiment.advance();
  }

  private void pair(int with, int without, int calls, int sent) {
    boolean withFirst = requireNonNull(orders.peek());
    experiment.advance();
    experiment.advance();
    slice(withFirst ? with : without, calls, withFirst ? sent : 0);
    experiment.advance();
    experiment.advance();
    slice(withFirst ? without : with, calls, withFirst ? 0 : sent);
  }

  /** So many calls of so many tens of microseconds. */
  private void slice(int percent, int calls, int sent) {
    for (int i = 0; i < calls; i++) {
      call(CALL * percent / 100);
    }
    copies += sent;
    cpu += (sent > 0 ? 150L : 100L) * 50;
  }

  private void call(long nanos) {
    CallTime call = requireNonNull(experiment.begin(true));
    var handler = call.handler(BodyHandlers.discarding());
    now += nanos;
    handler.apply(null);
    call.end();
  }
}
