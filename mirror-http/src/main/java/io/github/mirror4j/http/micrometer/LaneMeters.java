package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The meters of one mirror: a counter for each way in which its copies may end, and a few more. */
final class LaneMeters implements MirrorMeters {

  private static final int MAX_STATUS_CLASSES = 6;

  private final LaneCounts lane;
  private final Meters meters;
  private final Tags tags;
  private final Timer completed;
  private final Timer failed;
  private final Timer timedOut;

  LaneMeters(LaneCounts lane, Meters meters, Tags common) {
    this.lane = lane;
    this.meters = meters;
    tags = common.and("rule", lane.id().rule(), "mirror", lane.id().mirror());
    try {
      counters();
      gauges();
      completed = timer("completed");
      failed = timer("failed");
      timedOut = timer("timed_out");
    } catch (Throwable e) {
      remove();
      throw e;
    }
  }

  void record(Outcome outcome, Duration duration) {
    switch (outcome) {
      case Outcome.Completed completion -> completed.record(duration);
      case Outcome.Failed failure -> failed.record(duration);
      case Outcome.TimedOut late -> timedOut.record(duration);
      case Outcome.Dropped unsent -> {}
    }
  }

  @Override
  public void remove() {
    meters.remove();
  }

  private void counters() {
    for (int status = 0; status < MAX_STATUS_CLASSES; status++) {
      int statusClass = status;
      String reason = status == 0 ? "other" : status + "xx";
      counter("completed", reason, counts -> counts.completed(statusClass));
    }
    for (FailureCause cause : FailureCause.values()) {
      counter("failed", lower(cause), counts -> counts.failed(cause));
    }
    counter("timed_out", "none", MirrorCounts::timedOut);
    counter("withheld", "none", MirrorCounts::withheld);
    for (DropReason reason : DropReason.values()) {
      counter("dropped", lower(reason), counts -> counts.dropped(reason));
    }
  }

  private void counter(String outcome, String reason, ToLongFunction<MirrorCounts> count) {
    meters.add(
        FunctionCounter.builder("mirror4j.copies", lane, asked -> count.applyAsLong(asked.now()))
                .description("Copies that ended, by outcome and reason")
                .tags(tags.and("outcome", outcome, "reason", reason))
            ::register);
  }

  private void gauges() {
    meters.add(
        Gauge.builder("mirror4j.copies.in.flight", lane, asked -> asked.now().inFlight())
                .description("Copies that were selected and have not ended")
                .tags(tags)
            ::register);
    meters.add(
        Gauge.builder("mirror4j.copies.waiting", lane, asked -> asked.now().waiting())
                .description("Copies that wait for the end of their primary")
                .tags(tags)
            ::register);
    for (LaneState state : LaneState.values()) {
      meters.add(
          Gauge.builder("mirror4j.lane.state", lane, asked -> asked.now().state() == state ? 1 : 0)
                  .description("1 for the state that the mirror's lane is in, 0 for the others")
                  .tags(tags.and("state", lower(state)))
              ::register);
    }
  }

  private Timer timer(String outcome) {
    return meters.add(
        Timer.builder("mirror4j.copy.duration")
                .description("How long copies took from their dispatch to their end")
                .tags(tags.and("outcome", outcome))
            ::register);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
