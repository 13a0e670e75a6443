package io.github.mirror4j.compare.diff;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as JSON: UTF-8 within limits, one value and nothing behind it. */
class JsonLimitsTest {

  @ParameterizedTest
  @ValueSource(ints = {499, 500, 501, 520})
  void depth(int depth) {
    assertThat(isJson("[".repeat(depth) + "]".repeat(depth))).isEqualTo(depth <= 500);
    assertThat(isJson("{\"a\":".repeat(depth) + "1" + "}".repeat(depth))).isEqualTo(depth <= 500);
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 20, (1 << 20) + 1})
  void lengthOfATextEvenWhereItIsPassedOver(int length) {
    assertThat(isJson("[\"" + "x".repeat(length) + "\"]")).isEqualTo(length == 1 << 20);
    assertThat(isJson("[1,{\"a\":\"" + "é".repeat(length) + "\"}]")).isEqualTo(length == 1 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {4_096, 4_097})
  void lengthOfAName(int length) {
    assertThat(isJson("{\"" + "n".repeat(length) + "\":1}")).isEqualTo(length == 4_096);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_001})
  void digitsOfANumber(int digits) {
    assertThat(isJson("[" + "9".repeat(digits) + "]")).isEqualTo(digits == 1_000);
  }

  /** The start and the end of the array are tokens, too. */
  @ParameterizedTest
  @ValueSource(ints = {199_998, 199_999})
  void numberOfTokens(int elements) {
    assertThat(isJson("[1" + ",1".repeat(elements - 1) + "]")).isEqualTo(elements == 199_998);
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(isJson("\ufeff{\"a\":1}")).isTrue();
    assertThat(Responses.diff("\ufeff{\"a\":1,\"b\":[2]}", "{\"b\":[3],\"a\":1}"))
        .isEqualTo("$.b[*] VALUE");
  }

  @Test
  void otherEncodingsAreNone() {
    for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE")}) {
      assertThat(JsonTokens.isJson("{\"a\":1}".getBytes(charset))).as(charset.name()).isFalse();
      assertThat(JsonTokens.isJson("\ufeff[1]".getBytes(charset))).as(charset.name()).isFalse();
    }
  }

  /** A byte that starts nothing, a character that is cut short, and one byte behind another. */
  @ParameterizedTest
  @ValueSource(strings = {"80", "ff", "c3", "c341", "e282", "e28241", "f09f98", "f09f9841"})
  void bytesThatAreNoCharacterAreNone(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (String around : new String[] {"\"%\"", "{\"%\":1}", "[{\"a\":[\"%\"]}]"}) {
      assertThat(JsonTokens.isJson(with(bytes, around))).as(around).isFalse();
    }
  }

  private static byte[] with(byte[] bytes, String around) {
    byte[] body = around.replace("%", "\0".repeat(bytes.length)).getBytes(UTF_8);
    System.arraycopy(bytes, 0, body, around.indexOf('%'), bytes.length);
    return body;
  }

  /** The second elements are passed over, since the first ones show that they have moved. */
  @Test
  void theyAreFoundInElementsThatArePassedOver() {
    byte[] before = "[{\"id\":1},{\"id\":2,\"t\":\"?\"}]".getBytes(UTF_8);
    byte[] after = "[{\"id\":2},{\"id\":1,\"t\":\"?\"}]".getBytes(UTF_8);
    for (byte[] body : new byte[][] {before, after}) {
      body[body.length - 4] = (byte) 0xff;
    }

    ReceivedResponse left = Responses.response(200, "application/json", before);
    ReceivedResponse right = Responses.response(200, "application/json", after);
    assertThat(Responses.found(Responses.compare(Responses.differ(), left, right)))
        .isEqualTo("$ VALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{} {}", "[1],", "1 2", "{\"a\":1", "[1,]", "{a:1}", "[01]"})
  void whatIsMoreOrLessThanOneValueIsNone(String body) {
    assertThat(isJson(body)).isFalse();
  }

  private static boolean isJson(String body) {
    return JsonTokens.isJson(body.getBytes(UTF_8));
  }
}
