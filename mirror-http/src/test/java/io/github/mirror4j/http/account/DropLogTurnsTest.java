package io.github.mirror4j.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A line that is overtaken by a later one has nothing left to tell, and is not written. */
@ResourceLock(Resources.SYSTEM_ERR)
class DropLogTurnsTest {

  private final StandardError log = new StandardError();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Counters counters = new Counters(null);
  private final DropLog drops =
      new DropLog(
          () -> counters.snapshot(new MirrorId("turns", "m"), LaneState.SENDING),
          DropReason::toString,
          () -> "copyTimeout PT1S",
          System::nanoTime,
          waiting::add);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void noLineIsEmpty() {
    timesOut();
    drops.writeLine();
    waiting.remove().run();
    assertLine("turns -> m so far: 1 timed out (copyTimeout PT1S)");
  }

  @Test
  void whatHappensWhileALineWaitsIsInIt() {
    timesOut();
    timesOut();
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
    drops.writeLine();
    assertLine("turns -> m so far: 2 timed out (copyTimeout PT1S)");
  }

  /** Clients of other tests may just be writing their last lines. */
  private void assertLine(String end) {
    assertThat(log.rest())
        .filteredOn(line -> line.contains("turns"))
        .singleElement()
        .asString()
        .endsWith(end);
  }

  private void timesOut() {
    Outcome outcome = new Outcome.TimedOut();
    counters.selected();
    counters.ended(outcome);
    drops.ended(outcome);
  }
}
