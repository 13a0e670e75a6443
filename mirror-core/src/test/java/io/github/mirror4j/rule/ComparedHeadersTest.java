package io.github.mirror4j.rule;

import static io.github.mirror4j.rule.Comparisons.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Set-Cookie", "authorization", "X-Auth-Token", "Authentication-Info", "x-api-key"})
  void credentialsAreNeitherComparedNorBuilds(String name) {
    String expected = " (expected: a header without credentials)";
    assertThat(problems(c -> c.header(name))).singleElement().asString().endsWith(expected);
    assertThat(problems(c -> c.buildHeader(name))).singleElement().asString().endsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Date", "Content-Length", "Transfer-Encoding", "Connection", "Age", "Via"})
  void headersOfTheTransferSayNothingAboutTheContent(String name) {
    assertThat(problems(c -> c.header(name)))
        .singleElement()
        .asString()
        .endsWith("(expected: a header of the content, not of its transfer)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x y", "ü", "a:b", ":status"})
  void aNameIsAHeaderName(String name) {
    assertThat(problems(c -> c.header(name)))
        .singleElement()
        .asString()
        .endsWith("(expected: a header name)");
  }

  @Test
  void onlyAHeaderThatIsComparedCanBeIgnored() {
    assertThat(problems(c -> c.ignoreHeader("X-Total")))
        .singleElement()
        .asString()
        .startsWith("ignoreHeaders: \"x-total\" (expected: a header that is compared: [cache-co");
    assertThat(problems(c -> c.header("X-Total").ignoreHeader("X-Total")))
        .containsExactly("headers: \"x-total\" (expected: a header that is not also ignored)");
  }

  @Test
  void aHeaderIsGivenOnceInAnyCase() {
    assertThat(
            problems(
                c ->
                    c.header("X-A")
                        .header("x-a")
                        .ignoreHeader("Vary")
                        .ignoreHeader("vary")
                        .buildHeader("X-B")
                        .buildHeader("x-b")))
        .containsExactly(
            "headers: \"x-a\" (expected: each header once)",
            "ignoreHeaders: \"vary\" (expected: each header once)",
            "buildHeaders: \"x-b\" (expected: each header once)");
  }

  @Test
  void aHeaderThatNamesTheBuildIsNotCompared() {
    assertThat(problems(c -> c.header("X-Build").buildHeader("X-Build").buildHeader("ETag")))
        .containsExactly(
            "buildHeaders: \"x-build\" (expected: a header that is not compared, since builds"
                + " differ in it)",
            "buildHeaders: \"etag\" (expected: a header that is not compared, since builds differ"
                + " in it)");
  }

  @Test
  void theirNumberIsLimited() {
    Comparison.Builder many = Comparison.withBaseline(1);
    IntStream.rangeClosed(1, 51).forEach(i -> many.header("x-" + i));
    IntStream.rangeClosed(1, 5).forEach(i -> many.buildHeader("y-" + i));
    assertThat(problems(many))
        .containsExactly(
            "headers: 51 entries (expected: at most 50)",
            "buildHeaders: 5 entries (expected: at most 4)");
  }
}
