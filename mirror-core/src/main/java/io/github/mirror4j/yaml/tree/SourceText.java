package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.rule.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with the name that messages show for it.
 *
 * @param outer the value of a document that is the text; null for the text of a file
 */
@SuppressWarnings("doclint:missing") // for this module only
public record SourceText(String name, String text, Node.@Nullable Text outer) {

  public static final int MAX_BYTES = 256 * 1024;
  public static final int MAX_FILES = 1000;
  static final int MAX_BYTES_IN_ALL = 8 * 1024 * 1024;

  public SourceText(String name, String text) {
    this(name, text, null);
  }

  /** The text of a value, to be read as a document itself. */
  static SourceText inside(Node.Text outer) {
    return new SourceText(outer.mark().file(), outer.text(), outer);
  }

  Node.Mark mark(int line, int column) {
    return outer == null ? new Node.Mark(name, line, column) : outer.mark(line, column);
  }

  /** Remembers that the value that holds the text is wrong. */
  void wrong(Findings findings) {
    if (outer != null) {
      findings.wrong(outer);
    }
  }

  /** The field that holds the text; empty for that of a file. */
  String path() {
    return outer == null ? "" : outer.path();
  }

  /**
   * Reads files, and the .yaml, .yml and .json files of folders in the order of their names; hidden
   * ones are skipped, among them the {@code ..data} of a mounted ConfigMap. Reading stops at the
   * first file beyond the limits.
   */
  public static SourceFiles read(List<Path> filesOrFolders) {
    SourceFiles sources = new SourceFiles();
    List<Path> files = new ArrayList<>();
    for (Path path : filesOrFolders) {
      if (Files.isDirectory(path)) {
        RuleFolder.list(path, files, sources);
      } else {
        files.add(path);
      }
      if (files.size() > MAX_FILES) {
        String value = "more than " + MAX_FILES + " files with those of " + path;
        sources.problems().add(new Problem("files", value, "at most " + MAX_FILES + " files"));
        return sources;
      }
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += readFile(file, MAX_BYTES_IN_ALL - bytes, sources);
      if (bytes > MAX_BYTES_IN_ALL) {
        // Without the files that were not read, the others would cause misleading problems.
        sources.texts().clear();
        return sources;
      }
    }
    return sources;
  }

  /** Takes texts as they are, in their order, within the limits of files. */
  public static SourceFiles of(Map<String, String> texts) {
    SourceFiles sources = new SourceFiles();
    if (texts.size() > MAX_FILES) {
      String expected = "at most " + MAX_FILES + " texts";
      sources.problems().add(new Problem("texts", "" + texts.size(), expected));
      return sources;
    }
    long bytes = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      int size = text.getValue().getBytes(StandardCharsets.UTF_8).length;
      bytes += size;
      if (size > MAX_BYTES) {
        sources.problems().add(tooLarge(text.getKey(), size + " bytes"));
      } else {
        sources.texts().add(new SourceText(text.getKey(), text.getValue()));
      }
    }
    if (bytes > MAX_BYTES_IN_ALL) {
      sources.texts().clear();
      String expected = "at most " + MAX_BYTES_IN_ALL + " bytes";
      sources.problems().add(new Problem("texts", bytes + " bytes in all", expected));
    }
    return sources;
  }

  /** Reads a file; returns how many bytes were read of it. */
  private static int readFile(Path file, long left, SourceFiles sources) {
    List<Problem> problems = sources.problems();
    // A pipe or a device would block or never end.
    if (!Files.isRegularFile(file)) {
      String value = Files.exists(file) ? "neither file nor folder" : "missing";
      problems.add(new Problem(file.toString(), value, "a file or a folder"));
      return 0;
    }
    int most = (int) Math.min(MAX_BYTES, left);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > MAX_BYTES) {
        problems.add(tooLarge(file.toString(), "more than " + MAX_BYTES + " bytes"));
      } else if (bytes.length > most) {
        String value = "more than " + MAX_BYTES_IN_ALL + " bytes with the files before";
        String expected =
            "at most " + MAX_BYTES_IN_ALL + " bytes in all files; the rest is not read";
        problems.add(new Problem(file.toString(), value, expected));
      } else {
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        sources.texts().add(new SourceText(file.toString(), text));
      }
      return bytes.length;
    } catch (CharacterCodingException e) {
      problems.add(new Problem(file.toString(), "other bytes", "text in UTF-8"));
    } catch (IOException e) {
      problems.add(new Problem(file.toString(), e.toString(), "a file that can be read"));
    }
    return most;
  }

  public static Problem tooLarge(String name, String value) {
    return new Problem(name, value, "at most " + MAX_BYTES + " bytes; split the file");
  }
}
