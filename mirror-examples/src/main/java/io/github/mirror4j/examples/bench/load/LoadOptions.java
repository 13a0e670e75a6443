package io.github.mirror4j.examples.bench.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The benchmark's options, as they stand on the command line. */
final class LoadOptions {

  @Option(names = "--quick", description = "A short run, to see that everything works.")
  private boolean quick;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = {
        "How often everything is measured, each time with new processes, 1 to 20;",
        "3 by default, 1 with --quick."
      })
  private @Nullable Integer forks;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Cycles in each fork, 1 to 100; ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of a paced round, 0.05 to 60; 1 by default, 0.5 with --quick.")
  private @Nullable Double seconds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1200",
      description = "Requests a second where callers are paced, 1 to 100000; ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--callers",
      paramLabel = "N",
      defaultValue = "32",
      description = "Callers, each a virtual thread, 1 to 1000; ${DEFAULT-VALUE}.")
  private int callers;

  @Option(
      names = "--body",
      paramLabel = "BYTES",
      defaultValue = "0",
      description = "Size of a request's body, up to 1000000; ${DEFAULT-VALUE} is a GET.")
  private int body;

  @Option(
      names = "--executor",
      paramLabel = "KIND",
      defaultValue = "standard",
      description =
          "Where clients run: on the JDK's own (standard) or on virtual threads (virtual).")
  private Executor executor = Executor.standard;

  @Option(
      names = "--only",
      paramLabel = "WORDS",
      split = ",",
      description = {
        "Measure these only: healthy, slow, hung, black-holed, refusing, resetting, huge;",
        "mirror4j, run-async, send-async, nginx; paced, closed; untouched, floor, heap;",
        "clients (OkHttp and Apache HttpClient, only if they are named)."
      })
  private List<String> only = List.of();

  @Option(
      names = "--nginx",
      paramLabel = "FILE",
      description = "The nginx to compare with, if it is in none of the usual folders.")
  private @Nullable Path nginx;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "target",
      description = "Where load.json and load.svg go; ${DEFAULT-VALUE}.")
  private Path out = Path.of("target");

  /** Kinds of executors, by their words. */
  enum Executor {
    standard,
    virtual
  }

  /** What these options ask for; the exception of a wrong one has a message for the user. */
  Plan plan() {
    Choice choice = Choice.of(only);
    return new Plan(
        (int) inRange("--forks", forks == null ? (quick ? 1 : 3) : forks, 1, 20),
        (int) inRange("--rounds", rounds, 1, 100),
        inRange("--seconds", seconds == null ? (quick ? 0.5 : 1) : seconds, 0.05, 60),
        new WorkerSettings(
            (int) inRange("--callers", callers, 1, 1_000),
            (int) inRange("--rate", rate, 1, 100_000),
            (int) inRange("--body", body, 0, 1_000_000),
            executor == Executor.virtual),
        choice.states(),
        choice.variants(),
        choice.modes(),
        choice.parts());
  }

  Optional<Path> nginx() {
    return Optional.ofNullable(nginx);
  }

  Path out() {
    return out;
  }

  private double inRange(String name, double value, double least, double most) {
    if (value >= least && value <= most) {
      return value;
    }
    throw new IllegalArgumentException(
        "%s %s: expected a number from %s to %s"
            .formatted(name, plain(value), plain(least), plain(most)));
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
