package io.github.mirror4j.examples.bench.life;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The costs of first calls by kind, in rounds of one process of each kind, and their table. */
final class FirstCallCosts {

  private static final double NANOS_PER_MILLI = 1e6;

  /** The calls of a process whose costs are shown: the first, the second and the tenth. */
  private static final List<Integer> LATER = List.of(1, 9);

  private final Map<FirstCall, List<List<CallCost>>> processes = new EnumMap<>(FirstCall.class);

  /** Adds the calls of a process; the same place in the list of each kind is the same round. */
  void add(FirstCall kind, List<CallCost> calls) {
    processes.computeIfAbsent(kind, unused -> new ArrayList<>()).add(calls);
  }

  /** Returns the table: medians with quartiles, in milliseconds. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | first call of a process, in ms | caller's CPU | more than %s of the same round | wall | second call, CPU | tenth call, CPU |
            |---|---:|---:|---:|---:|---:|
            """
                .formatted(FirstCall.SECOND));
    for (FirstCall kind : processes.keySet()) {
      table
          .append("| ")
          .append(kind)
          .append(cell(costs(kind, 0, CallCost::cpu)))
          .append(cell(differences(kind)))
          .append(cell(costs(kind, 0, CallCost::wall)));
      LATER.forEach(call -> table.append(cell(costs(kind, call, CallCost::cpu))));
      table.append(" |\n");
    }
    return table.toString();
  }

  private double[] differences(FirstCall kind) {
    double[] costs = costs(kind, 0, CallCost::cpu);
    double[] plain = costs(FirstCall.SECOND, 0, CallCost::cpu);
    for (int round = 0; round < costs.length; round++) {
      costs[round] -= plain[round];
    }
    return costs;
  }

  private double[] costs(FirstCall kind, int call, ToLongFunction<CallCost> part) {
    return processes.getOrDefault(kind, List.of()).stream()
        .mapToDouble(calls -> part.applyAsLong(calls.get(call)) / NANOS_PER_MILLI)
        .toArray();
  }

  private static String cell(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        " | %.2f (%.2f to %.2f)",
        sorted[sorted.length / 2],
        sorted[sorted.length / 4],
        sorted[3 * sorted.length / 4]);
  }
}
