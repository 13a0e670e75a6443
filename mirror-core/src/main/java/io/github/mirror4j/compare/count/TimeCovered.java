package io.github.mirror4j.compare.count;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time in which at least one process compared. The time between the first and the last vote of
 * a fleet would be wrong by as much as one clock is. Not thread-safe.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class TimeCovered {

  private final List<Stretch> stretches = new ArrayList<>();

  private record Stretch(Instant first, Instant last) {}

  public void add(Instant first, Instant last) {
    if (!last.isBefore(first)) {
      stretches.add(new Stretch(first, last));
    }
  }

  public @Nullable Instant first() {
    return stretches.stream().map(Stretch::first).min(Comparator.naturalOrder()).orElse(null);
  }

  public Instant last(Instant other) {
    return stretches.stream().map(Stretch::last).max(Comparator.naturalOrder()).orElse(other);
  }

  /** Returns the sum of all times that are in one stretch or more. */
  public Duration sum() {
    stretches.sort(Comparator.comparing(Stretch::first));
    Duration sum = Duration.ZERO;
    Instant end = Instant.MIN;
    for (Stretch stretch : stretches) {
      Instant from = stretch.first().isAfter(end) ? stretch.first() : end;
      if (stretch.last().isAfter(from)) {
        sum = sum.plus(Duration.between(from, stretch.last()));
        end = stretch.last();
      }
    }
    return sum;
  }
}
