package io.github.mirror4j.http.account;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts copies, of one mirror or of all.
 *
 * <p>Copies in flight are counted on their own and not derived from the others, so that "selected =
 * in flight + ended" is a statement that can be false.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class Counters {

  private final @Nullable Counters total;
  private final Count selected = new Count();
  private final Count waiting = new Count();
  private final Count inFlight = new Count();
  private final Count timedOut = new Count();
  private final Count withheld = new Count();
  private final Map<DropReason, Count> dropped = new EnumMap<>(DropReason.class);
  private final Map<FailureCause, Count> failed = new EnumMap<>(FailureCause.class);
  private final List<Count> completed = Stream.generate(Count::new).limit(6).toList();

  public Counters(@Nullable Counters total) {
    this.total = total;
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new Count());
    }
    for (FailureCause cause : FailureCause.values()) {
      failed.put(cause, new Count());
    }
  }

  public void selected() {
    selected.increment();
    inFlight.increment();
    if (total != null) {
      total.selected();
    }
  }

  public void selectedToWait() {
    selected.increment();
    waiting.increment();
    if (total != null) {
      total.selectedToWait();
    }
  }

  public void stoppedWaiting() {
    waiting.decrement();
    inFlight.increment();
    if (total != null) {
      total.stoppedWaiting();
    }
  }

  public void ended(Outcome outcome) {
    count(outcome).increment();
    inFlight.decrement();
    if (total != null) {
      total.ended(outcome);
    }
  }

  public void withheld() {
    withheld.increment();
    inFlight.decrement();
    if (total != null) {
      total.withheld();
    }
  }

  /** Copies that have not ended. */
  public long underWay() {
    return waiting.sum() + inFlight.sum();
  }

  public MirrorCounts snapshot(MirrorId id, LaneState state) {
    Map<Integer, Count> responses = new TreeMap<>();
    for (int status = 0; status < completed.size(); status++) {
      responses.put(status, completed.get(status));
    }
    return new MirrorCounts(
        id,
        state,
        selected.sum(),
        waiting.sum(),
        inFlight.sum(),
        sums(dropped),
        withheld.sum(),
        sums(responses),
        sums(failed),
        timedOut.sum());
  }

  /** Without a switch over types, which is linked, and may fail to be, when it first runs. */
  private Count count(Outcome outcome) {
    if (outcome instanceof Outcome.Completed(int status)) {
      return completed.get(Math.clamp(status / 100, 0, 5));
    }
    if (outcome instanceof Outcome.Dropped(DropReason reason)) {
      return requireNonNull(dropped.get(reason));
    }
    if (outcome instanceof Outcome.Failed(FailureCause cause)) {
      return requireNonNull(failed.get(cause));
    }
    return timedOut;
  }

  /** What never occurred is left out. */
  private static <K> Map<K, Long> sums(Map<K, Count> adders) {
    Map<K, Long> sums = new LinkedHashMap<>();
    adders.forEach(
        (key, adder) -> {
          long sum = adder.sum();
          if (sum != 0) {
            sums.put(key, sum);
          }
        });
    return sums;
  }
}
