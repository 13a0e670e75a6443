package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.HistoryPoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report tells when its evidence came. */
class HistoryTest {

  private final Traffic traffic = new Traffic(atOnce().build());

  private List<HistoryPoint> points() {
    return traffic.report().key().history();
  }

  @Test
  void thereIsARowAMinuteAndOneForNow() {
    traffic.same(30, "/orders"); // one each ten seconds

    List<HistoryPoint> points = points();
    assertEquals(
        List.of(1L, 7L, 13L, 19L, 25L, 30L), points.stream().map(HistoryPoint::n).toList());
    assertEquals(Duration.ofMinutes(1), Duration.between(points.get(0).at(), points.get(1).at()));
  }

  @Test
  void whatDiffersOrFailsIsInTheRowsFromThenOn() {
    traffic.same(12, "/orders");
    traffic.worse(6, "/orders");

    List<HistoryPoint> points = points();
    assertEquals(0, points.get(2).b() - 1, "the thirteenth triple is the first that differs");
    assertEquals(6, points.getLast().b());
    assertEquals(18, points.getLast().n());
  }

  @Test
  void aLongHistoryIsBoundedAndHasItsBeginning() {
    traffic.same(6_000, "/orders");

    List<HistoryPoint> points = points();
    assertTrue(points.size() <= 65 && points.size() > 32, () -> "rows: " + points.size());
    assertEquals(1, points.get(0).n());
    assertEquals(6_000, points.getLast().n());
    Duration spacing = Duration.between(points.get(0).at(), points.get(1).at());
    for (int i = 2; i < points.size() - 1; i++) {
      assertEquals(spacing, Duration.between(points.get(i - 1).at(), points.get(i).at()));
    }
  }

  @Test
  void theJsonHasIt() {
    traffic.same(30, "/orders");

    JsonNode mirror = JsonMapper.shared().readTree(traffic.report().toJson()).get("mirrors").get(0);
    assertEquals(
        List.of("at", "n", "b", "c", "failed"),
        List.copyOf(mirror.get("history").get(0).propertyNames()));
    assertEquals(30, mirror.get("history").get(5).get("n").asInt());
  }
}
