package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is JSON to others, and says the same to them. */
class JsonTextTest {

  @Test
  void everyKindOfValue() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "a \"b\" \\ /");
    map.put("int", 1);
    map.put("long", Long.MIN_VALUE);
    map.put("true", true);
    map.put("null", null);
    map.put("list", Arrays.asList(1, null, List.of(), Map.of()));
    map.put("other", LaneState.SENDING);

    assertThat(JsonText.of(map))
        .isEqualTo(
            "{\"text\":\"a \\\"b\\\" \\\\ /\",\"int\":1,\"long\":-9223372036854775808,"
                + "\"true\":true,\"null\":null,\"list\":[1,null,[],{}],\"other\":\"SENDING\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000\u0001\b\t\n\f\r\u001b[31m\u001f\u007f\u0085",
        "\u2028\u2029\ufeff\u202e",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "\ude00\ud83d",
        "a\ud83d\"",
        "\\u0041</script>"
      })
  void hostileTexts(String text) {
    assertReads(text);
  }

  @Test
  void textsOfAnyCharacters() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(40), 0, 0x10000)
          .map(c -> random.nextBoolean() ? c % 0x80 : c)
          .forEach(c -> text.append((char) c));
      assertReads(text.toString());
    }
  }

  /** Over the wire, as bytes, where half a surrogate pair would not survive. */
  private static void assertReads(String text) {
    String json = JsonText.of(Map.of(text, List.of(text)));
    String received = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(received.chars()).noneMatch(c -> c < ' ' || c == 0x7f);
    assertThat(Json.read(received, Object.class)).isEqualTo(Map.of(text, List.of(text)));
  }
}
