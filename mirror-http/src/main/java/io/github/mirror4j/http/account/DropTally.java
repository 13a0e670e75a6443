package io.github.mirror4j.http.account;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.MirrorId;
import java.util.EnumMap;
import java.util.Map;

/**
 * The drops of one lane of which listeners are to be notified.
 *
 * <p>Many threads add, and one at a time takes. Invariant: what is added before {@code waits} is
 * found raised is taken by the thread that lowers it.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class DropTally {

  /** Gets what was added since the last time. */
  @FunctionalInterface
  interface Sink {
    void drops(MirrorId id, DropReason reason, long count);
  }

  private final MirrorId id;
  private final Map<DropReason, Count> added = new EnumMap<>(DropReason.class);
  private final Map<DropReason, Long> taken = new EnumMap<>(DropReason.class);
  private final Flag waits = new Flag();

  public DropTally(MirrorId id) {
    this.id = id;
    for (DropReason reason : DropReason.values()) {
      added.put(reason, new Count());
    }
  }

  /** Whether it waits to be taken only from now on, so that the taker must be woken. */
  boolean add(DropReason reason) {
    requireNonNull(added.get(reason)).increment();
    return waits.raise();
  }

  /** It could not be kept to be taken, so the next drop has to. */
  void isNotKept() {
    waits.lower();
  }

  /** By one thread at a time. */
  void take(Sink sink) {
    waits.lower();
    added.forEach(
        (reason, adder) -> {
          long sum = adder.sum();
          long count = sum - taken.getOrDefault(reason, 0L);
          if (count > 0) {
            taken.put(reason, sum);
            sink.drops(id, reason, count);
          }
        });
  }
}
