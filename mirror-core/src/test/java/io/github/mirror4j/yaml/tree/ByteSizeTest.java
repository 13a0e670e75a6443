package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes are numbers of bytes, or of binary multiples of them. */
class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "65536, 65536",
    "9999999999, 9999999999",
    "1KiB, 1024",
    "64KiB, 65536",
    "1MiB, 1048576",
    "1GiB, 1073741824",
    "0GiB, 0",
    "8589934591GiB, 9223372035781033984"
  })
  void ofSoManyBytes(String text, long bytes) {
    assertThat(bytes(text, new Findings())).isEqualTo(bytes);
  }

  /** Whatever such a size is for, it is too much; the message must not show a negative one. */
  @ParameterizedTest
  @ValueSource(strings = {"8589934592GiB", "8589934593GiB", "9999999999GiB"})
  void whatIsMoreThanCanBeCountedIsAsMuchAsCanBe(String text) {
    assertThat(bytes(text, new Findings())).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "KiB",
        "-1",
        "+1",
        "1.5KiB",
        "1 KiB",
        "1kib",
        "1KB",
        "1K",
        "1B",
        "1TiB",
        "10000000000"
      })
  void everythingElseIsRefused(String text) {
    Findings findings = new Findings();

    assertThat(bytes(text, findings)).isNull();
    assertThat(findings.problems())
        .extracting(Object::toString)
        .containsExactly(
            "f:1:1: \""
                + text
                + "\" (expected: a number of bytes, such as \"65536\", \"64KiB\" or \"1MiB\")");
  }

  private static Long bytes(String text, Findings findings) {
    return Scalars.bytes(Texts.of(text), findings);
  }
}
