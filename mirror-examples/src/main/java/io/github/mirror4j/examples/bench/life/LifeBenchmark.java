package io.github.mirror4j.examples.bench.life;

import io.github.mirror4j.examples.bench.Machine;

/**
 * Measures the first calls of new processes, then what grows with rules, clients and hosts. With
 * Maven: {@code mvn -Plife compile}.
 */
public final class LifeBenchmark {

  private static final int PROCESSES = 20;

  private LifeBenchmark() {}

  /**
   * Runs it for about two minutes and prints its tables.
   *
   * @param args the number of processes for each kind of first call; 20 by default
   * @throws Exception if it cannot run
   */
  public static void main(String[] args) throws Exception {
    int processes = args.length == 0 ? PROCESSES : Integer.parseInt(args[0]);
    String load = Machine.load();
    System.out.println(new FirstCallTable(processes).measure());
    System.out.println(new GrowthTable().measure());
    System.out.println(Machine.describe());
    System.out.println("load average " + load + " before, " + Machine.load() + " after");
    System.exit(0);
  }
}
