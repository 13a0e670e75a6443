package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.http.DispatchMeter;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.stats.OverheadMeasure;
import io.github.mirror4j.http.stats.OverheadRatio;
import io.github.mirror4j.rule.ReloadStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of mirroring as a whole.
 *
 * <p>Registries hold the object that a meter asks weakly, and the function strongly: no function
 * here may hold the object.
 */
final class EngineMeters {

  private final MirrorEngine engine;
  private final DispatchMeter dispatchTime;
  private final Meters meters;

  EngineMeters(MirrorEngine engine, Meters meters, Tags tags) {
    this.engine = engine;
    this.meters = meters;
    dispatchTime = engine.measureDispatch();
    try {
      register(tags);
    } catch (Throwable e) {
      remove();
      throw e;
    }
  }

  void remove() {
    dispatchTime.close();
    meters.remove();
  }

  private void register(Tags tags) {
    bytes(
        tags,
        "mirror4j.body.memory.used",
        "Memory that the bodies of copies take",
        MirrorStats::bufferedBytes);
    bytes(
        tags,
        "mirror4j.body.memory.max",
        "The most memory that the bodies of copies may take",
        MirrorStats::bufferedBytesLimit);
    count(
        tags,
        "mirror4j.requests.already.mirrored",
        "Requests that were not mirrored because they were copies themselves",
        MirrorStats::alreadyMirrored);
    count(
        tags,
        "mirror4j.requests.undecided",
        "Requests that were not mirrored because rules' patterns took too much work",
        MirrorStats::undecided);
    count(
        tags,
        "mirror4j.listener.missed",
        "Outcomes that a slow listener missed",
        MirrorStats::missedNotifications);
    count(
        tags,
        "mirror4j.internal.errors",
        "Errors inside the library or in a registry of endpoints",
        MirrorStats::internalErrors);
    dispatchTime(tags);
    reloads("taken", ReloadStatus::reloads, tags);
    reloads("refused", ReloadStatus::failures, tags);
    reloads("kept_back", ReloadStatus::keptBack, tags);
    lastSuccess(tags);
    for (OverheadMeasure measure : OverheadMeasure.values()) {
      overhead(measure, "median", OverheadRatio::median, tags);
      overhead(measure, "lower", OverheadRatio::lower, tags);
      overhead(measure, "upper", OverheadRatio::upper, tags);
    }
  }

  /** No number without a measurement. */
  private void overhead(
      OverheadMeasure measure, String bound, ToDoubleFunction<OverheadRatio> value, Tags tags) {
    meters.add(
        Gauge.builder(
                    "mirror4j.overhead",
                    engine,
                    asked ->
                        asked
                            .overhead()
                            .map(report -> value.applyAsDouble(report.of(measure)))
                            .orElse(Double.NaN))
                .description("What mirroring multiplies a measure by, from measureOverhead()")
                .tags(tags.and("measure", measure.name().toLowerCase(Locale.ROOT), "bound", bound))
            ::register);
  }

  private void reloads(String outcome, ToLongFunction<ReloadStatus> count, Tags tags) {
    meters.add(
        FunctionCounter.builder(
                    "mirror4j.rules.reloads",
                    engine,
                    asked -> asked.reloads().stream().mapToLong(count).sum())
                .description("Changes of the rules' files, by what became of them")
                .tags(tags.and("outcome", outcome))
            ::register);
  }

  private void lastSuccess(Tags tags) {
    meters.add(
        TimeGauge.builder(
                    "mirror4j.rules.last.success",
                    engine,
                    TimeUnit.MILLISECONDS,
                    EngineMeters::lastSuccess)
                .description("When the rules in force were last seen to be those of their files")
                .tags(tags)
            ::register);
  }

  /** Since 1970; of several reloaders that which is furthest behind; no number without one. */
  private static double lastSuccess(MirrorEngine engine) {
    return engine.reloads().stream()
        .mapToDouble(reload -> reload.lastSuccess().toEpochMilli())
        .min()
        .orElse(Double.NaN);
  }

  private void bytes(
      Tags tags, String name, String description, ToDoubleFunction<MirrorStats> bytes) {
    meters.add(
        Gauge.builder(name, engine, asked -> bytes.applyAsDouble(asked.statsInTotal()))
                .description(description)
                .baseUnit("bytes")
                .tags(tags)
            ::register);
  }

  private void count(
      Tags tags, String name, String description, ToLongFunction<MirrorStats> count) {
    meters.add(
        FunctionCounter.builder(name, engine, asked -> count.applyAsLong(asked.statsInTotal()))
                .description(description)
                .tags(tags)
            ::register);
  }

  private void dispatchTime(Tags tags) {
    meters.add(
        FunctionTimer.builder(
                    "mirror4j.dispatch",
                    dispatchTime,
                    DispatchMeter::count,
                    meter -> meter.total().toNanos(),
                    TimeUnit.NANOSECONDS)
                .description("What mirroring adds to a mirrored request")
                .tags(tags)
            ::register);
    meters.add(
        TimeGauge.builder(
                    "mirror4j.dispatch.max",
                    dispatchTime,
                    TimeUnit.NANOSECONDS,
                    meter -> meter.max().toNanos())
                .description("The most that mirroring added in the last one to two minutes")
                .tags(tags)
            ::register);
  }
}
