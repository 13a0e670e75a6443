package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form of an annotation's value, and what is close to it and refused. */
class AnnotationValuesTest {

  private static String document(String name, String value) {
    return Docs.service("menu", "hosts: [menu]", Docs.ENTRY)
        .replace(
            "{name: menu}", "{name: menu, annotations: {mirror4j.io/" + name + ": " + value + "}}");
  }

  private static RouteRule rule(String name, String value) {
    return Docs.read(document(name, value)).rules().get(0);
  }

  private static Mirror mirror(String name, String value) {
    return rule(name, value).mirrors().get(0);
  }

  private static void assertRefused(String name, String value, String expected) {
    assertThat(Docs.problems(document(name, value)))
        .singleElement()
        .asString()
        .startsWith("f:3:")
        .contains("metadata.annotations.mirror4j.io/" + name + ": ", "(expected: " + expected);
  }

  static Stream<Arguments> samplingKeys() {
    return Stream.of(
        Arguments.of("'header:x-user'", SamplingKey.header("x-user")),
        Arguments.of("'cookie:sid'", SamplingKey.cookie("sid")),
        Arguments.of("'query:a:b'", SamplingKey.queryParameter("a:b")),
        Arguments.of("'query:u;missing=last'", SamplingKey.queryParameter("u")),
        Arguments.of(
            "'query:u;  missing=first'",
            SamplingKey.queryParameter("u").ifMissing(SamplingKey.Missing.FIRST)),
        Arguments.of(
            "'cookie:u; missing=random'",
            SamplingKey.cookie("u").ifMissing(SamplingKey.Missing.RANDOM)));
  }

  @ParameterizedTest
  @MethodSource
  void samplingKeys(String value, SamplingKey key) {
    assertThat(rule("sampling-key", value).samplingKey()).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"header:", "header", "x-user", "Header:x", "query:a b", "query:a; missing=none"})
  void noSamplingKey(String value) {
    assertRefused("sampling-key", "'" + value + "'", "\"header:NAME\", \"cookie:NAME\"");
  }

  static Stream<Arguments> rewrites() {
    return Stream.of(
        Arguments.of("'full /a'", PathRewrite.full("/a")),
        Arguments.of("' full /a '", PathRewrite.full("/a")),
        Arguments.of("'prefix /a /b'", PathRewrite.prefix("/a", "/b")),
        Arguments.of("'prefix  /a  /b'", PathRewrite.prefix("/a", "/b")),
        Arguments.of("'regex /v[0-9]+ /v2'", PathRewrite.regex("/v[0-9]+", "/v2")),
        Arguments.of("'regex a b /c'", PathRewrite.regex("a b", "/c")),
        Arguments.of("\"regex a b\\nto /c\"", PathRewrite.regex("a b", "/c")),
        Arguments.of("\"regex a\\nto \"", PathRewrite.regex("a", "")));
  }

  @ParameterizedTest
  @MethodSource
  void rewrites(String value, PathRewrite rewrite) {
    assertThat(mirror("rewrite-path", value).pathRewrite()).contains(rewrite);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "full",
        "/a",
        "full /a /b",
        "prefix /a",
        "prefix",
        "regex a",
        "Full /a",
        "path /a /b"
      })
  void noRewrite(String value) {
    assertRefused("rewrite-path", "'" + value + "'", "\"full TO\", \"prefix FROM TO\"");
  }

  @Test
  void headerEdits() {
    assertThat(
            mirror("header-edits", "\" set X-A: b: c \\n  add X-A:d\\nremove  X-B\\nset X-C:\"")
                .headerEdits())
        .isEqualTo(
            List.of(
                new HeaderEdit.Set("X-A", "b: c"),
                new HeaderEdit.Add("X-A", "d"),
                new HeaderEdit.Remove("X-B"),
                new HeaderEdit.Set("X-C", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "set X-A", "add X-A", "replace X-A: b", "setX-A: b", "removeX-A"})
  void noHeaderEdit(String value) {
    assertRefused("header-edits", "'" + value + "'", "\"set NAME: VALUE\", \"add NAME: VALUE\"");
  }

  @ParameterizedTest
  @CsvSource({"GET, GET", "'GET,HEAD', GET HEAD", "' GET ,  HEAD ', GET HEAD"})
  void methods(String value, String methods) {
    assertThat(mirror("methods", "'" + value + "'").methods())
        .containsExactlyInAnyOrder(methods.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET,", ",GET", "GET,,HEAD"})
  void noMethods(String value) {
    assertRefused("methods", "'" + value + "'", "HTTP methods other than CONNECT");
  }

  @ParameterizedTest
  @CsvSource({"50, 50, 50", "2.5, 2.5, 3", "5;burst=1, 5, 1", "5;  burst=200, 5, 200"})
  void rates(String value, double perSecond, int burst) {
    Mirror mirror = mirror("max-per-second", "'" + value + "'");

    assertThat(mirror.rateLimit())
        .isEqualTo(Mirror.to("a").maxPerSecond(perSecond, burst).rateLimit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1e3", ".5", "5.", "5; burst", "5; burst=-1", "5, burst=1"})
  void noRate(String value) {
    assertRefused("max-per-second", "'" + value + "'", "a number, such as \"50\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 7, Integer.MAX_VALUE})
  void precedences(int value) {
    assertThat(rule("precedence.0", "'" + value + "'").precedence()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "+1", "1.0", "high", "2147483648", "-2147483649", "9999999999", "12345678901"})
  void noPrecedence(String value) {
    assertRefused("precedence.0", "'" + value + "'", "a whole number, -2147483648 to 2147483647");
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-response", "primary-headers"})
  void trueOrFalse(String name) {
    assertThat(mirror(name, "'false'").isAfterResponse()).isFalse();
    assertThat(mirror(name, "'false'").hasPrimaryHeaders()).isFalse();
    assertRefused(name, "'yes'", "\"true\" or \"false\"");
    assertRefused(name, "'True'", "\"true\" or \"false\"");
  }

  @Test
  void aRouteIsLeftAloneOrNot() {
    assertThat(rule("route", "none").routes()).isEmpty();
    assertRefused("route", "'all'", "\"none\", which leaves primaries where their URI says");
  }

  @ParameterizedTest
  @CsvSource({
    "copy-timeout.1, for 1",
    "copy-timeout.0.1, for 0.1",
    "copy-timeout.1.0, for 1.0",
    "sampling-key.1, for 1"
  })
  void numbersThatAreOfNoRuleOrMirror(String name, String value) {
    assertThat(Docs.problems(document(name, "2s")))
        .singleElement()
        .asString()
        .contains(
            name
                + ": "
                + value
                + " (expected: the numbers of a rule and a mirror of this document");
  }
}
