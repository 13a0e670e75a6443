package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that notes the drops it is told, and is told nothing else. */
final class DropNotes implements MirrorListener {

  record Call(MirrorId id, DropReason reason, long count, String thread) {}

  /** What the listener does with its time. */
  @FunctionalInterface
  interface Then {
    void run() throws Exception;
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private Then then = () -> {};

  void then(Then next) {
    then = next;
  }

  @Override
  public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {
    throw new AssertionError("Nothing is sent here: " + outcome);
  }

  @Override
  public void copiesDropped(MirrorId id, DropReason reason, long count) {
    calls.add(new Call(id, reason, count, Thread.currentThread().getName()));
    try {
      then.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  List<Call> calls() {
    return calls;
  }

  long sum() {
    return calls.stream().mapToLong(Call::count).sum();
  }

  Map<String, Long> sums() {
    Map<String, Long> sums = new TreeMap<>();
    calls.forEach(
        call -> sums.merge(call.id().mirror() + " " + call.reason(), call.count(), Long::sum));
    return sums;
  }

  /** Waits until so many were told, which must not be exceeded. */
  void awaitSum(long sum) throws InterruptedException {
    assertThat(FaultResources.await(() -> sum() >= sum)).as("%s told", sum).isTrue();
    assertThat(sum()).isEqualTo(sum);
  }
}
