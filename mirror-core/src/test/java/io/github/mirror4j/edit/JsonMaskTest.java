package io.github.mirror4j.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at some paths do not leave the process; everything else does, byte for byte. */
class JsonMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.a         | {\"a\":\"secret\",\"b\":\"kept\"}     | {\"a\":\"***\",\"b\":\"kept\"}",
        "$.a         | {\"b\" : 1,  \"a\" : 12.50e1 }        | {\"b\" : 1,  \"a\" : 0 }",
        "$.a         | {\"a\":true,\"b\":true}               | {\"a\":false,\"b\":true}",
        "$.a         | {\"a\":false}                         | {\"a\":false}",
        "$.a         | {\"a\":null}                          | {\"a\":null}",
        "$.a         | {\"a\":{\"x\":\"s\",\"y\":[1,null]}}  | {\"a\":{\"x\":\"***\",\"y\":[0,null]}}",
        "$.a.b       | {\"a\":{\"b\":\"s\",\"c\":\"k\"}}     | {\"a\":{\"b\":\"***\",\"c\":\"k\"}}",
        "$.a[*].b    | {\"a\":[{\"b\":1},{\"b\":\"\"},2]}    | {\"a\":[{\"b\":0},{\"b\":\"***\"},2]}",
        "$[*]        | [1,\"s\",true,[2]]                    | [0,\"***\",false,[0]]",
        "$.**.email  | {\"x\":[{\"email\":\"me\"}],\"email\":\"me\"} | {\"x\":[{\"email\":\"***\"}],\"email\":\"***\"}",
        "$.m.*       | {\"m\":{\"k1\":\"s\",\"k2\":2}}       | {\"m\":{\"k1\":\"***\",\"k2\":0}}",
        "$.a         | {\"b\":\"nothing here\"}              | {\"b\":\"nothing here\"}",
        "$.a         | {\"a\":\"\\\"quoted\\\" \\u00e9 é\",\"b\":1} | {\"a\":\"***\",\"b\":1}",
        "$.a         | {\"a\":1,\"a\":2}                     | {\"a\":0,\"a\":0}",
        "$.a         | {\"a\":123}                           | {\"a\":0}",
        "$           | \"all of it\"                         | \"***\"",
        "$           | -12.5                                 | 0"
      })
  void valuesAreMasked(String path, String body, String expected) {
    assertThat(masked(body, JsonMask.of(path))).isEqualTo(expected);
  }

  @Test
  void severalPathsAreMaskedAtOnce() {
    assertThat(masked("{\"a\":1,\"b\":2,\"c\":3}", JsonMask.of("$.a", "$.c")))
        .isEqualTo("{\"a\":0,\"b\":2,\"c\":0}");
  }

  @Test
  void longTextsBehindOthersAreMaskedToTheirEnd() {
    String body = "{\"k\":\"" + "x".repeat(20_000) + "\",\"a\":\"" + "é\\n".repeat(9_000) + "\"}";
    assertThat(masked(body, JsonMask.of("$.a")))
        .isEqualTo("{\"k\":\"" + "x".repeat(20_000) + "\",\"a\":\"***\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":", "{\"a\":1}}", "{'a':1}", "a=1", "{\"a\":1} x", "\u0000{", "[1,]"})
  void whatIsNoJsonIsNotSent(String body) {
    assertThatThrownBy(() -> masked(body, JsonMask.of("$.a"))).isInstanceOf(RuntimeException.class);
  }

  @Test
  void textsToMaskThatAreTooLongAreNotSent() {
    String text = "é".repeat(1 << 20);
    String longer = "{\"b\":\"x" + text + "\",\"a\":1}";

    assertThat(masked("{\"b\":\"" + text + "\"}", JsonMask.of("$.b"))).isEqualTo("{\"b\":\"***\"}");
    assertThatThrownBy(() -> masked(longer, JsonMask.of("$.b")))
        .isInstanceOf(RuntimeException.class);
    assertThat(masked(longer, JsonMask.of("$.a"))).isEqualTo(longer.replace(":1}", ":0}"));
  }

  @Test
  void whatIsTooDeepIsNotSent() {
    assertThatThrownBy(() -> masked("[".repeat(600) + "]".repeat(600), JsonMask.of("$.a")))
        .isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, , true",
    "application/problem+JSON; charset=utf-8, , true",
    "APPLICATION/JSON, identity, true",
    "application/json, gzip, false",
    "text/plain, , false",
    "'', , false",
    "application/x-www-form-urlencoded, , false"
  })
  void whatCannotBeMaskedIsWithheld(String type, @Nullable String coding, boolean isSent)
      throws Exception {
    CopyDraft draft = draft("{\"a\":1}").withHeader("Content-Type", type);
    draft = coding == null ? draft : draft.withHeader("Content-Encoding", coding);
    CopyDraft edited = JsonMask.of("$.a").edit(draft);
    if (isSent) {
      assertThat(edited).isNotNull();
      assertThat(edited.body()).asString().isEqualTo("{\"a\":0}");
    } else {
      assertThat(edited).isNull();
    }
  }

  @Test
  void aRequestWithoutBodyIsSentAsItIs() {
    CopyDraft draft = CopyDraft.of("GET", URI.create("http://v2/"), Map.of(), new byte[0]);
    assertThat(JsonMask.of("$.a").edit(draft)).isSameAs(draft);
  }

  @Test
  void wrongPathsAreRefusedAllAtOnce() {
    assertThatThrownBy(() -> JsonMask.of("$.good", "bad", "$.["))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class, e -> assertThat(e.problems()).hasSize(2));
    assertThatThrownBy(JsonMask::of)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("paths: none (expected: at least one path, such as \"$.email\")");
  }

  private static CopyDraft draft(String body) {
    return CopyDraft.of(
        "POST",
        URI.create("http://v2/"),
        Map.of("Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String masked(String body, JsonMask mask) {
    CopyDraft edited = mask.edit(draft(body));
    assertThat(edited).isNotNull();
    return new String(edited.body(), StandardCharsets.UTF_8);
  }
}
