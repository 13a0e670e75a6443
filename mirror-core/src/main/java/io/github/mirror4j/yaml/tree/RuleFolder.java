package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.rule.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rule files of a folder. */
final class RuleFolder {

  private static final String NO_FILE =
      ": no rules, as this folder itself has no .yaml, .yml or .json file that is not hidden";

  private RuleFolder() {}

  /** Adds the files in the order of their names; stops if there are more than may be read. */
  static void list(Path folder, List<Path> files, SourceFiles sources) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, RuleFolder::isSource)) {
      for (Path entry : entries) {
        found.add(entry);
        if (files.size() + found.size() > SourceText.MAX_FILES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      sources
          .problems()
          .add(new Problem(folder.toString(), e.toString(), "a folder that can be read"));
      return;
    }
    if (found.isEmpty()) {
      // Without this warning, nobody would notice that a wrong mount mirrors nothing.
      sources.warnings().add(Node.printable(folder.toString()) + NO_FILE);
    }
    found.sort(null);
    files.addAll(found);
  }

  private static boolean isSource(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean isNamedSo = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return isNamedSo && !name.startsWith(".") && !Files.isDirectory(file);
  }
}
