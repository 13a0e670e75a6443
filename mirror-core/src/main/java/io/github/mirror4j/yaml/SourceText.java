package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text with the name that messages show for it. */
record SourceText(String name, String text) {

  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_FILES = 1000;

  private static final String NO_FILE =
      ": no rules, as this folder itself has no .yaml, .yml or .json file that is not hidden";

  /**
   * Reads files, and the .yaml, .yml and .json files of folders in the order of their names; hidden
   * ones are skipped, among them the {@code ..data} of a mounted ConfigMap.
   */
  static Sources read(List<Path> filesOrFolders) {
    Sources sources = new Sources();
    List<Path> files = new ArrayList<>();
    for (Path path : filesOrFolders) {
      if (Files.isDirectory(path)) {
        addFolder(path, files, sources);
      } else {
        files.add(path);
      }
    }
    if (files.size() > MAX_FILES) {
      sources.problems().add(new Problem("files", files.size() + " files", "at most " + MAX_FILES));
      return sources;
    }
    for (Path file : files) {
      readFile(file, sources.texts(), sources.problems());
    }
    return sources;
  }

  private static void addFolder(Path folder, List<Path> files, Sources sources) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, SourceText::isSource)) {
      entries.forEach(found::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      sources
          .problems()
          .add(new Problem(folder.toString(), e.toString(), "a folder that can be read"));
      return;
    }
    if (found.isEmpty()) {
      // A wrong mount would otherwise mirror nothing without a word.
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

  private static void readFile(Path file, List<SourceText> texts, List<Problem> problems) {
    // A pipe or a device would block or never end.
    if (!Files.isRegularFile(file)) {
      String value = Files.exists(file) ? "neither file nor folder" : "missing";
      problems.add(new Problem(file.toString(), value, "a file or a folder"));
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.add(tooLarge(file.toString(), "more than " + MAX_BYTES + " bytes"));
        return;
      }
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      texts.add(new SourceText(file.toString(), text));
    } catch (CharacterCodingException e) {
      problems.add(new Problem(file.toString(), "other bytes", "text in UTF-8"));
    } catch (IOException e) {
      problems.add(new Problem(file.toString(), e.toString(), "a file that can be read"));
    }
  }

  static Problem tooLarge(String name, String value) {
    return new Problem(name, value, "at most " + MAX_BYTES + " bytes; split the file");
  }
}
