package io.github.mirror4j.http.status;

import org.junit.jupiter.api.Test;

/**
 * Every selected copy is accounted for once, whatever goes on at the same time.
 *
 * <p>A seed that failed is named; {@code -Dmirror4j.seed=N} runs it alone, {@code
 * -Dmirror4j.seeds=N} runs that many.
 */
class AccountingTest {

  @Test
  void theSumsAgreeToTheUnit() throws Exception {
    Long only = Long.getLong("mirror4j.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong("mirror4j.seeds", 8) : only;
    try (AccountingServers servers = new AccountingServers()) {
      for (long seed = first; seed <= last; seed++) {
        try {
          new AccountingStress(seed, servers).run();
        } catch (Throwable e) {
          throw new AssertionError("Run it again with -Dmirror4j.seed=" + seed, e);
        }
      }
    }
  }
}
