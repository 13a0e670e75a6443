package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Every selected pair is accounted for once, and the memory of its responses given back, whatever
 * goes on at the same time.
 *
 * <p>A seed that failed is named; {@code -Dmirror4j.seed=N} runs it alone, {@code
 * -Dmirror4j.seeds=N} runs that many.
 */
class ComparisonAccountingTest {

  @Test
  void theSumsAgreeToTheUnit() throws Exception {
    Long only = Long.getLong("mirror4j.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("mirror4j.seeds", 8) : only;
    long selected = 0;
    try (AccountingServers servers = new AccountingServers()) {
      for (long seed = first; seed <= last; seed++) {
        try {
          selected += new ComparisonStress(seed, servers).run();
        } catch (Throwable e) {
          throw new AssertionError("Run it again with -Dmirror4j.seed=" + seed, e);
        }
      }
    }
    assertThat(selected).isPositive();
  }
}
