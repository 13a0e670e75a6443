package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hostile value cannot slow a rule's regular expression: each of these takes a backtracking
 * matcher longer than the universe is old, and ends here at all.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecurityRegexTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+",
        "(a|aa)+",
        "(a|a?)+",
        "(.*a){20}",
        "([a-zA-Z]+)*",
        "^(([a-z])+.)+[A-Z]+$"
      })
  void aHeaderOfManyLetters(String regex) throws Exception {
    String hostile = "a".repeat(20_000) + "!";
    SecurityAnyClient primary = new SecurityAnyClient();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(primary, rule(regex))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://h/" + hostile)).header("X-A", hostile).build();

      assertThat(client.send(request, BodyHandlers.discarding()).request()).isSameAs(request);
      assertThat(client.engine().stats().internalErrors()).isZero();
      assertThat(client.engine().stats().total().selected()).isZero();
    }
  }

  /** What RE2 does not know would need backtracking. */
  @ParameterizedTest
  @ValueSource(strings = {"(a+)\\1", "(?=a)b", "(?<!a)b"})
  void aPatternThatNeedsBacktrackingIsRefused(String regex) {
    RouteRule.Builder rule = RouteRule.builder("r").destination("*");
    assertThatThrownBy(
            () ->
                MirroringHttpClient.wrap(
                    new SecurityAnyClient(),
                    rule.match(Match.builder().header("x-a", StringMatch.regex(regex)).build())
                        .mirror(Mirror.to(URI.create("http://127.0.0.1:1")))
                        .build()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("RE2");
  }

  /** Both conditions are tried: the path's is an "or" of its own. */
  private static RouteRule rule(String regex) {
    return RouteRule.builder("r")
        .destination("*")
        .match(Match.builder().header("x-a", StringMatch.regex(regex)).build())
        .match(Match.builder().uri(StringMatch.regex("/" + regex.replaceAll("[\\^$]", ""))).build())
        .mirror(Mirror.to(URI.create("http://127.0.0.1:1")))
        .build();
  }
}
