package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.examples.bench.load.Plan.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the processes and has them run round after round. */
final class LoadRun implements AutoCloseable {

  private static final int QUIET_MILLIS = 100;
  private static final int HEAP_REPEATS = 3;
  private static final int WARM_UP_ROUNDS = 40;

  private final Plan plan;
  private final Consumer<String> progress;
  private final ServersProcess servers;
  private final @Nullable Nginx nginx;
  private final Map<Variant, WorkerProcess> workers = new EnumMap<>(Variant.class);
  private final Map<What, Series> measured = new LinkedHashMap<>();

  private LoadRun(
      Plan plan, Consumer<String> progress, ServersProcess servers, @Nullable Nginx nginx) {
    this.plan = plan;
    this.progress = progress;
    this.servers = servers;
    this.nginx = nginx;
  }

  /** What belongs together, in all forks. */
  private record What(String part, Mode mode) {}

  /** Everything that was measured. */
  record Figures(List<Row> rows, Map<Variant, List<HeldCopies>> held) {}

  static LoadRun start(Plan plan, Optional<Path> nginx, Consumer<String> progress)
      throws IOException, InterruptedException {
    ServersProcess servers = ServersProcess.start();
    try {
      Nginx front =
          nginx.isPresent() && plan.variants().contains(Variant.NGINX)
              ? Nginx.start(nginx.get(), servers.primary(), servers.mirrors())
              : null;
      return new LoadRun(plan, progress, servers, front);
    } catch (IOException | InterruptedException e) {
      servers.close();
      throw e;
    }
  }

  Figures run() throws IOException, InterruptedException {
    for (int fork = 1; fork <= plan.forks(); fork++) {
      progress.accept("fork " + fork + " of " + plan.forks());
      measured.values().forEach(Series::startFork);
      runFork();
      stopWorkers();
    }
    List<Row> rows = new ArrayList<>();
    measured.forEach(
        (what, series) ->
            series
                .variants()
                .map(variant -> Row.of(what.part(), what.mode(), variant, series))
                .forEach(rows::add));
    return new Figures(rows, hold());
  }

  private void runFork() throws IOException, InterruptedException {
    if (plan.parts().contains(Part.UNTOUCHED)) {
      List<Variant> variants = List.of(Variant.PLAIN_AGAIN, Variant.UNTOUCHED);
      warmUp(Schedule.of(variants, 1));
      for (Mode mode : plan.modes()) {
        measure("no copies", MirrorState.HEALTHY, mode, variants, 2);
      }
    }
    if (plan.parts().contains(Part.MIRRORS)) {
      List<Variant> variants =
          plan.variants().stream().filter(v -> nginx != null || !v.isNginx()).toList();
      warmUp(Schedule.of(variants, 1));
      for (MirrorState state : plan.states()) {
        for (Mode mode : plan.modes()) {
          measure(state.label(), state, mode, variants, 1);
        }
      }
    }
    if (plan.parts().contains(Part.CLIENTS)) {
      warmUp(Schedule.around(Variant.CLIENTS, 1));
      for (MirrorState state : plan.states()) {
        for (Mode mode : plan.modes()) {
          List<Variant> order = Schedule.around(Variant.CLIENTS, 2 * plan.rounds(mode));
          measure("clients, " + state.label(), state, mode, order);
        }
      }
    }
    if (plan.parts().contains(Part.FLOOR) && plan.modes().contains(Mode.PACED)) {
      warmUp(Schedule.of(Variant.FLOOR, 1));
      for (MirrorState state : List.of(MirrorState.HEALTHY, MirrorState.HUGE)) {
        measure("floor, " + state.label(), state, Mode.PACED, Variant.FLOOR, 1);
      }
    }
  }

  private void warmUp(List<Variant> variants) throws IOException, InterruptedException {
    for (Variant variant : variants) {
      if (!workers.containsKey(variant)) {
        progress.accept("warming up " + variant.label());
        WorkerProcess worker = WorkerProcess.start(variant, plan.worker());
        workers.put(variant, worker);
        open(variant, MirrorState.HEALTHY);
        long requests = 0;
        for (int i = 0; i < WARM_UP_ROUNDS && requests < plan.warmUpRequests(); i++) {
          requests += worker.run(plan.warmUp()).requests();
        }
      }
    }
  }

  private void measure(String part, MirrorState state, Mode mode, List<Variant> variants, int times)
      throws IOException, InterruptedException {
    measure(part, state, mode, Schedule.of(variants, times * plan.rounds(mode)));
  }

  private void measure(String part, MirrorState state, Mode mode, List<Variant> order)
      throws IOException, InterruptedException {
    progress.accept(part + ", " + mode.word());
    for (Variant variant : order.stream().distinct().toList()) {
      open(variant, state);
      worker(variant).run(plan.warmUp()); // the code for this state has to be compiled, too
      worker(variant).run(plan.uncounted(mode));
    }
    Series series = measured.computeIfAbsent(new What(part, mode), what -> new Series());
    for (Variant variant : order) {
      Thread.sleep(QUIET_MILLIS);
      addRound(variant, state, mode, series);
    }
  }

  private void addRound(Variant variant, MirrorState state, Mode mode, Series series)
      throws IOException, InterruptedException {
    long arrived = servers.arrived(state);
    double outside = cpuOutside(variant);
    Order.Run order = plan.counted(mode);
    Round round = worker(variant).run(order);
    double counted = order.seconds() / (order.rampSeconds() + order.seconds());
    double cpu = (cpuOutside(variant) - outside) * counted;
    series.add(variant, round.plusCpu(cpu), servers.arrived(state) - arrived);
  }

  /** CPU of nginx, which does the copying for its callers. */
  private double cpuOutside(Variant variant) {
    return variant.isNginx() && nginx != null ? nginx.cpuMicros() : 0;
  }

  private void open(Variant variant, MirrorState state) throws IOException, InterruptedException {
    worker(variant).open(primary(variant, state), servers.mirror(state));
  }

  private URI primary(Variant variant, MirrorState state) {
    if (!variant.isNginx()) {
      return servers.primary();
    }
    Nginx front = Objects.requireNonNull(nginx);
    return variant == Variant.NGINX ? front.mirroring(state) : front.plain();
  }

  private WorkerProcess worker(Variant variant) {
    return Objects.requireNonNull(workers.get(variant));
  }

  private Map<Variant, List<HeldCopies>> hold() throws IOException, InterruptedException {
    Map<Variant, List<HeldCopies>> held = new EnumMap<>(Variant.class);
    if (!plan.parts().contains(Part.HEAP)) {
      return held;
    }
    progress.accept("memory of copies that hang");
    Order.Hold order =
        new Order.Hold(
            servers.primary(), servers.mirror(MirrorState.HUNG), Plan.HELD_COPIES, Plan.HELD_BODY);
    for (Variant variant : plan.variants().stream().filter(Variant::holdsBodies).toList()) {
      for (int i = 0; i < HEAP_REPEATS; i++) {
        try (WorkerProcess worker = WorkerProcess.start(variant, plan.worker())) {
          held.computeIfAbsent(variant, any -> new ArrayList<>()).add(worker.hold(order));
        }
      }
    }
    return held;
  }

  @Override
  public void close() {
    stopWorkers();
    if (nginx != null) {
      nginx.close();
    }
    servers.close();
  }

  private void stopWorkers() {
    workers.values().forEach(WorkerProcess::close);
    workers.clear();
  }
}
