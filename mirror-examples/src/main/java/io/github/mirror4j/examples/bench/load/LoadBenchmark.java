package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.examples.bench.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what mirroring costs callers under load, whatever state the mirror is in. */
@Command(
    name = "load",
    description = "Measures what mirroring costs callers, beside hand-written ways and nginx.",
    footer = {
      "With Maven: mvn -Pload compile -Dload.args=\"--quick\"",
      "Exit code: 0 measured, whatever came out; 1 could not measure, 2 wrong options."
    })
public final class LoadBenchmark implements Callable<Integer> {

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it, no one else
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  private LoadBenchmark() {}

  /**
   * Measures and exits.
   *
   * @param args options; {@code --help} lists them
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new LoadBenchmark()).setOverwrittenOptionsAllowed(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    Plan plan = plan(line);
    Optional<Path> nginx = Nginx.find(options.nginx());
    String loadBefore = Machine.load();
    Consumer<String> progress = System.err::println;
    LoadRun.Figures figures;
    try (LoadRun run = LoadRun.start(plan, nginx, progress)) {
      figures = run.run();
    }
    Results results =
        new Results(
            Machine.describe(),
            loadBefore,
            Machine.load(),
            describe(plan),
            nginx
                .map(Nginx::describe)
                .orElse("none was found, its rows are missing (--nginx FILE says where one is)"),
            figures.rows(),
            figures.held(),
            Goals.judge(figures));
    PrintWriter out = line.getOut();
    out.println(LoadReport.of(results));
    save(results, out);
    out.flush();
    return 0;
  }

  private Plan plan(CommandLine line) {
    try {
      return options.plan();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, String.valueOf(e.getMessage()), e);
    }
  }

  private void save(Results results, PrintWriter out) throws IOException {
    Files.createDirectories(options.out());
    out.println(
        "written: " + Files.writeString(options.out().resolve("load.json"), results.toJson()));
    Optional<String> plot = Plot.of(results);
    if (plot.isPresent()) {
      out.println("written: " + Files.writeString(options.out().resolve("load.svg"), plot.get()));
    }
  }

  private static String describe(Plan plan) {
    WorkerSettings worker = plan.worker();
    return String.format(
        Locale.ROOT,
        "%d forks of %d cycles, paced rounds of %s s, %,d requests/s, %d callers, %s, HTTP/1.1, %s, %s",
        plan.forks(),
        plan.rounds(),
        plan.seconds(),
        worker.rate(),
        worker.callers(),
        worker.bodyBytes() == 0 ? "GET" : "POST of " + worker.bodyBytes() + " B",
        worker.virtualExecutor() ? "virtual-thread executor" : "the JDK's own executor",
        String.join(" ", WorkerProcess.JVM_OPTIONS.subList(0, 3)));
  }
}
