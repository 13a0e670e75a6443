package io.github.mirror4j.examples.cli;

import io.github.mirror4j.rule.InvalidConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Looks at files of rules without running anything: check, explain, convert. Finds one verdict in
 * the evidence files of a fleet: verdict, compare-reports.
 */
@Command(
    name = "mirror4j",
    description = "Checks, explains and converts rule files; finds a verdict in evidence files.",
    footer =
        "Exit code: 0 for success, 1 for problems in the files, 2 for invalid options. The command verdict has its own.",
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      ConvertCommand.class,
      VerdictCommand.class,
      CompareReportsCommand.class
    })
public final class Mirror4jCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it, no one else
  private boolean help;

  private Mirror4jCommand() {}

  /**
   * Runs the command and exits.
   *
   * @param args a command and its options; {@code --help} lists them
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Mirror4jCommand())
        .registerConverter(RequestLine.class, RequestLine::parse)
        .registerConverter(HeaderLine.class, HeaderLine::parse)
        .registerConverter(LabelledName.class, LabelledName::parse)
        .registerConverter(EndpointOption.class, EndpointOption::parse)
        .registerConverter(SinceOption.class, SinceOption::parse)
        .registerConverter(ListenOption.class, ListenOption::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler((error, command, parsed) -> failed(error, command));
  }

  private static int failed(Exception error, CommandLine command) {
    Messages messages = Messages.toErr(command);
    if (error instanceof InvalidConfigurationException wrong) {
      wrong.problems().forEach(problem -> messages.error(problem.toString()));
      messages.line(Messages.count(wrong.problems().size(), "error"));
    } else {
      messages.error(error.toString());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
