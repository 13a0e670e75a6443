package io.github.mirror4j.examples.cli;

import io.github.mirror4j.yaml.RuleDocuments;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with files, and what is not applied or probably not meant. */
@Command(name = "check", description = "Says what is wrong with files, not applied or not meant.")
final class CheckCommand implements Callable<Integer> {

  @Mixin private RuleInput input = new RuleInput();

  @Option(names = "--strict", description = "Take warnings for errors: exit with 1.")
  private boolean strict;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Messages messages = Messages.toOut(java.util.Objects.requireNonNull(spec).commandLine());
    RuleDocuments documents = input.read();
    documents.warnings().forEach(messages::warning);
    documents.notes().forEach(messages::note);
    boolean refused = strict && !documents.warnings().isEmpty();
    messages.line(
        "%s, %s, %s%s"
            .formatted(
                Messages.count(documents.rules().size(), "rule"),
                Messages.count(documents.warnings().size(), "warning"),
                Messages.count(documents.notes().size(), "note"),
                refused ? "; with --strict no warning is accepted" : ""));
    return refused ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
