package io.github.mirror4j.http.send;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** The outcomes of dropped copies, made once: a drop allocates nothing. */
public final class DropOutcomes {

  private static final Map<DropReason, Outcome> OUTCOMES = new EnumMap<>(DropReason.class);

  static {
    for (DropReason reason : DropReason.values()) {
      OUTCOMES.put(reason, new Outcome.Dropped(reason));
    }
  }

  private DropOutcomes() {}

  /**
   * Returns the outcome of a copy that was dropped.
   *
   * @param reason why
   * @return the outcome
   */
  public static Outcome of(DropReason reason) {
    return requireNonNull(OUTCOMES.get(reason));
  }
}
