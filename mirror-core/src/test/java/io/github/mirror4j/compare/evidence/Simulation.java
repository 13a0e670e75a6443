package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.rule.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * Many comparisons of one kind, each with its own seed. With the system property {@code
 * mirror4j.simulations=full} there are ten times as many.
 */
final class Simulation {

  private static final int MORE = 10;

  private final List<WatchedEvidence> runs = new ArrayList<>();

  /** What sends requests and responds to them. */
  interface World {

    /** Adds one pair. */
    void next(SplittableRandom random, WatchedEvidence evidence);
  }

  private Simulation() {}

  /** Runs comparisons until each is decided either way, or has had so many pairs. */
  static Simulation of(Comparison settings, int runs, int pairs, World world) {
    Simulation simulation = new Simulation();
    boolean full = "full".equals(System.getProperty("mirror4j.simulations"));
    for (int run = 0; run < (full ? MORE * runs : runs); run++) {
      SplittableRandom random = new SplittableRandom(42L + run);
      WatchedEvidence evidence = new WatchedEvidence(settings, run);
      while (evidence.pairs() < pairs && !evidence.wasNotSafe() && !evidence.wasSafe()) {
        world.next(random, evidence);
      }
      simulation.runs.add(evidence);
    }
    return simulation;
  }

  double wasSafe() {
    return share(runs.stream().filter(WatchedEvidence::wasSafe).count());
  }

  double wasNotSafe() {
    return share(runs.stream().filter(WatchedEvidence::wasNotSafe).count());
  }

  /** Returns the median of when something came about; 0 counts as never. */
  long median(ToLongFunction<WatchedEvidence> when) {
    List<Long> all = new ArrayList<>();
    for (WatchedEvidence run : runs) {
      long at = when.applyAsLong(run);
      all.add(at == 0 ? Long.MAX_VALUE : at);
    }
    Collections.sort(all);
    return all.get(all.size() / 2);
  }

  private double share(long count) {
    return (double) count / runs.size();
  }
}
