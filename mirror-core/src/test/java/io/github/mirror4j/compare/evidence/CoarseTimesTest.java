package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The baseline follows its primary within a millisecond, the candidate takes a little longer. So a
 * time of milliseconds in the body differs more often for v2, although both versions do the same.
 */
class CoarseTimesTest {

  private static final int TRIPLES = 3_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Traffic traffic =
      new Traffic(atOnce().margin(Check.CONTENT, 0.0001).margin(Check.PERSISTENT, 0.0001).build());

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void theTimeOfTheResponseIsNoDifference() {
    send(Duration.ZERO, Duration.ZERO);

    assertEquals(0, content().b() + content().c() + content().d());
    assertNotEquals(State.NOT_SAFE, traffic.report().verdict().state());
  }

  @Test
  void aTimeThatFollowsFromItIsComparedByShapeSinceItMovesForV1Too() {
    send(HOUR, HOUR);

    assertNotEquals(
        State.NOT_SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
    assertTrue(content().b() <= 3, () -> traffic.report().toText());
  }

  @Test
  void aTimeThatDoesNotMoveIsFound() {
    Instant stored = traffic.next().minus(HOUR);
    for (int i = 0; i < 200; i++) {
      traffic.triple("/a", at(stored), at(stored.plusMillis(1)), at(stored));
    }

    assertEquals(State.NOT_SAFE, traffic.report().verdict().state());
  }

  @Test
  void aClockThatIsAnHourWrongIsFound() {
    send(Duration.ZERO, HOUR);

    assertEquals(State.NOT_SAFE, traffic.report().verdict().state());
  }

  /** Sends requests to which v1 and v2 respond with the time, and so much more. */
  private void send(Duration more, Duration moreOfV2) {
    for (int i = 0; i < TRIPLES; i++) {
      Instant start = traffic.next().minusMillis(5).plusNanos(random.nextInt(1_000_000));
      Leg primary = at(start.plus(more));
      Leg baseline = at(start.plusNanos(300_000).plus(more));
      Leg candidate = at(start.plusNanos(900_000).plus(moreOfV2));
      traffic.triple("/a", primary, candidate, baseline);
    }
  }

  private static Leg at(Instant time) {
    return json("{\"at\":" + time.toEpochMilli() + "}");
  }

  private CheckResult content() {
    return traffic.report().key().checks().stream()
        .filter(result -> result.endpoint() == null && result.check() == Check.CONTENT)
        .findFirst()
        .orElseThrow();
  }
}
