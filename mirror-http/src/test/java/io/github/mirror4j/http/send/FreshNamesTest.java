package io.github.mirror4j.http.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Copies ask for a name on another thread, but not for one that was resolved a moment ago. */
class FreshNamesTest {

  private final FreshNames names = new FreshNames();

  @Test
  void aNameIsFreshForAWhile() {
    long start = Long.MAX_VALUE - 1; // the clock may overflow
    assertThat(names.contains("v2.example.com", start)).isFalse();
    names.add("v2.example.com", start);
    assertThat(names.contains("v2.example.com", start)).isTrue();
    assertThat(names.contains("v2.example.com", start + FreshNames.FRESH_NANOS - 1)).isTrue();
    assertThat(names.contains("v2.example.com", start + FreshNames.FRESH_NANOS)).isFalse();
    assertThat(names.contains("v3.example.com", start)).isFalse();
  }

  @Test
  void theirNumberIsBounded() {
    for (int i = 0; i <= FreshNames.MAX_NAMES; i++) {
      names.add("v" + i + ".example.com", 0);
    }
    assertThat(names.contains("v0.example.com", 0)).isFalse();
    assertThat(names.contains("v" + FreshNames.MAX_NAMES + ".example.com", 0)).isTrue();
  }
}
