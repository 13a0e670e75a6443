package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the builder calls a credential is hidden wherever the engine shows its rules. */
class SecurityMaskTest {

  static Stream<StringMatch> conditions() {
    return Stream.of(
        StringMatch.exact("SECRET"),
        StringMatch.exact("SECRET").ignoringCase(),
        StringMatch.prefix("SECRET"),
        StringMatch.regex("SECRET-(a|b)"),
        StringMatch.not(StringMatch.exact("SECRET")));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aHeaderOfTheSettings(StringMatch condition) {
    RouteRule rule = rule(Match.builder().header("x-badge", condition).build());
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new FakeClient())
            .rules(rule)
            .additionalCredentialHeaders("X-Badge")
            .build()) {
      shownIn(client).forEach(SecurityMaskTest::isHidden);

      client.engine().replaceRules(List.of(rule), ServiceRegistry.empty());

      shownIn(client).forEach(SecurityMaskTest::isHidden);
    }
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aHeaderOfTheDefaults(StringMatch condition) {
    RouteRule rule = rule(Match.builder().header("x-vault-token", condition).build());
    try (MirroringHttpClient client = MirroringHttpClient.wrap(new FakeClient(), rule)) {
      shownIn(client).forEach(SecurityMaskTest::isHidden);
    }
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aQueryParameter(StringMatch condition) {
    RouteRule rule = rule(Match.builder().queryParameter("access_token", condition).build());
    try (MirroringHttpClient client = MirroringHttpClient.wrap(new FakeClient(), rule)) {
      shownIn(client).forEach(SecurityMaskTest::isHidden);
    }
  }

  private static RouteRule rule(Match match) {
    return RouteRule.builder("r")
        .destination("orders")
        .match(match)
        .mirror(Mirror.to(URI.create("http://127.0.0.1:1")))
        .build();
  }

  private static List<String> shownIn(MirroringHttpClient client) {
    String uri = "http://orders/?access_token=SECRET-c";
    HttpRequest matching =
        HttpRequest.newBuilder(URI.create(uri)).header("X-Badge", "SECRET-c").build();
    HttpRequest other =
        HttpRequest.newBuilder(URI.create(uri)).header("X-Vault-Token", "SECRET-d").build();
    return List.of(
        client.engine().status().toText(),
        client.engine().status().toJson(),
        client.engine().status().toString(),
        client.engine().rules().toString(),
        client.engine().explain(matching),
        client.engine().explain(other));
  }

  private static void isHidden(String page) {
    assertThat(page).doesNotContain("SECRET");
  }
}
