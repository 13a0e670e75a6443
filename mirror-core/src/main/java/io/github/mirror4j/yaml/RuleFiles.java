package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.yaml.tree.SourceFiles;
import io.github.mirror4j.yaml.tree.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    return parse(Map.of(requireNonNull(name, "name"), yaml));
  }

  /**
   * Reads documents from several strings as one set, such as resources inside a jar. Documents may
   * refer to each other across the strings.
   *
   * @param yaml the documents, in YAML or JSON, by the names that messages show in place of file
   *     names; each string at most 256 KiB in UTF-8, 1,000 strings and 8 MiB in all
   * @return the rules, services and warnings of all documents
   * @throws InvalidConfigurationException if the documents have errors; the exception names all of
   *     them
   * @throws IllegalStateException if Jackson's YAML parser is missing
   */
  public static RuleDocuments parse(Map<String, String> yaml) {
    return read(SourceText.of(yaml));
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
