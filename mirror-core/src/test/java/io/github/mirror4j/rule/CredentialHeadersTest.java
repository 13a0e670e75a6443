package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names carry credentials, and what is shown of their values. */
class CredentialHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Cookie2",
        "X-Authorization",
        "X-Goog-IAM-Authorization-Token",
        "X-Api-Key",
        "Api-Key",
        "ApiKey",
        "X-Goog-Api-Key",
        "DD-API-KEY",
        "DD-APPLICATION-KEY",
        "X-Auth-Token",
        "X-Auth-Key",
        "X-Access-Token",
        "X-CSRF-Token",
        "X-XSRF-TOKEN",
        "X-Amz-Security-Token",
        "X-Amzn-Oidc-Data",
        "X-Amzn-Oidc-Accesstoken",
        "X-Amzn-Oidc-Identity",
        "X-Vault-Token",
        "Private-Token",
        "Job-Token",
        "Deploy-Token",
        "X-Gitlab-Token",
        "Ocp-Apim-Subscription-Key",
        "X-MS-CLIENT-PRINCIPAL",
        "X-MS-CLIENT-PRINCIPAL-NAME",
        "X-MS-TOKEN-AAD-ACCESS-TOKEN",
        "x-ms-authorization-auxiliary",
        "X-Functions-Key",
        "X-Shopify-Access-Token",
        "X-Figma-Token",
        "Circle-Token",
        "CF-Access-Jwt-Assertion",
        "CF-Access-Client-Secret",
        "X-Goog-IAP-JWT-Assertion",
        "X-Forwarded-Access-Token",
        "X-Forwarded-Client-Cert",
        "Client-Cert",
        "Client-Secret",
        "X-My-Own-Password",
        "Token"
      })
  void areCredentialsByDefault(String header) {
    assertThat(CredentialHeaders.DEFAULT.include(header)).isTrue();
    assertThat(CredentialHeaders.DEFAULT.include(header.toUpperCase(java.util.Locale.ROOT)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Content-Type",
        "User-Agent",
        "Idempotency-Key",
        "X-Request-Id",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-User-Agent",
        "X-Tenant",
        "X-User",
        "Traceparent",
        "X-Amzn-Trace-Id",
        "X-Amz-Date",
        "X-Amz-Content-Sha256",
        "X-Ms-Version",
        "Sec-WebSocket-Key",
        "X-Hub-Signature-256",
        "X-Tokens-Left"
      })
  void areNone(String header) {
    assertThat(CredentialHeaders.DEFAULT.include(header)).isFalse();
  }

  @Test
  void namesAreAddedOrReplaced() {
    CredentialHeaders more = CredentialHeaders.DEFAULT.and(List.of("X-Badge", "X-Inner-*"));
    CredentialHeaders own = CredentialHeaders.of(List.of("X-Badge", "*-Ticket"));

    assertThat(List.of("x-badge", "X-INNER-A", "Authorization")).allMatch(more::include);
    assertThat(List.of("X-badge", "a-ticket")).allMatch(own::include);
    assertThat(List.of("Authorization", "ticket", "x-badge-2")).noneMatch(own::include);
  }

  @Test
  void namesMayHaveAStarAtOneEnd() {
    CredentialHeaders names = CredentialHeaders.of(List.of("X-Badge", "*-Ticket", "x-inner-*"));

    assertThat(names.problems("names")).isEmpty();
    assertThat(CredentialHeaders.DEFAULT.problems("names")).isEmpty();
    assertThat(names.names()).containsExactly("*-ticket", "x-badge", "x-inner-*");
    assertThat(names).hasToString("[*-ticket, x-badge, x-inner-*]");
  }

  @Test
  void namesAreEqualWhateverTheirCaseAndOrder() {
    CredentialHeaders names = CredentialHeaders.of(List.of("X-Badge", "X-Pass"));
    CredentialHeaders same = CredentialHeaders.of(List.of("x-pass", "x-badge"));

    assertThat(names).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(names).isNotEqualTo(CredentialHeaders.of(List.of("x-pass")));
    assertThat(names).isNotEqualTo(List.of("x-badge", "x-pass"));
    assertThat(names.hashCode()).isNotEqualTo(CredentialHeaders.DEFAULT.hashCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "**", "**a", "a**", "a*b", "*a*", "a b", "a:"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(CredentialHeaders.of(List.of(name)).problems("names"))
        .singleElement()
        .hasToString(
            "names: \""
                + name
                + "\" (expected: the name of a header, perhaps with one '*' at its start or its"
                + " end)");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/p?q=1, http://h/p?q=1",
    "http://h/p?access_token=S, http://h/p?access_token=***",
    "http://h/p?a=1&API_KEY=S&b=2, http://h/p?a=1&API_KEY=***&b=2",
    "http://h/p?key=S&apikey=S, http://h/p?key=***&apikey=***",
    "http://h/p?&sig=S&, http://h/p?&sig=***&",
    "http://h/p?X-Amz-Signature=S&X-Amz-Credential=S, http://h/p?X-Amz-Signature=***&X-Amz-Credential=***",
    "http://h/p?access%5Ftoken=S, http://h/p?access%5Ftoken=***",
    "http://h/p?client_secret=S&code=S, http://h/p?client_secret=***&code=***",
    "http://h/p?%61ccess_token=S, http://h/p?%61ccess_token=***",
    "http://h/p?%74oken=S, http://h/p?%74oken=***",
    "http://h/p?=S&a=1, http://h/p?=S&a=1",
    "http://u:S@h/p?password=S, http://***@h/p?password=***",
    "http://@h/p, http://***@h/p",
    "http://h/p?page=2&sort=key, http://h/p?page=2&sort=key"
  })
  void aUriIsShownWithoutThem(String uri, String shown) {
    assertThat(CredentialHeaders.DEFAULT.mask(URI.create(uri))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "x-api-key", "x-vault-token", "my-secret"})
  void aRuleShowsNoConditionOnThem(String header) {
    for (StringMatch match :
        List.of(
            StringMatch.exact("SECRET"),
            StringMatch.prefix("SECRET"),
            StringMatch.regex("SECRET|SECRET2"),
            StringMatch.not(StringMatch.exact("SECRET")))) {
      RouteRule rule = rule(Match.builder().header(header, match));

      assertThat(rule).hasToString(rule.toString(CredentialHeaders.DEFAULT));
      assertThat(rule.toString()).contains("header " + header + " ***").doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "api_key", "sig", "token"})
  void norOnSuchQueryParameters(String name) {
    RouteRule rule = rule(Match.builder().queryParameter(name, StringMatch.exact("SECRET")));

    assertThat(rule.toString()).contains("query parameter " + name + " ***");
  }

  @Test
  void aHeaderThatOnlyASettingNamesIsHiddenWithThatSetting() {
    RouteRule rule = rule(Match.builder().header("x-badge", StringMatch.prefix("SECRET")));

    assertThat(rule.toString(CredentialHeaders.of(List.of("X-Badge")))).doesNotContain("SECRET");
    assertThat(rule.toString()).contains("SECRET");
  }

  @Test
  void problemsDoNotShowThem() {
    Throwable refused =
        catchThrowable(
            () ->
                rule(
                    Match.builder()
                        .header("x-api-key", StringMatch.regex("SECRET("))
                        .header("authorization", StringMatch.pathPrefix("SECRET"))
                        .queryParameter("access_token", StringMatch.regex("SECRET["))));

    assertThat(refused)
        .hasMessageContainingAll("headers.x-api-key: ***", "headers.authorization: ***")
        .hasMessageContaining("queryParameters.access_token: ***")
        .hasMessageNotContaining("SECRET");
  }

  @Test
  void editsDoNotShowTheirValues() {
    Mirror mirror = Mirror.to("v2").setHeader("authorization", "SECRET").addHeader("X-A", "SECRET");

    assertThat(mirror.headerEdits()).hasToString("[set authorization, add X-A]");
    assertThat(mirror.removeHeader("X-B").headerEdits())
        .hasToString("[set authorization, add X-A, remove X-B]");
  }

  private static RouteRule rule(Match.Builder match) {
    return RouteRule.builder("r").destination("orders").match(match.build()).build();
  }
}
