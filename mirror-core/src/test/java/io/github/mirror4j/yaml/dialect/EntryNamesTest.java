package io.github.mirror4j.yaml.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of entries, and of rules that are put together of them. */
class EntryNamesTest {

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "0, true",
    "a-b.c-d, true",
    "a--b, true",
    "'', false",
    "-a, false",
    "a-, false",
    "a., false",
    ".a, false",
    "a..b, false",
    "a.-b, false",
    "A, false",
    "a_b, false"
  })
  void aName(String text, boolean isName) {
    assertThat(EntryNames.isName(text)).isEqualTo(isName);
  }

  @Test
  void aNameHasAtMost190Characters() {
    assertThat(EntryNames.isName("a".repeat(190))).isTrue();
    assertThat(EntryNames.isName("a".repeat(191))).isFalse();
  }

  @Test
  void aNameOfAtMost253CharactersIsKept() {
    assertThat(EntryNames.fit("a".repeat(249), ".001")).isEqualTo("a".repeat(249) + ".001");
    assertThat(EntryNames.fit("a".repeat(300), "")).isEqualTo("a".repeat(300));
    assertThat(EntryNames.fit("a", ".b")).isEqualTo("a.b");
  }

  /** Names that differ in what is cut off stay different. */
  @Test
  void aLongerNameIsCutAndGetsAHash() {
    String one = EntryNames.fit("a".repeat(250), ".001");
    String other = EntryNames.fit("a".repeat(249) + "b", ".001");

    assertThat(one).hasSize(253).matches("a{240}-[0-9a-f]{8}\\.001");
    assertThat(other).hasSize(253).endsWith(".001").isNotEqualTo(one);
    assertThat(EntryNames.fit("a".repeat(239) + "." + "b".repeat(20), ".001"))
        .matches("a{239}-[0-9a-f]{8}\\.001");
  }

  @Test
  void anEntryOfSeveralIsNamedByItsPosition() {
    assertThat(EntryNames.position("a", false, 7)).isEqualTo("a");
    assertThat(EntryNames.position("a", true, 0)).isEqualTo("a.000");
    assertThat(EntryNames.position("a", true, 999)).isEqualTo("a.999");
  }
}
