package io.github.mirror4j.http.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose rules take too much work goes on as it is, is counted, and is not mirrored. */
class UndecidedRequestsTest {

  @ParameterizedTest
  @ValueSource(strings = {"(.*x){400}y", "(a|b)*a(a|b){14}", "(\\pL*,?){90}b"})
  void aHeaderThatTakesTooMuch(String pattern) throws Exception {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("*")
            .match(Match.builder().header("x", StringMatch.regex(pattern)).build())
            .mirror(Mirror.to(URI.create("http://127.0.0.1:1")))
            .build();
    SecurityAnyClient primary = new SecurityAnyClient();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(primary, rule)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://h/")).header("x", "x".repeat(8_192)).build();

      assertThat(client.send(request, BodyHandlers.discarding()).request()).isSameAs(request);
      client.send(
          HttpRequest.newBuilder(URI.create("http://h/")).build(), BodyHandlers.discarding());

      assertThat(client.engine().stats().undecided()).isEqualTo(1);
      assertThat(client.engine().stats().internalErrors()).isZero();
      assertThat(client.engine().stats().total().selected()).isZero();
      assertThat(client.engine().status().toText()).contains("requests with undecided rules: 1");
      assertThat(client.engine().status().toJson()).contains("\"undecided\":1");
      assertThat(client.engine().explain(request)).contains("take more work than a request may");
    }
  }
}
