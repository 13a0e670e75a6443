package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field that differs in v1 itself is compared by its shape, as long as it does, and alone. */
class NoisyFieldsTest {

  private static final int ENOUGH = 1_000;

  private int number;

  private static Comparison.Builder wide() {
    return atOnce().margin(Check.CONTENT, 1).margin(Check.PERSISTENT, 1).margin(Check.ERRORS, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 40, 200})
  void itHidesNoOtherFieldOfAnObject(int others) {
    Traffic traffic = new Traffic(wide().build());
    for (int i = 0; i < 100; i++) {
      traffic.triple("/a", object(others, 1), object(others, 1), object(others, 1));
    }
    for (int i = 0; i < ENOUGH; i++) {
      traffic.triple("/a", object(others, 1), object(others, 2), object(others, 1));
    }

    assertNotEquals(
        State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void itHidesNoOtherEntryOfAMap() {
    Traffic traffic = new Traffic(wide().build());
    for (int i = 0; i < ENOUGH; i++) {
      traffic.triple("/a", map(1), map(i < 100 ? 1 : 2), map(1));
    }

    assertNotEquals(
        State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void itIsComparedByShapeAsLongAsItDiffers() {
    Traffic traffic = new Traffic(atOnce().build());
    for (int i = 0; i < 300; i++) {
      traffic.triple("/a", object(1, 1), object(1, 1), object(1, 1));
    }

    assertTrue(content(traffic).d() <= 2 * 21, () -> traffic.report().toText());
    assertEquals(0, content(traffic).b());
  }

  @Test
  void itIsComparedByValueOnceItDiffersInLessThanHalfOfTheTriples() {
    Traffic traffic = new Traffic(atOnce().build());
    for (int i = 0; i < 60; i++) {
      traffic.triple("/a", object(1, 1), object(1, 1), object(1, 1));
    }
    Leg old = json("{\"requestId\":7000001,\"f0\":1}");
    Leg other = json("{\"requestId\":7000002,\"f0\":1}");
    for (int i = 0; i < 130; i++) {
      traffic.triple("/a", old, old, old);
    }
    traffic.triple("/a", old, other, old);

    assertEquals(1, content(traffic).b(), () -> traffic.report().toText());
  }

  @Test
  void itIsNoNoiseBeforeItDiffersInHalfOfAllTriples() {
    Traffic traffic = new Traffic(atOnce().build());
    traffic.same(200, "/a");
    Leg old = json("{\"price\":1}");
    Leg other = json("{\"price\":2}");
    for (int i = 0; i < 100; i++) {
      traffic.triple("/a", old, old, other);
    }
    traffic.triple("/a", old, other, old);

    assertEquals(1, content(traffic).b(), () -> traffic.report().toText());
  }

  /** Nothing that counts was seen there, so that it would be a row of zeros. */
  @Test
  void aFieldThatDifferedInTheWarmUpAloneIsNotListed() {
    Traffic traffic = new Traffic(atOnce().endpoint("/a").warmUp(Duration.ZERO, 10).build());
    Leg old = json("{\"price\":1}");
    for (int i = 0; i < 3; i++) {
      traffic.triple("/a", old, old, json("{\"price\":2}"));
    }
    traffic.same(60, "/a");
    assertEquals(List.of(), traffic.report().key().fields());
    assertTrue(traffic.evidence().snapshots("p", 1).stream().allMatch(this::hasNoField));

    traffic.triple("/a", old, json("{\"price\":2}"), old);
    assertEquals(1, traffic.report().key().fields().get(0).b());
  }

  /** The report has to tell that its values are not compared. */
  @Test
  void oneThatIsComparedByItsShapeSinceTheWarmUpIsListed() {
    Traffic traffic = new Traffic(atOnce().endpoint("/a").warmUp(Duration.ZERO, 30).build());
    for (int i = 0; i < 40; i++) {
      traffic.triple("/a", object(1, 1), object(1, 1), object(1, 1));
    }

    FieldResult field = traffic.report().key().fields().get(0);
    assertEquals("$.requestId", field.path());
    assertTrue(field.noisy());
  }

  private boolean hasNoField(Snapshot snapshot) {
    return snapshot.rows().stream()
        .map(EvidenceRow::name)
        .noneMatch(name -> name.kind() == RowKind.CONTENT && name.path() != null);
  }

  /** An object with an id that is never the same. */
  private Leg object(int others, int value) {
    return json(
        IntStream.range(0, others)
            .mapToObj(i -> "\"f" + i + "\":" + value)
            .collect(
                Collectors.joining(",", "{\"requestId\":" + (1_000_000 + ++number) + ",", "}")));
  }

  /** A map with an entry that is never the same. */
  private Leg map(int value) {
    return json("{\"1001\":" + (1_000_000 + ++number) + ",\"1002\":" + value + "}");
  }

  private static CheckResult content(Traffic traffic) {
    return traffic.report().key().checks().stream()
        .filter(result -> result.endpoint() == null && result.check() == Check.CONTENT)
        .findFirst()
        .orElseThrow();
  }
}
