package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.yaml.tree.Node.Text.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A value without quotes is a text only if every reader of YAML, old or new, takes it for one. So
 * nobody's cluster reads a rule otherwise.
 */
class TextKindTest {

  @ParameterizedTest
  @ValueSource(strings = {"~", "null", "Null", "NULL", "", "# nothing"})
  void nothing(String value) {
    assertThat(kind(value)).isEqualTo(Kind.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "False", "YES", "no", "On", "oFF", "y", "N"})
  void aTruthValue(String value) {
    assertThat(kind(value)).isEqualTo(Kind.BOOL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-1", "+1", "1.5", "1.", ".5", "-.5", "+0.5", "1e3", "1E+3", "1.5e-3", ".5e1", "007",
        "1_000", "1_0.0_1", "0x1F", "-0xaB", "0o17", "0b1", "0b1_0", ".inf", "-.Inf", "+.INF",
        ".nan", ".NaN", ".NAN"
      })
  void aNumber(String value) {
    assertThat(kind(value)).isEqualTo(Kind.NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "nUll",
        "none",
        "yess",
        "truey",
        "1a",
        "a1",
        "1.2.3",
        "1e",
        "e3",
        "1e3.5",
        "0x",
        "0y1",
        "0xg",
        "x0",
        ".",
        "+",
        "--1",
        ".e1",
        "-.nan",
        ".iNf",
        "inf",
        "1:30",
        "_1",
        "1,000",
        "'1'",
        "\"true\"",
        "''",
        "\"\"",
        "'~'",
        "|\n  1",
        ">\n  1",
        "|\n"
      })
  void aText(String value) {
    assertThat(kind(value)).isEqualTo(Kind.STRING);
  }

  @Test
  void whatIsTooLongForANumberIsAText() {
    assertThat(kind("0o" + "7".repeat(61))).isEqualTo(Kind.NUMBER);
    assertThat(kind("0o" + "7".repeat(62))).isEqualTo(Kind.STRING);
  }

  @Test
  void anAliasCannotBeRead() {
    assertThat(kind("*a")).isEqualTo(Kind.UNREADABLE);
  }

  /** The character at the place of an empty value belongs to what follows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"a:\\n'b': c; NULL", "a:\\n\"b\": c; NULL", "a: ''\\nb: c; STRING"})
  void anEmptyValueBeforeAQuote(String text, Kind kind) {
    Node.Obj object = (Node.Obj) read(text.replace("\\n", "\n"));
    assertThat(((Node.Text) object.fields().get("a").value()).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\t\"x\\\"\ty\"\t,\t\"b\"\t:\t1}",
        "\t{\t\"a\": \"x\\\"\ty\", \"b\": 1\t}\t",
        "{\n\t\"a\": \"x\\\"\ty\",\n\t\"b\": 1\n}\n"
      })
  void jsonMayHaveTabsBetweenItsValues(String json) {
    Node.Obj object = (Node.Obj) read(json);

    assertThat(((Node.Text) object.fields().get("a").value()).text()).isEqualTo("x\"\ty");
    assertThat(((Node.Text) object.fields().get("b").value()).kind()).isEqualTo(Kind.NUMBER);
  }

  @Test
  void soMayAList() {
    Node.Arr list = (Node.Arr) read("[\t1,\t\"\\\\\",\t\"\t\"]");

    assertThat(list.items())
        .map(item -> ((Node.Text) item).text())
        .containsExactly("1", "\\", "\t");
  }

  private static Kind kind(String value) {
    Node.Obj object = (Node.Obj) read("a: " + value + "\nb: 1\n");
    return ((Node.Text) object.fields().get("a").value()).kind();
  }

  private static Node read(String text) {
    List<Node> documents =
        YamlTree.read(new SourceText("f", text), new YamlTree.Size(), new Findings());
    assertThat(documents).as(text).hasSize(1);
    return documents.get(0);
  }
}
