package io.github.mirror4j.examples.bench;

import java.util.Collection;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the microbenchmarks and prints their results as a table at the end. */
public final class Bench {

  private Bench() {}

  /**
   * Runs them.
   *
   * @param args JMH's own options; {@code -h} lists them
   * @throws Exception if they cannot run
   */
  public static void main(String[] args) throws Exception {
    CommandLineOptions options = new CommandLineOptions(args);
    if (!isRun(options)) {
      Main.main(args);
      return;
    }
    String load = Machine.load();
    Collection<RunResult> results = new Runner(options).run();
    System.out.println();
    System.out.println(Machine.describe());
    System.out.println("load average " + load + " before, " + Machine.load() + " after");
    System.out.println("options: " + String.join(" ", args));
    System.out.println();
    System.out.print(BenchTable.of(results));
  }

  /** JMH can also help and list. */
  private static boolean isRun(CommandLineOptions options) {
    return !options.shouldHelp()
        && !options.shouldList()
        && !options.shouldListWithParams()
        && !options.shouldListProfilers()
        && !options.shouldListResultFormats();
  }
}
