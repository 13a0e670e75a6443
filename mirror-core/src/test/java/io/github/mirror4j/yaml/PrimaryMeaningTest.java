package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What documents change about the primary is what they change in the mesh. */
class PrimaryMeaningTest {

  private static RuleDocuments routeRule(String spec) {
    return parse("config.istio.io/v1alpha2", "RouteRule", "destination: {name: a}\n" + spec);
  }

  private static RuleDocuments virtualService(String entry) {
    String spec = "hosts: [a]\nhttp:\n- route: [{destination: {host: a}}]\n" + entry.indent(2);
    return parse("networking.istio.io/v1", "VirtualService", spec);
  }

  private static RuleDocuments httpRoute(String rule) {
    String spec = "hostnames: [a]\nrules:\n- backendRefs: [{name: a, port: 80}]\n" + rule.indent(2);
    return parse("gateway.networking.k8s.io/v1", "HTTPRoute", spec);
  }

  private static RuleDocuments parse(String version, String kind, String spec) {
    return RuleFiles.parse(
        "f",
        "apiVersion: %s\nkind: %s\nmetadata: {name: r}\nspec:\n%s"
            .formatted(version, kind, spec.indent(2)));
  }

  private static PrimaryEdits only(RuleDocuments documents) {
    assertThat(documents.warnings()).allMatch(w -> w.endsWith(RouteTimeout.ENDS_AT_HEAD));
    assertThat(documents.rules()).hasSize(1);
    return documents.rules().get(0).primary();
  }

  private static String rewritten(RuleDocuments documents, String path) {
    URI uri = URI.create("http://a" + path);
    return Mesh.of(documents).get(uri.toString()).rewrite(uri).toString().substring(8);
  }

  @ParameterizedTest
  @CsvSource({
    "'match: {request: {headers: {uri: {prefix: /api}}}}', /apis/x?q=/api, /newsisnt",
    "'match: {request: {headers: {uri: {exact: /api}}}}', /api?q, /new?q",
    "'', /x, /newx"
  })
  void aRouteRuleReplacesWhatItMatchedByPrefix(String match, String path, String expected) {
    String result = rewritten(routeRule(match + "\nrewrite: {uri: /new}\n"), path);
    assertThat(result).isEqualTo(expected.replace("/newsisnt", "/news/x?q=/api"));
  }

  @Test
  void aRouteRuleAppendsHeadersAndBoundsThePrimary() {
    PrimaryEdits edits =
        only(
            routeRule(
                """
                rewrite: {authority: b.example.com}
                appendHeaders: {x-a: b, x-c: d}
                httpReqTimeout: {simpleTimeout: {timeout: 90m}}
                """));
    assertThat(edits)
        .isEqualTo(
            PrimaryEdits.none()
                .authority("b.example.com")
                .addHeader("x-a", "b")
                .addHeader("x-c", "d")
                .timeout(Duration.ofMinutes(90)));
  }

  @Test
  void anEmptyRewriteIsRefused() {
    assertThatThrownBy(() -> routeRule("rewrite: {}\n")).hasMessageContaining("spec.rewrite");
    assertThatThrownBy(() -> routeRule("rewrite: {uriRegexRewrite: {match: a, rewrite: b}}\n"))
        .hasMessageContaining("unknown field");
  }

  @ParameterizedTest
  @CsvSource({"/a/x,/new/x", "/b,/new", "/c/y,/c/y"})
  void severalMatchesOfAVirtualServiceReplaceTheirOwn(String path, String expected) {
    RuleDocuments documents =
        virtualService(
            "rewrite: {uri: /new}\nmatch:\n- uri: {prefix: /a}\n- uri: {exact: /b}\n- uri: {prefix:"
                + " /a/x}\n");
    assertThat(only(documents).pathRewrite())
        .isEqualTo(PathRewrite.regex("^(?:/a|/b$|/a/x)", "/new"));
    assertThat(rewritten(documents, path)).isEqualTo(expected);
  }

  @Test
  void matchesThatDifferInMoreThanTheirPathAreWarnedOf() {
    RuleDocuments documents =
        virtualService(
            "rewrite: {uri: /n}\nmatch:\n- {uri: {prefix: /a}, method: {exact: GET}}\n- uri: {prefix: /}\n");
    assertThat(documents.warnings()).hasSize(1).first().asString().contains("rewrite.uri");
  }

  @Test
  void caseIsIgnoredWhereTheMatchIgnoresIt() {
    RuleDocuments documents =
        virtualService("rewrite: {uri: /n}\nmatch:\n- {uri: {prefix: /aB}, ignoreUriCase: true}\n");
    assertThat(rewritten(documents, "/Ab/C")).isEqualTo("/n/C");
  }

  @Test
  void aVirtualServiceRemovesThenSetsThenAdds() {
    PrimaryEdits edits =
        only(
            virtualService(
                """
                headers:
                  request:
                    add: {x-a: "1"}
                    set: {x-s: s, Host: h.example.com}
                    remove: [x-r]
                timeout: 1.5s
                rewrite: {uriRegexRewrite: {match: "^/v[0-9]+", rewrite: /v2}}
                """));
    assertThat(edits)
        .isEqualTo(
            PrimaryEdits.none()
                .removeHeader("x-r")
                .setHeader("x-s", "s")
                .addHeader("x-a", "1")
                .authority("h.example.com")
                .timeout(Duration.ofMillis(1500))
                .rewritePath(PathRewrite.regex("^/v[0-9]+", "/v2")));
  }

  @Test
  void headersOfTheConnectionAreWarnedOf() {
    RuleDocuments documents =
        virtualService("headers: {request: {remove: [Connection], set: {':path': /x}}}\n");
    assertThat(documents.warnings()).hasSize(2).allMatch(w -> w.endsWith("not applied"));
    assertThat(documents.rules().get(0).primary().isEmpty()).isTrue();
  }

  @Test
  void anHttpRouteChangesHeadersHostPathAndTimeout() {
    PrimaryEdits edits =
        only(
            httpRoute(
                """
                matches: [{path: {value: /v1/}}]
                timeouts: {request: 1m}
                filters:
                - type: RequestHeaderModifier
                  requestHeaderModifier:
                    set: [{name: X-S, value: s}]
                    add: [{name: X-A, value: a}]
                    remove: [X-R]
                - type: URLRewrite
                  urlRewrite:
                    hostname: b.example.com
                    path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2}
                """));
    assertThat(edits)
        .isEqualTo(
            PrimaryEdits.none()
                .removeHeader("X-R")
                .setHeader("X-S", "s")
                .addHeader("X-A", "a")
                .authority("b.example.com")
                .rewritePath(PathRewrite.prefix("/v1", "/v2"))
                .timeout(Duration.ofMinutes(1)));
  }

  @Test
  void anHttpRouteReplacesThePrefixOrTheWholePath() {
    String filter = "filters: [{type: URLRewrite, urlRewrite: {path: {type: %s}}}]\n";
    String prefix = filter.formatted("ReplacePrefixMatch, replacePrefixMatch: ''");
    assertThat(rewritten(httpRoute("matches: [{path: {value: /a}}]\n" + prefix), "/a/b?q"))
        .isEqualTo("/b?q");
    assertThat(rewritten(httpRoute(filter.formatted("ReplaceFullPath, replaceFullPath: /x")), "/a"))
        .isEqualTo("/x");
    assertThatThrownBy(() -> httpRoute("matches: [{path: {type: Exact, value: /a}}]\n" + prefix))
        .hasMessageContaining("PathPrefix");
    assertThatThrownBy(() -> httpRoute(filter.formatted("ReplaceFullPath")))
        .hasMessageContaining("replaceFullPath");
  }
}
