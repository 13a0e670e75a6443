package io.github.mirror4j.http.testkit;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A listener that records how copies ended, so that a test can wait for it.
 *
 * <p>Copies that were sent are recorded individually; drops are counted by reason. Both are kept
 * until {@link #reset()}. Listeners are notified shortly after the counts of {@link
 * io.github.mirror4j.http.MirrorEngine#stats()} change. Thread-safe.
 *
 * {@snippet class="io.github.mirror4j.http.testkit.Snippets" region="outcomes"}
 *
 * @since 0.1.0
 */
public final class RecordingListener implements MirrorListener {

  private record Ends(List<RecordedOutcome> outcomes, Map<DropReason, Long> drops) {}

  private final AwaitableState<Ends> ends =
      new AwaitableState<>(new Ends(new ArrayList<>(), new EnumMap<>(DropReason.class)));

  /** Creates a listener without any records. */
  public RecordingListener() {}

  @Override
  public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {
    RecordedOutcome ended = new RecordedOutcome(id, outcome, duration);
    ends.change(state -> state.outcomes().add(ended));
  }

  @Override
  public void copiesDropped(MirrorId id, DropReason reason, long count) {
    ends.change(state -> state.drops().merge(reason, count, Long::sum));
  }

  /**
   * Returns the outcomes of copies that were sent.
   *
   * @return an immutable list, in the order of the notifications
   */
  public List<RecordedOutcome> outcomes() {
    return ends.read(state -> List.copyOf(state.outcomes()));
  }

  /**
   * Returns the outcomes of copies that were sent to one mirror.
   *
   * @param mirror the mirror's name, as in {@link MirrorId#mirror()}
   * @return an immutable list, in the order of the notifications
   */
  public List<RecordedOutcome> outcomesOf(String mirror) {
    requireNonNull(mirror, "mirror");
    return outcomes().stream().filter(ended -> ended.id().mirror().equals(mirror)).toList();
  }

  /**
   * Returns the number of dropped copies by reason.
   *
   * @return an immutable map of the reasons that occurred
   */
  public Map<DropReason, Long> drops() {
    return ends.read(state -> Map.copyOf(state.drops()));
  }

  /**
   * Waits until at least the given number of copies have been sent and have ended.
   *
   * @param count the number of copies
   * @param timeout the maximum time to wait
   * @return all recorded outcomes
   * @throws AssertionError if there are fewer when the timeout elapses
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public List<RecordedOutcome> awaitOutcomes(int count, Duration timeout)
      throws InterruptedException {
    return ends.await(
        state -> state.outcomes().size() >= count ? List.copyOf(state.outcomes()) : null,
        timeout,
        state ->
            "outcomes: %d (expected: %d within %s)%s"
                .formatted(state.outcomes().size(), count, timeout, lines(state)));
  }

  /**
   * Waits until a copy that was sent has ended with an outcome that matches a predicate.
   *
   * @param test the predicate; must not block
   * @param timeout the maximum time to wait
   * @return the first matching outcome
   * @throws AssertionError if there is none when the timeout elapses
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public RecordedOutcome awaitOutcome(Predicate<? super RecordedOutcome> test, Duration timeout)
      throws InterruptedException {
    requireNonNull(test, "test");
    return ends.await(
        state -> state.outcomes().stream().filter(test).findFirst().orElse(null),
        timeout,
        state ->
            "outcome: none of %d (expected: one that passes the test within %s)%s"
                .formatted(state.outcomes().size(), timeout, lines(state)));
  }

  /**
   * Waits until at least the given number of copies have been dropped for a reason.
   *
   * @param reason the reason
   * @param count the number of copies
   * @param timeout the maximum time to wait
   * @return the number of copies dropped so far for the reason
   * @throws AssertionError if there are fewer when the timeout elapses
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public long awaitDrops(DropReason reason, long count, Duration timeout)
      throws InterruptedException {
    requireNonNull(reason, "reason");
    return ends.await(
        state -> {
          long drops = state.drops().getOrDefault(reason, 0L);
          return drops >= count ? drops : null;
        },
        timeout,
        state ->
            "dropped %s: %d (expected: %d within %s)%s"
                .formatted(
                    reason, state.drops().getOrDefault(reason, 0L), count, timeout, lines(state)));
  }

  /** Discards all records. */
  public void reset() {
    ends.change(
        state -> {
          state.outcomes().clear();
          state.drops().clear();
        });
  }

  private static String lines(Ends state) {
    String drops = state.drops().isEmpty() ? "" : MessageLines.line("dropped: " + state.drops());
    return MessageLines.of(state.outcomes()) + drops;
  }
}
