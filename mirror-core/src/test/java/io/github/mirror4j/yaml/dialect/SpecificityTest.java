package io.github.mirror4j.yaml.dialect;

import static io.github.mirror4j.yaml.dialect.Specificity.of;
import static io.github.mirror4j.yaml.dialect.Specificity.ofExactPath;
import static io.github.mirror4j.yaml.dialect.Specificity.ofPrefix;
import static io.github.mirror4j.yaml.dialect.Specificity.ofRegex;
import static io.github.mirror4j.yaml.dialect.Specificity.precedence;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.ServiceRef;
import org.junit.jupiter.api.Test;

/**
 * Which match of an HTTPRoute wins, by the Gateway API: the more specific host, an exact path, the
 * longer prefix, a method, more headers, more query parameters, in this order.
 */
class SpecificityTest {

  private static final int MANY = 16;

  private static String path(int length) {
    return "/".repeat(length);
  }

  @Test
  void anExactPathComesBeforeAnyPrefix() {
    assertThat(of(ofExactPath(), false, 0, 0))
        .isGreaterThan(of(ofPrefix(path(1024)), true, MANY, MANY));
  }

  @Test
  void theLongerPrefixComesFirstUpToTheLongestThatThereMayBe() {
    assertThat(of(ofPrefix(path(2)), false, 0, 0))
        .isGreaterThan(of(ofPrefix(path(1)), true, MANY, MANY));
    assertThat(of(ofPrefix(path(1024)), false, 0, 0))
        .isGreaterThan(of(ofPrefix(path(1023)), true, MANY, MANY));
    assertThat(ofPrefix(path(1025))).isEqualTo(ofPrefix(path(1024)));
  }

  @Test
  void aPatternComesAfterEveryPrefixAndTheLongerOneFirst() {
    assertThat(ofRegex("a".repeat(4096))).isLessThan(ofPrefix("/"));
    assertThat(ofRegex("ab")).isGreaterThan(ofRegex("a"));
    assertThat(ofRegex("a".repeat(1023))).isGreaterThan(ofRegex("a".repeat(1022)));
  }

  @Test
  void aMethodComesBeforeHeadersAndTheseBeforeQueryParameters() {
    int path = ofPrefix("/");

    assertThat(of(path, true, 0, 0)).isGreaterThan(of(path, false, MANY, MANY));
    assertThat(of(path, false, 2, 0)).isGreaterThan(of(path, false, 1, MANY));
    assertThat(of(path, false, 0, 2)).isGreaterThan(of(path, false, 0, 1));
    assertThat(of(path, false, 0, 1)).isGreaterThan(of(path, false, 0, 0));
    assertThat(of(path, false, 0, 0)).isEqualTo(Specificity.ofEveryPath());
  }

  /** More than the Gateway API allows count as many, and never as something of a higher rank. */
  @Test
  void nothingOverflows() {
    int path = ofPrefix("/");

    assertThat(of(path, true, 0, 0)).isGreaterThan(of(path, false, 1_000, 1_000));
    assertThat(of(path, false, 1, 0)).isGreaterThan(of(path, false, 0, 1_000));
    assertThat(of(ofExactPath(), true, 1_000, 1_000)).isLessThan(Specificity.ALL);
  }

  @Test
  void theMoreSpecificHostComesFirst() {
    int most = Specificity.ALL - 1;
    ServiceRef exact = ServiceRef.host("a.example.com");

    assertThat(precedence(exact, 0)).isGreaterThan(precedence(ServiceRef.host("*.com"), most));
    assertThat(precedence(ServiceRef.host("*.example.com"), 0))
        .isGreaterThan(precedence(ServiceRef.host("*.com"), most));
    assertThat(precedence(ServiceRef.host("*.com"), 0))
        .isGreaterThan(precedence(ServiceRef.host("*"), most));
    assertThat(precedence(exact, most)).isEqualTo(most);
    assertThat(Hosts.precedence(exact)).isZero();
    assertThat(Hosts.precedence(ServiceRef.host("*.com")))
        .isGreaterThan(Hosts.precedence(ServiceRef.host("*")))
        .isNegative();
  }
}
