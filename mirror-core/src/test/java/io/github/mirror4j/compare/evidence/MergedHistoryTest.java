package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mirror4j.compare.HistoryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The history of a fleet is a sum of steps, and never more than what was counted. */
class MergedHistoryTest {

  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

  private final MergedHistory history = new MergedHistory();

  @Test
  void stepsOfProcessesAddUp() {
    history.add(List.of(at(0, 10), at(60, 20)), at(70, 30));
    history.add(List.of(at(30, 1), at(90, 2)), at(100, 2));

    assertEquals(
        List.of(at(0, 10), at(30, 11), at(60, 21), at(70, 31), at(90, 32), at(100, 32)),
        history.points());
  }

  @Test
  void eachCountHasItsOwnSteps() {
    history.add(List.of(new HistoryPoint(START, 5, 4, 3, 2)), new HistoryPoint(START, 9, 8, 7, 6));

    assertEquals(List.of(new HistoryPoint(START, 9, 8, 7, 6)), history.points());
  }

  @Test
  void withoutTimesAllCountsComeAtTheEnd() {
    history.add(List.of(), at(70, 30));
    history.add(List.of(at(0, 1)), at(80, 1));

    assertEquals(List.of(at(0, 1), at(70, 31), at(80, 31)), history.points());
    assertEquals(1, history.withoutPoints());
  }

  @Test
  void aProcessThatCountedNothingHasNothingToTell() {
    history.add(List.of(), at(70, 0));

    assertEquals(List.of(), history.points());
    assertEquals(0, history.withoutPoints());
  }

  @Test
  void rowsThatCannotBeTakeNothingAwayAndAddNothing() {
    history.add(List.of(at(60, 5), at(0, 10), at(80, 1_000), at(900, 7)), at(100, 30));

    assertEquals(List.of(at(0, 10), at(60, 10), at(80, 30), at(100, 30)), history.points());
  }

  @Test
  void manyTimesAreThinnedToAnEvenGrid() {
    for (int process = 0; process < 50; process++) {
      int first = process;
      List<HistoryPoint> told =
          LongStream.range(0, 64).mapToObj(minute -> at(first + 60 * minute, minute + 1)).toList();
      history.add(new ArrayList<>(told), at(3_840, 64));
    }

    List<HistoryPoint> points = history.points();
    assertEquals(65, points.size());
    assertEquals(START, points.get(0).at());
    assertEquals(at(60, 1 + 50), points.get(1), "all but the first have their first row by then");
    assertEquals(at(3_840, 50 * 64), points.getLast());
  }

  private static HistoryPoint at(long seconds, long n) {
    return new HistoryPoint(START.plusSeconds(seconds), n, 0, 0, 0);
  }
}
