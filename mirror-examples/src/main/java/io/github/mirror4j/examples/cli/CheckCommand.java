package io.github.mirror4j.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.yaml.RuleDocuments;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says everything for which a client would refuse files, and what is probably not meant. */
@Command(
    name = "check",
    description =
        "Reports what a client would reject, what is not applied, and what is probably not intended.")
final class CheckCommand implements Callable<Integer> {

  @Mixin private RuleInput input = new RuleInput();
  @Mixin private MeshOptions mesh = new MeshOptions();

  @Option(names = "--strict", description = "Treat warnings as errors: exit with 1.")
  private boolean strict;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = requireNonNull(spec).commandLine();
    ServiceRegistry given = mesh.registry(command);
    Messages messages = Messages.toOut(command);
    RuleDocuments documents = input.read();
    int warnings = messages.warnings(documents.warnings(), judge(documents, given, messages));
    documents.notes().forEach(messages::note);
    boolean refused = strict && warnings > 0;
    messages.line(
        "%s, %s, %s%s"
            .formatted(
                Messages.count(documents.rules().size(), "rule"),
                Messages.count(warnings, "warning"),
                Messages.count(documents.notes().size(), "note"),
                refused ? "; with --strict no warning is accepted" : ""));
    return refused ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /**
   * What a client with these rules and endpoints would warn of; it refuses what it would refuse.
   */
  private List<String> judge(RuleDocuments documents, ServiceRegistry given, Messages messages) {
    MirrorEngine.Builder builder =
        MirrorEngine.builder().rules(documents.rules()).registry(given.or(documents.registry()));
    mesh.source().ifPresent(builder::source);
    try {
      return builder.check();
    } catch (InvalidConfigurationException e) {
      documents.warnings().forEach(messages::warning);
      documents.notes().forEach(messages::note);
      if (e.problems().stream().anyMatch(p -> p.expected().contains("no endpoint of"))) {
        messages.note("endpoints that no file describes are given with --endpoint");
      }
      throw e;
    }
  }
}
