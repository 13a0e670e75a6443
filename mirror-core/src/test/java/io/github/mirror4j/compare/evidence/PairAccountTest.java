package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.get;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Failed;
import io.github.mirror4j.compare.pair.Leg.NotSent;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Triple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs selected = compared + lost by reason + pending, to the unit. */
class PairAccountTest {

  private static final Leg OK = json("{\"a\":1}");
  private static final Leg TIMED_OUT = new Failed(Failed.Kind.TIMED_OUT, 1_000_000_000);

  private static final Leg BROKEN = new Failed(Failed.Kind.CONNECTION, 1_000_000);

  static List<Arguments> lost() {
    return List.of(
        Arguments.of(LossReason.LANE_FULL, OK, new NotSent(LossReason.LANE_FULL), OK),
        Arguments.of(LossReason.BASELINE_DROPPED, OK, OK, new NotSent(LossReason.BASELINE_DROPPED)),
        Arguments.of(LossReason.PRIMARY_SLOWER, new NotSent(LossReason.PRIMARY_SLOWER), OK, OK),
        Arguments.of(LossReason.PRIMARY_SLOWER, TIMED_OUT, OK, OK),
        Arguments.of(LossReason.PRIMARY_SLOWER, TIMED_OUT, OK, null),
        Arguments.of(LossReason.PRIMARY_FAILED, BROKEN, OK, OK),
        Arguments.of(LossReason.PRIMARY_FAILED, BROKEN, TIMED_OUT, null),
        Arguments.of(LossReason.BASELINE_FAILED, OK, OK, TIMED_OUT),
        Arguments.of(
            LossReason.V1_CHANGED,
            response(200, "1", "x-b", "1"),
            OK,
            response(200, "1", "x-b", "2")),
        Arguments.of(LossReason.COPIES_UNLIKE_PRIMARY, OK, response(401, ""), response(401, "")),
        Arguments.of(LossReason.COPIES_UNLIKE_PRIMARY, OK, response(302, ""), response(302, "")),
        Arguments.of(LossReason.COPIES_UNLIKE_PRIMARY, OK, OK, response(401, "")),
        Arguments.of(
            LossReason.COPIES_UNLIKE_PRIMARY,
            new Responded(json("1").response(), json("1").timing(), true),
            OK,
            OK),
        Arguments.of(LossReason.PRIMARY_TOO_LARGE, missing(ReceivedBody.Reason.TOO_LARGE), OK, OK),
        Arguments.of(LossReason.PRIMARY_NOT_READ, missing(ReceivedBody.Reason.NOT_READ), OK, OK),
        Arguments.of(LossReason.STOPPED, OK, missing(ReceivedBody.Reason.CANCELLED), OK),
        Arguments.of(LossReason.STOPPED, OK, OK, missing(ReceivedBody.Reason.NOT_READ)),
        Arguments.of(LossReason.COPY_MEMORY_FULL, OK, missing(ReceivedBody.Reason.MEMORY_FULL), OK),
        Arguments.of(
            LossReason.COPY_MEMORY_FULL, OK, OK, missing(ReceivedBody.Reason.MEMORY_FULL)));
  }

  static List<Arguments> compared() {
    return List.of(
        Arguments.of(OK, OK, OK),
        Arguments.of(OK, json("{\"a\":2}"), OK),
        Arguments.of(OK, TIMED_OUT, OK),
        Arguments.of(OK, response(500, ""), OK),
        Arguments.of(OK, response(401, ""), OK),
        Arguments.of(response(401, ""), response(401, ""), response(401, "")),
        Arguments.of(OK, missing(ReceivedBody.Reason.TOO_LARGE), OK));
  }

  @ParameterizedTest
  @MethodSource
  void lost(LossReason reason, Leg primary, Leg candidate, Leg baseline) {
    Traffic traffic = new Traffic(atOnce().buildHeader("x-b").build());
    traffic.triple("/a", primary, candidate, baseline);

    assertEquals(new PairCounts(1, 0, 0, Map.of(reason, 1L)), traffic.evidence().pairs());
  }

  @ParameterizedTest
  @MethodSource
  void compared(Leg primary, Leg candidate, Leg baseline) {
    Traffic traffic = new Traffic(atOnce().build());
    traffic.triple("/a", primary, candidate, baseline);

    assertEquals(new PairCounts(1, 1, 0, Map.of()), traffic.evidence().pairs());
  }

  @Test
  void whatHasNotEndedIsPending() {
    MirrorEvidence evidence = new Traffic(atOnce().build()).evidence();
    evidence.selected();
    evidence.selected();
    evidence.lost(LossReason.STOPPED);

    assertEquals(new PairCounts(2, 0, 1, Map.of(LossReason.STOPPED, 1L)), evidence.pairs());
  }

  @Test
  void aRequestThatCannotBeReadIsAnInternalError() {
    MirrorEvidence evidence = new Traffic(atOnce().build()).evidence();
    evidence.selected();
    ComparedRequest broken = new ComparedRequest("GET", "/", null, null, 0, null);

    evidence.add(new Triple(broken, OK, OK, OK), "rule");

    assertEquals(new PairCounts(1, 0, 0, Map.of(LossReason.INTERNAL_ERROR, 1L)), evidence.pairs());
  }

  static List<Throwable> failures() {
    return List.of(
        new OutOfMemoryError(),
        new StackOverflowError(),
        new NoClassDefFoundError(),
        new AssertionError(),
        new IllegalStateException());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverFailsThePairIsNotPendingForEver(Throwable failure) {
    AtomicBoolean fails = new AtomicBoolean();
    MirrorEvidence evidence = evidence(() -> throwIf(fails.get(), failure));
    Triple triple = new Triple(get("/a", "n=1"), OK, OK, OK);
    evidence.selected();
    evidence.add(triple, "rule");
    fails.set(true);
    evidence.selected();

    Compared result = evidence.add(triple, "rule");

    assertFalse(result.wantsConfirmation());
    assertEquals(new PairCounts(2, 1, 0, Map.of(LossReason.INTERNAL_ERROR, 1L)), evidence.pairs());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aConfirmationThatFailsIsOver(Throwable failure) {
    AtomicBoolean fails = new AtomicBoolean();
    MirrorEvidence evidence = evidence(() -> throwIf(fails.get(), failure));
    evidence.selected();
    Leg other = json("{\"a\":2}");
    Compared first = evidence.add(new Triple(get("/a", "n=1"), OK, other, OK), "rule");
    assertTrue(first.wantsConfirmation());
    fails.set(true);

    evidence.confirmed(first, OK, OK, other);

    assertFalse(first.settle());
  }

  private static MirrorEvidence evidence(InstantSource clock) {
    return new MirrorEvidence(Traffic.MIRROR, atOnce().build(), clock, new SplittableRandom(7));
  }

  private static Instant throwIf(boolean fails, Throwable failure) {
    if (fails && failure instanceof Error error) {
      throw error;
    }
    if (fails) {
      throw (RuntimeException) failure;
    }
    return Instant.parse("2026-11-27T08:00:00Z");
  }

  @Test
  void theSumIsExactWhateverThreadsDo() throws Exception {
    MirrorEvidence evidence = new Traffic(atOnce().build()).evidence();
    int threads = 4;
    int each = 500;
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all =
          IntStream.range(0, threads)
              .<Future<?>>mapToObj(
                  thread ->
                      executor.submit(
                          () -> {
                            start.await();
                            for (int i = 0; i < each; i++) {
                              evidence.selected();
                              if (i % 5 == 0) {
                                evidence.lost(LossReason.LANE_FULL);
                              } else {
                                ComparedRequest request = get("/a", thread + "." + i);
                                evidence.add(new Triple(request, OK, OK, OK), "rule");
                              }
                            }
                            return null;
                          }))
              .toList();
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertEquals(
        new PairCounts(2_000, 1_600, 0, Map.of(LossReason.LANE_FULL, 400L)), evidence.pairs());
    assertEquals(1_600, evidence.report().key().triples());
  }

  private static Leg missing(ReceivedBody.Reason reason) {
    Responded whole = json("1");
    return new Responded(
        new ReceivedResponse(200, whole.response().headers(), new ReceivedBody.Missing(reason)),
        whole.timing(),
        false);
  }
}
