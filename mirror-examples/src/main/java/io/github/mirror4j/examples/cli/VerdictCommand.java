package io.github.mirror4j.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.fleet.FleetQuestion;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds one verdict in the evidence of a fleet, for pipelines. */
@Command(
    name = "verdict",
    description = "Finds one verdict in the evidence files of many processes.",
    exitCodeOnInvalidInput = VerdictCommand.WRONG_USAGE,
    exitCodeOnExecutionException = VerdictCommand.FAILED,
    footer =
        "Exit code: 0 SAFE, 1 NOT_SAFE, 2 UNDECIDED, 64 wrong usage, 70 no verdict was possible.")
final class VerdictCommand implements Callable<Integer> {

  static final int WRONG_USAGE = 64;
  static final int FAILED = 70;

  private static final int SAFE = 0;
  private static final int NOT_SAFE = 1;
  private static final String UNDECIDED = "2";

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description = "Evidence files, or folders with files named *.jsonl.")
  private List<Path> files = List.of();

  @Option(names = "--v1", description = "Judge only evidence about this build of v1.")
  private @Nullable String v1;

  @Option(names = "--v2", description = "Judge only evidence about this build of v2.")
  private @Nullable String v2;

  @Option(
      names = "--any-build",
      description = "Judge evidence that names no build of v2, or several; the worst decides.")
  private boolean anyBuild;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Leave out what was written before: 2026-11-27T08:00:00Z, or PT2H for 2 h ago.")
  private @Nullable SinceOption since;

  @Option(
      names = "--margin",
      paramLabel = "CHECK=PERCENT",
      description = "Margin in place of that in the files, such as content=0.5.")
  private Map<Check, Double> margins = new EnumMap<>(Check.class);

  @Option(
      names = "--undecided-as",
      paramLabel = "CODE",
      defaultValue = UNDECIDED,
      description = "Exit code for UNDECIDED, 0 to 255; 2 by default.")
  private int undecidedAs;

  @Mixin private ReportOutputs outputs = new ReportOutputs();

  @Option(names = "--serve", description = "Serve the verdict until the process is stopped.")
  private boolean serve;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "Where to serve it; 127.0.0.1:8080 by default.")
  private ListenOption listen = new ListenOption("127.0.0.1", 8080);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine command = requireNonNull(spec).commandLine();
    if (undecidedAs < 0 || undecidedAs > 255) {
      throw new CommandLine.ParameterException(
          command, "--undecided-as: " + undecidedAs + " (expected: 0 to 255)");
    }
    EvidenceInput input = new EvidenceInput(files, command.getErr());
    try {
      if (serve) {
        return serve(command, input);
      }
      FleetReport report = input.read().report(question(v2), Instant.now());
      outputs.write(report, command.getOut());
      return exitCode(report);
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> Messages.toErr(command).error(problem.toString()));
      return WRONG_USAGE;
    }
  }

  private int serve(CommandLine command, EvidenceInput input)
      throws IOException, InterruptedException {
    FleetQuestion unused = question(v2); // What is wrong with it is found now.
    try (VerdictServer server =
        VerdictServer.of(listen, input::read, asked -> question(asked == null ? v2 : asked))) {
      Messages.toOut(command).line("The verdict is served at " + server.uri());
      Thread.currentThread().join();
    }
    return SAFE;
  }

  private FleetQuestion question(@Nullable String build) {
    FleetQuestion.Builder question = FleetQuestion.builder();
    if (v1 != null) {
      question.v1(v1);
    }
    if (build != null) {
      question.v2(build);
    }
    if (anyBuild && (build == null || build.equals(v2))) {
      question.anyBuild();
    }
    if (since != null) {
      question.since(since.at(Instant.now()));
    }
    margins.forEach(question::margin);
    return question.build();
  }

  private int exitCode(FleetReport report) {
    return switch (report.verdict().state()) {
      case SAFE -> SAFE;
      case NOT_SAFE -> NOT_SAFE;
      case UNDECIDED -> undecidedAs;
    };
  }
}
