package io.github.mirror4j.examples.cli;

import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files that every command reads, all of them as one whole. */
final class RuleInput {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILES",
      description = "Files, or folders with .yaml, .yml and .json files; read as one set.")
  private List<Path> files = List.of();

  /** What the files say; the exception that says what is wrong becomes lines and exit code 1. */
  RuleDocuments read() {
    return RuleFiles.read(files.toArray(Path[]::new));
  }
}
