package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads rules from the mesh's own documents, in YAML or JSON.
 *
 * <p>Read are {@code RouteRule} ({@code config.istio.io/v1alpha2}), {@code VirtualService}, {@code
 * DestinationRule} and {@code ServiceEntry} ({@code networking.istio.io}), {@code HTTPRoute}
 * ({@code gateway.networking.k8s.io}) and lists of them; another kind is skipped, with a warning
 * where it holds routes or mirrors. What refers to each other may stand in any file and order.
 * Reading is strict: every mistake of every file is named in one exception, with its file, line and
 * column.
 *
 * <p>Needs {@code tools.jackson.dataformat:jackson-dataformat-yaml} at run time.
 *
 * @since 0.1.0
 */
public final class RuleFiles {

  private RuleFiles() {}

  /**
   * Reads files and folders as one whole. A folder without such a file says no rules, which is
   * warned of.
   *
   * @param filesOrFolders files, or folders whose {@code .yaml}, {@code .yml} and {@code .json}
   *     files are read (not those of folders in them)
   * @return what the documents say
   * @throws InvalidConfigurationException if anything is wrong with them; names every problem
   * @throws IllegalStateException if Jackson's YAML parser is not there
   */
  public static RuleDocuments read(Path... filesOrFolders) {
    return read(SourceText.read(List.of(filesOrFolders)));
  }

  /**
   * Reads a text.
   *
   * @param name the name to show in messages in place of a file's
   * @param yaml the documents
   * @return what the documents say
   * @throws InvalidConfigurationException if anything is wrong with them; names every problem
   * @throws IllegalStateException if Jackson's YAML parser is not there
   */
  public static RuleDocuments parse(String name, String yaml) {
    requireNonNull(name, "name");
    int bytes = yaml.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SourceText.MAX_BYTES) {
      Problem problem = SourceText.tooLarge(name, bytes + " bytes");
      throw new InvalidConfigurationException("rule files", List.of(problem));
    }
    return read(SourceFiles.of(new SourceText(name, yaml)));
  }

  static RuleDocuments read(SourceFiles sources) {
    try {
      return DocumentReader.read(sources);
    } catch (NoClassDefFoundError e) {
      if (String.valueOf(e.getMessage()).replace('/', '.').contains("tools.jackson")) {
        throw new IllegalStateException(
            "Jackson's YAML parser is missing: add the dependency"
                + " tools.jackson.dataformat:jackson-dataformat-yaml; on the module path also"
                + " --add-modules tools.jackson.dataformat.yaml",
            e);
      }
      throw e;
    }
  }
}
