package io.github.mirror4j.compare.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The differ reads JSON as Jackson does: the same tokens, names and texts, or none. */
class JsonReadingTest {

  private static final int BODIES = 4_000;

  private static final JsonFactory JACKSON = new JsonFactory();

  /** Pieces that JSON is made of, and some that it is not. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\":",
    "\"name\":",
    "1",
    "-1",
    "0",
    "-0",
    "01",
    "1.5",
    "1.",
    ".5",
    "1e5",
    "1E+5",
    "1e-05",
    "1e",
    "-",
    "+1",
    "true",
    "false",
    "null",
    "tru",
    "True",
    "NaN",
    "\"x\"",
    "\"a longer text than eight bytes\"",
    "\"é\"",
    "\"€\"",
    "\"😀\"",
    "\"\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"\\n\\t\\/\\\\\\\"\"",
    "\"\\x\"",
    "\"\\u12g4\"",
    "\"\t\"",
    "\"\u0000\"",
    " ",
    "\n",
    "\t\r",
    "\u000b",
    "\"\"",
    "//",
    "'a'"
  };

  @RepeatedTest(4)
  void ofRandomPieces(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < BODIES; i++) {
      StringBuilder body = new StringBuilder();
      for (int k = random.nextInt(6); k >= 0; k--) {
        body.append(PIECES[random.nextInt(PIECES.length)]);
      }
      check(body.toString().getBytes(UTF_8));
    }
  }

  /** Bodies that are JSON, of which some bytes are changed, left out or added. */
  @RepeatedTest(4)
  void ofBodiesWithFaults(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int good = 0;
    for (int i = 0; i < BODIES; i++) {
      byte[] body = value(random, 4).getBytes(UTF_8);
      for (int k = random.nextInt(3); k > 0; k--) {
        body = withFault(body, random);
      }
      good += check(body) ? 1 : 0;
    }
    assertThat(good).as("bodies without and with faults").isBetween(BODIES / 4, BODIES * 3 / 4);
  }

  /** All characters of two bytes, and the edges of those with more. */
  @Test
  void ofBytesThatMayBeNoCharacter() {
    int[] edges = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
    for (int first = 0; first < 256; first++) {
      for (int second : edges) {
        for (int third : edges) {
          for (int fourth : new int[] {0x41, 0x80, 0xbf, 0xc0}) {
            String text = new String(new char[] {c(first), c(second), c(third), c(fourth)});
            boolean isUtf8 = isUtf8(text.getBytes(ISO_8859_1)) && isPlain(text);
            byte[] body = ("\"" + text + "\"").getBytes(ISO_8859_1);
            assertThat(JsonTokens.isJson(body)).as("%h", text).isEqualTo(isUtf8);
          }
        }
      }
    }
  }

  private static char c(int b) {
    return (char) b;
  }

  private static boolean isUtf8(byte[] bytes) {
    return Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 500, 501, 520})
  void downToALimit(int depth) {
    String arrays = "[".repeat(depth) + "]".repeat(depth);
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

    assertThat(JsonTokens.isJson(arrays.getBytes(UTF_8))).isEqualTo(depth <= 500);
    assertThat(JsonTokens.isJson(objects.getBytes(UTF_8))).isEqualTo(depth <= 500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1234567",
        "12345678",
        "123456789",
        "price of an article",
        "é",
        "a€b",
        "😀 at the end",
        "twelve bytes",
        "a text of thirty-one characters"
      })
  void aTextHasOneHash(String text) {
    byte[] raw = ("\"" + text + "\"").getBytes(UTF_8);
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    byte[] other = ("[\"" + escaped + "\"]").getBytes(UTF_8);

    assertThat(hash(raw, 1)).isEqualTo(Hashes.of(ValueType.STRING, text));
    assertThat(hash(other, 2)).isEqualTo(Hashes.of(ValueType.STRING, text));
  }

  private static long hash(byte[] body, int tokens) {
    JsonTokens reader = new JsonTokens(body, new JsonNames());
    for (int i = 0; i < tokens; i++) {
      reader.next();
    }
    return reader.hash();
  }

  /** Returns whether the body is JSON, once both readers agree. */
  private static boolean check(byte[] body) {
    List<String> expected = jackson(body);
    assertThat(tokens(body)).as(new String(body, UTF_8)).isEqualTo(expected);
    return expected != null;
  }

  private static @Nullable List<String> tokens(byte[] body) {
    List<String> all = new ArrayList<>();
    try {
      JsonTokens tokens = new JsonTokens(body, new JsonNames());
      for (JsonTokens.Kind kind = tokens.next();
          kind != JsonTokens.Kind.END;
          kind = tokens.next()) {
        boolean isName = kind == JsonTokens.Kind.NAME;
        all.add(isName ? "NAME " + tokens.name() : kind + " " + text(tokens, kind));
      }
    } catch (MalformedBodyException e) {
      return null;
    }
    return all;
  }

  private static String text(JsonTokens tokens, JsonTokens.Kind kind) {
    return kind.hasText() ? tokens.text() : "";
  }

  /**
   * Jackson reads several values, UTF-16, and some bytes that are no UTF-8. The differ does not.
   */
  private static @Nullable List<String> jackson(byte[] body) {
    if (!isUtf8(body) || new String(body, UTF_8).indexOf(0) >= 0) {
      return null;
    }
    List<String> all = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), body)) {
      int depth = 0;
      int values = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        all.add(text(token, parser));
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean isValue = token.isScalarValue() || token.isStructEnd();
        values += depth == 0 && isValue ? 1 : 0;
      }
      return values > 1 ? null : all;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String text(JsonToken token, JsonParser parser) {
    return switch (token) {
      case PROPERTY_NAME -> "NAME " + parser.currentName();
      case VALUE_STRING -> "STRING " + parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER " + parser.getString();
      default -> token.name().replace("VALUE_", "") + " ";
    };
  }

  private static byte[] withFault(byte[] body, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : body) {
      bytes.add(b);
    }
    String signs = "{}[],:\"\\0-.eu \u0000";
    int at = random.nextInt(body.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes.remove(at);
      case 1 -> bytes.add(at, (byte) signs.charAt(random.nextInt(signs.length())));
      default -> bytes.set(at, (byte) random.nextInt(256));
    }
    byte[] changed = new byte[bytes.size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = bytes.get(i);
    }
    return changed;
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 10)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> String.valueOf(random.nextInt(2_000) - 1_000);
      case 3 -> random.nextInt(9) + "." + random.nextInt(90) + "e" + (random.nextInt(9) - 4);
      case 4 -> "\"text " + random.nextInt(100_000) + " é€😀\"";
      case 5 -> "\"\\u00e9\\n" + random.nextInt(9) + "\\\\\\\"\"";
      case 6, 7 -> {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(random, depth - 1));
        }
        yield "[" + String.join(random.nextBoolean() ? "," : " ,\n", elements) + "]";
      }
      default -> {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          fields.add("\"field" + i + "\" : " + value(random, depth - 1));
        }
        yield "{" + String.join(",", fields) + "}";
      }
    };
  }
}
