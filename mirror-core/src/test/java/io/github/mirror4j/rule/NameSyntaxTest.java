package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.syntax.Syntax;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a name, a host, a header value and a path, at the edges. */
class NameSyntaxTest {

  private static final String LABEL_OF_63 = "a".repeat(63);

  /** 253 characters: three labels of 63 and one of 61. */
  private static final String LONGEST_DOMAIN =
      String.join(".", LABEL_OF_63, LABEL_OF_63, LABEL_OF_63, "a".repeat(61));

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "0, true",
    "a-b, true",
    "a--9, true",
    "'', false",
    "-, false",
    "-a, false",
    "a-, false",
    "A, false",
    "a.b, false",
    "a_b, false"
  })
  void aLabel(String text, boolean expected) {
    assertThat(Syntax.isDnsLabel(text)).isEqualTo(expected);
  }

  @Test
  void aLabelHasAtMost63Characters() {
    assertThat(Syntax.isDnsLabel(LABEL_OF_63)).isTrue();
    assertThat(Syntax.isDnsLabel(LABEL_OF_63 + "a")).isFalse();
  }

  @Test
  void aDomainHasLabelsOfAtMost63AndAtMost253Characters() {
    assertThat(LONGEST_DOMAIN).hasSize(253);
    assertThat(Syntax.isDomain(LONGEST_DOMAIN)).isTrue();
    assertThat(Syntax.isDomain(LONGEST_DOMAIN + "a")).isFalse();
    assertThat(Syntax.isDomain(LABEL_OF_63 + "a.b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a.-b", "a.B"})
  void noDomain(String text) {
    assertThat(Syntax.isDomain(text)).isFalse();
  }

  @Test
  void theNameOfAnObjectHasAtMost253CharactersInLabelsOfAnyLength() {
    assertThat(Syntax.isObjectName("a".repeat(253))).isTrue();
    assertThat(Syntax.isObjectName("a".repeat(254))).isFalse();
    assertThat(Syntax.isObjectName("orders.canary-2")).isTrue();
    assertThat(Stream.of("", ".", "a.", "a..b", "a-.b", "a.-b", "A"))
        .noneMatch(Syntax::isObjectName);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "*a.com, true",
    "*.a.com, true",
    "*-a.com, true",
    "*., false",
    "*-, false",
    "*..a, false",
    "*--a, false",
    "**, false",
    "*_a, false",
    "a.*, false",
    "1.2.3.4, true",
    "1.2.3.4/0, true",
    "1.2.3.4/32, true",
    "1.2.3.4/33, false",
    "1.2.3.256, false",
    "1.2.3, true",
    "1.2.3.4.5, true",
    "1.2.3/8, false",
    "::1, true",
    "[::1], true",
    "[::1]:80, false",
    "a.com, true",
    "a.com:80, false",
    "'', false"
  })
  void theHostOfAService(String text, boolean expected) {
    assertThat(Syntax.isServiceHost(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.com, true",
    "A.com, true",
    "a.com:1, true",
    "a.com:65535, true",
    "a.com:0, false",
    "a.com:65536, false",
    "a.com:99999, false",
    "a.com:123456, false",
    "a.com:, false",
    ":80, false",
    "[::1], true",
    "[::1]:8080, true",
    "::1, false",
    "*.a.com, false",
    "a b, false",
    "'', false"
  })
  void anAuthority(String text, boolean expected) {
    assertThat(Syntax.isAuthority(text)).isEqualTo(expected);
  }

  @Test
  void theValueOfAHeader() {
    assertThat(Stream.of('\t', ' ', '!', '~', (char) 0x80, (char) 0xff))
        .allMatch(c -> Syntax.isHeaderValue("a" + c + "b"));
    assertThat(Stream.of('\0', (char) 0x1f, '\n', '\r', (char) 0x7f, (char) 0x100, '€'))
        .noneMatch(c -> Syntax.isHeaderValue("a" + c + "b"));
    assertThat(Stream.of("", "a")).allMatch(Syntax::isHeaderValue);
    assertThat(Stream.of(" a", "a ", "\ta", "a\t", " ")).noneMatch(Syntax::isHeaderValue);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/~", "/a//b", "/a%20b", "/a;b=c", "/a:b@c", "//a"})
  void aRawPath(String text) {
    assertThat(Syntax.isRawPath(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "/a b", "/a?b", "/a#b", "/%", "/%zz", "/ü", "/a\u007f", "/{a}", "/a\\b"})
  void noRawPath(String text) {
    assertThat(Syntax.isRawPath(text)).isFalse();
  }

  @Test
  void aPatternIsNotEmpty() {
    assertThat(Syntax.regexProblem("")).isEqualTo("an RE2 pattern that is not empty");
    assertThat(Syntax.regexProblem("a")).isNull();
  }
}
