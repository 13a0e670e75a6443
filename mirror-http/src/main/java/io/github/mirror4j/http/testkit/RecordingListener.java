package io.github.mirror4j.http.testkit;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A listener that keeps how copies ended, so that a test can wait for it.
 *
 * <p>Copies that were sent are kept one by one, until {@link #reset()}; drops are counted by
 * reason. Listeners are told a little after the counts of {@link
 * io.github.mirror4j.http.MirrorEngine#stats()} change. Thread-safe.
 *
 * {@snippet class="io.github.mirror4j.http.testkit.Snippets" region="outcomes"}
 *
 * @since 0.1.0
 */
public final class RecordingListener implements MirrorListener {

  private record Ends(List<RecordedOutcome> outcomes, Map<DropReason, Long> drops) {}

  private final Awaited<Ends> ends =
      new Awaited<>(new Ends(new ArrayList<>(), new EnumMap<>(DropReason.class)));

  /** A listener that has heard nothing yet. */
  public RecordingListener() {}

  @Override
  public void copyEnded(String rule, String mirror, Outcome outcome, Duration duration) {
    RecordedOutcome ended = new RecordedOutcome(rule, mirror, outcome, duration);
    ends.change(state -> state.outcomes().add(ended));
  }

  @Override
  public void copiesDropped(String rule, String mirror, DropReason reason, long count) {
    ends.change(state -> state.drops().merge(reason, count, Long::sum));
  }

  /**
   * The ends of copies that were sent.
   *
   * @return an immutable list, in the order in which they were told
   */
  public List<RecordedOutcome> outcomes() {
    return ends.read(state -> List.copyOf(state.outcomes()));
  }

  /**
   * The ends of copies that were sent to one mirror.
   *
   * @param mirror the mirror's name, as in {@link
   *     io.github.mirror4j.http.stats.MirrorCounts#mirror()}
   * @return an immutable list, in the order in which they were told
   */
  public List<RecordedOutcome> outcomesOf(String mirror) {
    requireNonNull(mirror, "mirror");
    return outcomes().stream().filter(ended -> ended.mirror().equals(mirror)).toList();
  }

  /**
   * How many copies were dropped, by reason.
   *
   * @return an immutable map of the reasons that occurred
   */
  public Map<DropReason, Long> drops() {
    return ends.read(state -> Map.copyOf(state.drops()));
  }

  /**
   * Waits until so many copies, or more, have been sent and have ended.
   *
   * @param count how many
   * @param timeout how long to wait at most
   * @return all ends that have been told
   * @throws AssertionError if there are fewer after that time
   * @throws InterruptedException if the thread is interrupted while it waits
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
   * Waits until a copy that was sent has ended in a way that passes a test.
   *
   * @param test what to look for; must not wait for anything itself
   * @param timeout how long to wait at most
   * @return the first end that passes
   * @throws AssertionError if there is none after that time
   * @throws InterruptedException if the thread is interrupted while it waits
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
   * Waits until so many copies, or more, have been dropped for a reason.
   *
   * @param reason the reason
   * @param count how many
   * @param timeout how long to wait at most
   * @return how many there are
   * @throws AssertionError if there are fewer after that time
   * @throws InterruptedException if the thread is interrupted while it waits
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

  /** Forgets what has been told. */
  public void reset() {
    ends.change(
        state -> {
          state.outcomes().clear();
          state.drops().clear();
        });
  }

  private static String lines(Ends state) {
    String drops = state.drops().isEmpty() ? "" : Lines.line("dropped: " + state.drops());
    return Lines.of(state.outcomes()) + drops;
  }
}
