package io.github.mirror4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are IPv4 blocks, and which addresses are in them. */
class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0/32",
    "255.255.255.255, 255.255.255.255/32",
    "1.2.3.4/32, 1.2.3.4/32",
    "1.2.3.4/31, 1.2.3.4/31",
    "1.2.3.5/31, 1.2.3.4/31",
    "200.255.3.4/9, 200.128.0.0/9",
    "129.2.3.4/1, 128.0.0.0/1",
    "255.2.3.4/0, 0.0.0.0/0",
    "10.1.2.3/08, 10.0.0.0/8",
    "001.002.003.004, 1.2.3.4/32"
  })
  void aBlockBeginsWithItsFirstAddress(String text, String block) {
    assertThat(AddressBlock.of(text)).get().hasToString(block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1.2.3.256",
        "256.2.3.4",
        "1.2.3.9999999999",
        "1.2.3.-4",
        "1.2.3.a",
        "1.2.3.:",
        "1.2.3.4/",
        "1.2.3.4/33",
        "1.2.3.4/99",
        "1.2.3.4/-1",
        "1.2.3.4/+8",
        "1.2.3.4/ 8",
        "1.2.3.4/008",
        "1.2.3.4/8/8",
        "1.2.3.4//8",
        "1.2.3.4/:8",
        "1.2.3/8",
        "/8",
        "a/8"
      })
  void noBlock(String text) {
    assertThat(AddressBlock.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.0/31, 10.1.1.255, 10.1.2.0, 10.1.2.1, 10.1.2.2",
    "10.1.2.3/32, 10.1.2.2, 10.1.2.3, 10.1.2.3, 10.1.2.4",
    "128.0.0.0/1, 127.255.255.255, 128.0.0.0, 255.255.255.255, 0.0.0.0",
    "172.16.0.0/12, 172.15.255.255, 172.16.0.0, 172.31.255.255, 172.32.0.0"
  })
  void aBlockContainsItsFirstAndItsLastAddressAndNoNeighbour(
      String block, String before, String first, String last, String after) {
    AddressBlock read = AddressBlock.of(block).orElseThrow();

    assertThat(read.contains(address(before))).isFalse();
    assertThat(read.contains(address(first))).isTrue();
    assertThat(read.contains(address(last))).isTrue();
    assertThat(read.contains(address(after))).isFalse();
  }

  @Test
  void theBlockOfAllAddressesContainsThemAll() {
    AddressBlock all = AddressBlock.of("0.0.0.0/0").orElseThrow();

    assertThat(all.contains(0)).isTrue();
    assertThat(all.contains(-1)).isTrue();
    assertThat(all.contains(Integer.MIN_VALUE)).isTrue();
  }

  @Test
  void theFirstOctetIsInTheHighestBits() {
    assertThat(AddressBlock.address("1.2.3.4")).hasValue(0x01020304);
    assertThat(AddressBlock.mask(0)).isZero();
    assertThat(AddressBlock.mask(1)).isEqualTo(0x80000000);
    assertThat(AddressBlock.mask(32)).isEqualTo(-1);
  }

  @Test
  void aPrefixHasAtMost32Bits() {
    assertThat(new AddressBlock(-1, 0)).hasToString("0.0.0.0/0");
    assertThat(new AddressBlock(-1, 32)).hasToString("255.255.255.255/32");
    assertThatThrownBy(() -> new AddressBlock(0, 33))
        .hasMessage("prefixLength: 33 (expected: 0 to 32)");
    assertThatThrownBy(() -> new AddressBlock(0, -1))
        .hasMessage("prefixLength: -1 (expected: 0 to 32)");
  }

  private static int address(String text) {
    return AddressBlock.address(text).orElseThrow();
  }
}
