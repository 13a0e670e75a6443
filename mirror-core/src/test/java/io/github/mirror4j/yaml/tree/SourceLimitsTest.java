package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is read in all: as much as is allowed, and nothing of one more. */
class SourceLimitsTest {

  private static final int FULL_TEXTS = SourceText.MAX_BYTES_IN_ALL / SourceText.MAX_BYTES;

  @TempDir Path folder;

  @Test
  void aTextMayHave256KiB() {
    Map<String, String> texts = Map.of("a", "#".repeat(SourceText.MAX_BYTES));

    assertThat(SourceText.of(texts).problems()).isEmpty();
    assertThat(SourceText.of(texts).texts()).hasSize(1);
  }

  /** Bytes count, not characters: each of these is two. */
  @Test
  void aTextIsMeasuredInBytes() {
    String half = "\u00e4".repeat(SourceText.MAX_BYTES / 2);

    assertThat(SourceText.of(Map.of("a", half)).problems()).isEmpty();
    assertThat(SourceText.of(Map.of("a", half + "#")).problems()).hasSize(1);
  }

  @Test
  void thereMayBe1000Texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < SourceText.MAX_FILES; i++) {
      texts.put("text " + i, "");
    }
    assertThat(SourceText.of(texts).texts()).hasSize(1_000);

    texts.put("one more", "");

    assertThat(SourceText.of(texts).texts()).isEmpty();
    assertThat(SourceText.of(texts).problems()).hasSize(1);
  }

  @Test
  void allTextsTogetherMayHave8MiB() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < FULL_TEXTS; i++) {
      texts.put("text " + i, "#".repeat(SourceText.MAX_BYTES));
    }
    assertThat(SourceText.of(texts).problems()).isEmpty();
    assertThat(SourceText.of(texts).texts()).hasSize(FULL_TEXTS);

    texts.put("one more", "#");

    assertThat(SourceText.of(texts).texts()).isEmpty();
    assertThat(SourceText.of(texts).problems())
        .extracting(Object::toString)
        .containsExactly("texts: 8388609 bytes in all (expected: at most 8388608 bytes)");
  }

  @Test
  void aFileMayHave256KiB() throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), new byte[SourceText.MAX_BYTES]);
    assertThat(SourceText.read(List.of(file)).texts()).hasSize(1);

    Files.write(file, new byte[SourceText.MAX_BYTES + 1]);

    assertThat(SourceText.read(List.of(file)).texts()).isEmpty();
    assertThat(SourceText.read(List.of(file)).problems())
        .extracting(Object::toString)
        .containsExactly(
            file + ": more than 262144 bytes (expected: at most 262144 bytes; split the file)");
  }

  @Test
  void allFilesTogetherMayHave8MiB() throws IOException {
    for (int i = 0; i < FULL_TEXTS; i++) {
      Files.write(folder.resolve("a" + i + ".yaml"), new byte[SourceText.MAX_BYTES]);
    }
    assertThat(SourceText.read(List.of(folder)).problems()).isEmpty();
    assertThat(SourceText.read(List.of(folder)).texts()).hasSize(FULL_TEXTS);

    Path last = Files.write(folder.resolve("b.yaml"), new byte[1]);
    Files.write(folder.resolve("c.yaml"), new byte[1]);

    assertThat(SourceText.read(List.of(folder)).texts()).isEmpty();
    assertThat(SourceText.read(List.of(folder)).problems())
        .extracting(Object::toString)
        .containsExactly(
            last
                + ": more than 8388608 bytes with the files before (expected: at most 8388608"
                + " bytes in all files; the rest is not read)");
  }

  @Test
  void thereMayBe1000Files() throws IOException {
    for (int i = 0; i < SourceText.MAX_FILES; i++) {
      Files.createFile(folder.resolve("a" + i + ".yaml"));
    }
    assertThat(SourceText.read(List.of(folder)).texts()).hasSize(1_000);

    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("a.yaml"));

    assertThat(SourceText.read(List.of(folder, other)).texts()).isEmpty();
    assertThat(SourceText.read(List.of(folder, other)).problems())
        .extracting(Object::toString)
        .containsExactly(
            "files: more than 1000 files with those of "
                + other
                + " (expected: at most 1000 files)");
  }

  @Test
  void allFilesTogetherMayHave300000Values() {
    YamlTree.Size size = new YamlTree.Size();
    String values = "[" + "1,".repeat(YamlTree.MAX_NODES - 2) + "1]";
    for (int i = 0; i < YamlTree.MAX_NODES_IN_ALL / YamlTree.MAX_NODES; i++) {
      assertThat(YamlTree.read(new SourceText("f", values), size, new Findings())).hasSize(1);
    }
    assertThat(size.excess()).isNull();

    assertThat(YamlTree.read(new SourceText("g", "1"), size, new Findings())).isEmpty();
    assertThat(size.excess())
        .hasToString(
            "g:1:1: more values (expected: at most 300000 in all files; the rest is not read)");
  }

  @Test
  void aFileMayHave20000Values() {
    String values = "[" + "1,".repeat(YamlTree.MAX_NODES - 2) + "1";
    Findings findings = new Findings();
    YamlTree.read(new SourceText("f", values + "]"), new YamlTree.Size(), findings);
    assertThat(findings.problems()).isEmpty();

    YamlTree.read(new SourceText("f", values + ",1]"), new YamlTree.Size(), findings);

    assertThat(findings.problems())
        .extracting(Object::toString)
        .containsExactly("f:1:40000: [19999]: more values (expected: at most 20000 in a file)");
  }

  @Test
  void allFilesTogetherMayHave10000Documents() {
    YamlTree.Size size = new YamlTree.Size();
    String documents = "--- 1\n".repeat(YamlTree.MAX_DOCUMENTS);
    for (int i = 0; i < YamlTree.MAX_DOCUMENTS_IN_ALL / YamlTree.MAX_DOCUMENTS; i++) {
      assertThat(YamlTree.read(new SourceText("f", documents), size, new Findings()))
          .hasSize(YamlTree.MAX_DOCUMENTS);
    }
    // An empty one holds nothing, so it does not count.
    assertThat(YamlTree.read(new SourceText("g", "---\n---\n"), size, new Findings())).isEmpty();
    assertThat(size.excess()).isNull();

    assertThat(YamlTree.read(new SourceText("g", "1"), size, new Findings())).isEmpty();
    assertThat(size.excess())
        .hasToString(
            "g:1:1: more documents (expected: at most 10000 in all files; the rest is not read)");
  }
}
