package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong in a text that is YAML itself has its place in the file: a line and a column of a
 * literal block, and the beginning of any other text.
 */
class BlockPlaceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "k: |\\n  a: *x\\n; 2:6",
        "k: |-\\n  a: *x; 2:6",
        "k: |\\n b: 1\\n a: *x\\n; 3:5",
        "k: |\\n      a: *x\\n; 2:10",
        "k: |\\n\\n  a: *x\\n; 3:6",
        "k: |\\n   \\n  \\n   a: *x\\n; 4:7",
        "k: |\\r\\n\\r\\n  a: *x\\r\\n; 3:6",
        "k: | # why\\n  a: *x\\n; 2:6",
        "k: |  \\n  a: *x\\n; 2:6",
        "k: |2\\n    a: *x\\n; 1:4",
        "k: |-2\\n    a: *x\\n; 1:4",
        "k: |9\\n         a: *x\\n; 1:4",
        "k: >\\n  a: *x\\n; 1:4",
        "k: \"a: *x\"; 1:4",
        "k: 'a: *x'; 1:4",
        "o:\\n  k: |\\n    a: *x\\n; 3:8",
        "j: '\uD83D\uDE00'\\nk: |\\n  a: *x\\n; 3:6",
        "\uFEFFk: |\\n  a: *x\\n; 2:6"
      })
  void ofAnAlias(String text, String place) {
    Findings findings = new Findings();
    String yaml = text.replace("\\n", "\n").replace("\\r", "\r");
    Node.Obj root = object(YamlTree.read(new SourceText("f", yaml), new YamlTree.Size(), findings));
    Node.Obj inner =
        root.fields().containsKey("o") ? (Node.Obj) root.fields().get("o").value() : root;
    assertThat(findings.problems()).isEmpty();

    YamlTree.readInside((Node.Text) inner.fields().get("k").value(), findings);

    assertThat(findings.problems())
        .singleElement()
        .asString()
        .startsWith("f:" + place + ": ")
        .endsWith(".a: an alias (expected: the value written out)");
  }

  private static Node.Obj object(List<Node> documents) {
    assertThat(documents).hasSize(1);
    return (Node.Obj) documents.get(0);
  }
}
