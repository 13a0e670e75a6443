package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.SourceText;
import io.github.mirror4j.yaml.tree.YamlTree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text is, it is written so that it is read as the same text, wherever it stands. */
class YamlTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "a b",
        " a",
        "a ",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "-",
        "- a",
        "--- a",
        "...",
        "?",
        "~",
        "null",
        "Null",
        "true",
        "FALSE",
        "yes",
        "No",
        "on",
        "OFF",
        "y",
        "N",
        "0",
        "1.10",
        "1e3",
        ".5",
        "0x1f",
        "0o17",
        "1_000",
        "12:30",
        ".inf",
        "=",
        "<<",
        "*a",
        "&a",
        "!a",
        "@a",
        "`a",
        "%a",
        "{a}",
        "[a]",
        "|",
        ">",
        "'",
        "''",
        "\"",
        "\\",
        "\\n",
        "a'b\"c\\d",
        "/a/b.c-d_e",
        "a,b",
        "\t",
        "a\tb",
        "a\r",
        "a\r\nb\n",
        "a\nb",
        "\n",
        "\n\n",
        "a\n",
        "a\nb\n",
        "a\n\nb\n",
        "a\n\n",
        "\na\n",
        " a\nb\n",
        "a\n b\n",
        "a \nb\n",
        "a\nb \n",
        "a\tb\nc\n",
        "- a\n- b\n",
        "# a\nb\n",
        "a: b\nc: d\n",
        "\u00e4\u00ff",
        "\u20ac\n",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ud83d\ude00",
        "a\ud83d\ude00b\n"
      })
  void aText(String text) {
    assertIsReadBack(text);
  }

  @Test
  void everyCharacter() {
    IntStream.rangeClosed(0, 0x2ff)
        .mapToObj(Character::toString)
        .forEach(character -> assertIsReadBack("a" + character + "b"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100, 100", "12.5, 12.5", "1E+2, 100", "1E-4, 0.0001", "0.50, 0.50"})
  void aNumberHasNoExponent(BigDecimal number, String text) {
    assertThat(YamlText.of(List.of(Map.of("a", number)))).isEqualTo("a: " + text + "\n");
  }

  @Test
  void mapsAndLists() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("none", Map.of());
    document.put("empty", List.of());
    document.put("flag", true);
    document.put("lists", List.of("a", 1, Map.of("b", Map.of("c", List.of("d"))), Map.of()));
    document.put("lines", "x\ny\n");

    assertThat(YamlText.of(List.of(document, Map.of("next", "1"))))
        .isEqualTo(
            """
            none: {}
            empty: []
            flag: true
            lists:
            - a
            - 1
            - b:
                c:
                - d
            - {}
            lines: |
              x
              y
            ---
            next: "1"
            """);
  }

  private static void assertIsReadBack(String text) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("value", text);
    document.put("below", Map.of("value", text));
    document.put("list", List.of(text, text));
    document.put("last", "end");
    String yaml = YamlText.of(List.of(document));
    Findings findings = new Findings();

    List<Node> read = YamlTree.read(new SourceText("f", yaml), new YamlTree.Size(), findings);

    assertThat(findings.problems()).as(yaml).isEmpty();
    Fields fields = Fields.of(read.get(0), findings);
    Fields below = fields.object("below");
    assertThat(below).isNotNull();
    assertThat(fields.text("value")).as(yaml).isEqualTo(text);
    assertThat(below.text("value")).as(yaml).isEqualTo(text);
    assertThat(fields.texts("list")).as(yaml).containsExactly(text, text);
    assertThat(fields.text("last")).as(yaml).isEqualTo("end");
    assertThat(findings.problems()).as(yaml).isEmpty();
  }
}
