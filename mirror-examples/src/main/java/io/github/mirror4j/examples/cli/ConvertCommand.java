package io.github.mirror4j.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the rules of files as documents of another kind. */
@Command(
    name = "convert",
    description =
        "Writes the rules as documents of another kind, and reports what these cannot express.")
final class ConvertCommand implements Callable<Integer> {

  /** What rules can be written as. */
  enum Kind {
    VIRTUALSERVICE,
    HTTPROUTE
  }

  @Mixin private RuleInput input = new RuleInput();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "KIND",
      description = "virtualservice (with DestinationRules and ServiceEntries) or httproute.")
  private @Nullable Kind to;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write; the standard output by default.")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine command = requireNonNull(spec).commandLine();
    Messages messages = Messages.toErr(command);
    RuleDocuments documents = input.read();
    RuleWriter.Written written =
        switch (requireNonNull(to)) {
          case VIRTUALSERVICE ->
              RuleWriter.virtualServices(documents.rules(), documents.registry());
          case HTTPROUTE -> RuleWriter.httpRoutes(documents.rules());
        };
    documents.warnings().forEach(messages::warning);
    written.report().forEach(messages::warning);
    if (output == null) {
      command.getOut().print(written.yaml());
      command.getOut().flush();
    } else {
      Files.writeString(output, written.yaml());
    }
    return ExitCode.OK;
  }
}
