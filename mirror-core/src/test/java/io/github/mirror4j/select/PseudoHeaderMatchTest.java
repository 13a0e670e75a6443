package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.regex;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.matches;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pseudo headers method, scheme and authority of Istio 0.5; for uri see UriMatchTest. */
class PseudoHeaderMatchTest {

  @ParameterizedTest
  @CsvSource({"GET, true", "POST, false", "get, false", "GETX, false"})
  void methodsAreCaseSensitive(String method, boolean expected) {
    RequestFacts facts = RequestFacts.of(method, URI.create("http://httpbin/"));

    assertThat(matches(Match.builder().method(exact("GET")), facts)).isEqualTo(expected);
  }

  @Test
  void aMethodMayMatchAPattern() {
    Match.Builder readOnly = Match.builder().method(regex("GET|HEAD"));

    assertThat(matches(readOnly, get("http://httpbin/"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"https://httpbin/, true", "HTTPS://httpbin/, true", "http://httpbin/, false"})
  void theSchemeIsComparedInLowerCase(String uri, boolean expected) {
    assertThat(matches(Match.builder().scheme(exact("https")), get(uri))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://httpbin:8000/, true",
    "http://httpbin/, false",
    "http://httpbin:80/, false",
    "http://user:secret@httpbin:8000/, true"
  })
  void theAuthorityHasThePortWhereTheUriHasOne(String uri, boolean expected) {
    Match.Builder match = Match.builder().authority(exact("httpbin:8000"));

    assertThat(matches(match, get(uri))).isEqualTo(expected);
  }

  @Test
  void theAuthorityIsTheHostHeaderWhereThereIsOne() {
    Match.Builder match = Match.builder().authority(prefix("httpbin:"));

    assertThat(matches(match, get("http://10.0.0.7/", "Host", "httpbin:8000"))).isTrue();
  }

  @Test
  void allConditionsOfAMatchMustHold() {
    Match.Builder match =
        Match.builder().method(exact("GET")).scheme(exact("https")).uri(prefix("/api"));

    assertThat(matches(match, get("https://httpbin/api"))).isTrue();
    assertThat(matches(match, get("http://httpbin/api"))).isFalse();
    assertThat(matches(match, get("https://httpbin/x"))).isFalse();
  }
}
