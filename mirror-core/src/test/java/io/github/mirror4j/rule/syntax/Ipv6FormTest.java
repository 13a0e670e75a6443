package io.github.mirror4j.rule.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An IPv6 address has one form, that of RFC 5952. */
class Ipv6FormTest {

  @ParameterizedTest
  @CsvSource({
    "::, [::]",
    "0:0:0:0:0:0:0:0, [::]",
    "::1, [::1]",
    "[::1], [::1]",
    "1::, [1::]",
    "2001:DB8::A, [2001:db8::a]",
    "2001:0db8:0000:0000:0000:0000:0000:00ff, [2001:db8::ff]",
    "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, [ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
    "64:ff9b::1.2.3.4, [64:ff9b::102:304]"
  })
  void inLowerCaseWithoutLeadingZeros(String address, String form) {
    assertThat(Ipv6.canonical(address)).isEqualTo(form);
    assertThat(Ipv6.isAddress(address)).isTrue();
  }

  /** RFC 5952, 4.2: the longest run, of equal ones the first, and never a single group. */
  @ParameterizedTest
  @CsvSource({
    "1:2:3:0:5:6:7:8, [1:2:3:0:5:6:7:8]",
    "0:2:3:4:5:6:7:8, [0:2:3:4:5:6:7:8]",
    "1:2:3:4:5:6:7:0, [1:2:3:4:5:6:7:0]",
    "0:2:0:4:0:6:0:8, [0:2:0:4:0:6:0:8]",
    "1:0:0:4:0:0:7:8, [1::4:0:0:7:8]",
    "1:0:0:4:0:0:0:8, [1:0:0:4::8]",
    "0:0:0:4:0:0:7:8, [::4:0:0:7:8]",
    "1:0:3:4:5:6:0:0, [1:0:3:4:5:6::]",
    "0:0:3:4:5:6:7:8, [::3:4:5:6:7:8]"
  })
  void withTheLongestRunOfZerosLeftOut(String address, String form) {
    assertThat(Ipv6.canonical(address)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.0.0.1, 10.0.0.1",
    "::FFFF:255.255.255.255, 255.255.255.255",
    "[::ffff:a00:1], 10.0.0.1",
  })
  void anAddressThatHoldsAnIpv4AddressIsThatOne(String address, String form) {
    assertThat(Ipv6.canonical(address)).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "10.0.0.1",
        "orders:80",
        ":",
        ":::",
        "1::2::3",
        "1:2:3",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "::g",
        "fe80::1%eth0",
        "[::1",
        "::1]",
        "[]",
        "[[::1]]",
        "::ffff:256.0.0.1"
      })
  void everythingElseIsNone(String text) {
    assertThat(Ipv6.canonical(text)).isNull();
    assertThat(Ipv6.isAddress(text)).isFalse();
  }
}
