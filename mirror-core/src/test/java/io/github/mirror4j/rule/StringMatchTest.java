package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ways to say what a text must be. */
class StringMatchTest {

  @Test
  void caseIsIgnoredWhereATextIsGiven() {
    assertThat(StringMatch.exact("A").ignoringCase()).isEqualTo(new StringMatch.Exact("A", true));
    assertThat(StringMatch.prefix("A").ignoringCase()).isEqualTo(new StringMatch.Prefix("A", true));
    assertThat(StringMatch.pathPrefix("/A").ignoringCase())
        .isEqualTo(new StringMatch.PathPrefix("/A", true));
    assertThat(StringMatch.exact("A").ignoringCase().ignoringCase())
        .isEqualTo(StringMatch.exact("A").ignoringCase());
    assertThat(StringMatch.exact("A")).isEqualTo(new StringMatch.Exact("A", false));
  }

  @Test
  void aPatternIgnoresItByItsFlag() {
    assertThat(StringMatch.regex("a").ignoringCase()).isEqualTo(StringMatch.regex("(?i)a"));
    assertThat(StringMatch.regex("(?i)a").ignoringCase()).isEqualTo(StringMatch.regex("(?i)a"));
    assertThat(StringMatch.not(StringMatch.exact("a")).ignoringCase())
        .isEqualTo(StringMatch.not(StringMatch.exact("a").ignoringCase()));
  }

  @Test
  void whatIsPresentHasNoCase() {
    assertThat(StringMatch.present().ignoringCase()).isEqualTo(StringMatch.present());
  }

  @Test
  void anAbsentOneIsNotPresent() {
    assertThat(StringMatch.absent()).isEqualTo(StringMatch.not(StringMatch.present()));
  }
}
