package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads rules from documents of a service mesh, in YAML or JSON.
 *
 * <p>This class reads {@code RouteRule} ({@code config.istio.io/v1alpha2}), {@code VirtualService},
 * {@code DestinationRule} and {@code ServiceEntry} ({@code networking.istio.io}), {@code HTTPRoute}
 * ({@code gateway.networking.k8s.io}) and lists of them. It skips documents of other kinds, and
 * warns if such a document contains routes or mirrors. Documents may refer to each other across
 * files and in any order. Reading is strict: a single exception names every mistake in every file,
 * with its file, line and column.
 *
 * <p>Requires {@code tools.jackson.dataformat:jackson-dataformat-yaml} at run time.
 *
 * @since 0.1.0
 */
public final class RuleFiles {

  private RuleFiles() {}

  /**
   * Reads files and folders as one set of documents. Of a folder, it reads the {@code .yaml},
   * {@code .yml} and {@code .json} files that are not hidden, but none of its subfolders. A folder
   * without such a file contributes no rules and causes a warning.
   *
   * @param filesOrFolders the files and folders to read
   * @return the rules, services and warnings of all documents
   * @throws InvalidConfigurationException if the documents have errors; the exception names all of
   *     them
   * @throws IllegalStateException if Jackson's YAML parser is missing
   */
  public static RuleDocuments read(Path... filesOrFolders) {
    return read(SourceText.read(List.of(filesOrFolders)));
  }

  /**
   * Reads documents from a string.
   *
   * @param name the name that messages show in place of a file name
   * @param yaml the documents, in YAML or JSON; at most 256 KiB in UTF-8
   * @return the rules, services and warnings of all documents
   * @throws InvalidConfigurationException if the documents have errors; the exception names all of
   *     them
   * @throws IllegalStateException if Jackson's YAML parser is missing
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
