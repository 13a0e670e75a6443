package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A mesh applies one VirtualService alone to a host. Where the rules of several are tried here, a
 * warning says so.
 */
class SharedHostsTest {

  private static final String SOME = "match: [{uri: {prefix: /a}}]\n    " + Docs.ENTRY;
  private static final String OTHERS = SOME.replace("/a", "/b");

  @ParameterizedTest
  @CsvSource({
    "menu, menu",
    "menu, menu.default.svc.cluster.local",
    "menu, '\"*.default.svc.cluster.local\"'",
    "menu.example, '\"*.example\"'",
    "'\"*.menu.example\"', '\"*.example\"'",
  })
  void rulesThatTheMeshDoesNotTryAreWarnedOf(String first, String next) {
    RuleDocuments read =
        Docs.read(
            Docs.service("a", "hosts: [" + first + "]", SOME),
            Docs.service("b", "hosts: [" + next + "]", OTHERS));
    assertThat(read.rules()).hasSize(2);
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .startsWith("f:11:1: VirtualService b shares ")
        .contains(" with VirtualService a (f:1:1): ");
  }

  @ParameterizedTest
  @CsvSource({
    "menu, other",
    "menu.example, '\"*.other\"'",
    "menu.example, '\"*.menu.example\"'", // It covers menu.example's children alone.
  })
  void othersAreNot(String first, String next) {
    RuleDocuments read =
        Docs.read(
            Docs.service("a", "hosts: [" + first + "]", SOME),
            Docs.service("b", "hosts: [" + next + "]", OTHERS));
    assertThat(read.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"menu, '\"*.default.svc.cluster.local\"'", "menu.example, '\"*.example\"'"})
  void oneThatTakesEveryRequestLeavesNone(String first, String next) {
    RuleDocuments read =
        Docs.read(
            Docs.service("a", "hosts: [" + first + "]", Docs.ENTRY),
            Docs.service("b", "hosts: [" + next + "]", OTHERS));
    assertThat(read.warnings()).isEmpty();
  }
}
