package io.github.mirror4j.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hash of a sampling key is a contract: these numbers were computed once and must never change,
 * or a user who was sampled would be so no more after an update.
 */
class KeyedDrawTest {

  @ParameterizedTest
  @CsvSource({
    "a, 527285",
    "b, 977140",
    "user-1, 149536",
    "user-2, 639510",
    "jason, 27450",
    "00000000-0000-0000-0000-000000000000, 139639",
    "4f9c2b1e-7a58-4d8e-9d0a-3c2f6b1e8a77, 905129",
    "alice@example.com, 75831",
    "Zoë, 771364",
    "日本, 665049",
    "😀, 617338"
  })
  void theDrawOfAKeyNeverChanges(String key, int draw) {
    assertThat(Draw.ofKey(key)).isEqualTo(draw);
  }
}
