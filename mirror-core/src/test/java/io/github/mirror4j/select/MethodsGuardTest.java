package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.copies;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mirror that may not write: only requests of its methods are copied, the rule wins anyway. */
class MethodsGuardTest {

  private final RuleSet rules =
      rules(
          rule("rule")
              .mirror(named("any"))
              .mirror(named("safe").methods("GET", "HEAD"))
              .mirror(named("writes").methods("POST"))
              .build());

  @ParameterizedTest
  @CsvSource({"GET, any safe", "HEAD, any safe", "POST, any writes", "PUT, any", "get, any"})
  void onlyRequestsOfTheNamedMethodsAreCopied(String method, String expected) {
    RequestFacts facts = RequestFacts.of(method, URI.create("http://httpbin/"));

    assertThat(String.join(" ", copies(rules, facts, NO_CHANCE))).isEqualTo(expected);
  }
}
