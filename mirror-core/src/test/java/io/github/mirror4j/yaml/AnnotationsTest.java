package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.RateLimit;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations say what the mesh's formats cannot. */
class AnnotationsTest {

  private static RuleDocuments service(String annotations) {
    return RuleFiles.parse(
        "f",
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\n"
            + "  annotations:\n"
            + annotations.indent(4)
            + """
            spec:
              hosts: [a]
              http:
              - match: [{uri: {prefix: /x}}]
                route: [{destination: {host: b}}]
                mirrors: [{destination: {host: c}}, {destination: {host: d}}]
              - route: [{destination: {host: b}}]
                mirror: {host: c}
                timeout: 3s
            """);
  }

  private static Mirror mirror(RuleDocuments documents, int rule, int mirror) {
    return documents.rules().get(rule).mirrors().get(mirror);
  }

  @Test
  void everySettingReachesItsMirror() {
    RuleDocuments documents =
        service(
            """
            mirror4j.io/mirror-name.1: shadow
            mirror4j.io/methods: GET, HEAD
            mirror4j.io/copy-timeout: 500ms
            mirror4j.io/body-limit: 64KiB
            mirror4j.io/max-per-second: 2.5; burst=20
            mirror4j.io/only-after: 5xx or failed and slower:500ms
            mirror4j.io/primary-headers: "true"
            mirror4j.io/credentials: strip
            mirror4j.io/copy-host: shadow-suffix
            mirror4j.io/rewrite-path: regex /v[0-9]+ /v2
            mirror4j.io/header-edits: |
              set X-Env: test
              add X-Tag: "a: b"
              remove X-Debug
            other.io/setting: ignored
            """);
    Mirror mirror = mirror(documents, 1, 0);
    assertThat(mirror.name()).isEqualTo("shadow");
    assertThat(mirror.methods()).containsExactlyInAnyOrder("GET", "HEAD");
    assertThat(mirror.timeout()).contains(Duration.ofMillis(500));
    assertThat(mirror.bodyLimit()).hasValue(65536);
    assertThat(mirror.rateLimit()).contains(new RateLimit(2.5, 20));
    assertThat(mirror.primaryOutcome())
        .contains(PrimaryOutcome.parse("5xx or failed and slower:500ms"));
    assertThat(mirror.hasPrimaryHeaders()).isTrue();
    assertThat(mirror.credentials()).isEqualTo(Credentials.STRIP);
    assertThat(mirror.host()).isEqualTo(CopyHost.SHADOW_SUFFIX);
    assertThat(mirror.pathRewrite()).contains(PathRewrite.regex("/v[0-9]+", "/v2"));
    assertThat(mirror.headerEdits())
        .isEqualTo(
            List.of(
                new HeaderEdit.Set("X-Env", "test"),
                new HeaderEdit.Add("X-Tag", "\"a: b\""),
                new HeaderEdit.Remove("X-Debug")));
  }

  @Test
  void copiesMayWaitForAnyResponse() {
    RuleDocuments documents =
        service(
            """
            mirror4j.io/after-response: "true"
            mirror4j.io/after-response.0.1: "false"
            mirror4j.io/max-per-second.0: "50"
            """);
    assertThat(mirror(documents, 0, 0).isAfterResponse()).isTrue();
    assertThat(mirror(documents, 0, 0).primaryOutcome()).isEmpty();
    assertThat(mirror(documents, 0, 0).rateLimit()).contains(new RateLimit(50, 50));
    assertThat(mirror(documents, 0, 1).isAfterResponse()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'max-per-second: fast', '\"fast\" (expected: a number, such as \"50\", perhaps \"; burst=200\")'",
    "'max-per-second: 5; burst=', 'perhaps \"; burst=200\"'",
    "'max-per-second: \"0\"', '0 (expected: 0.001 to 1000000)'",
    "'after-response: yes please', '\"yes please\" (expected: \"true\" or \"false\")'",
    "'only-after: 6xx', '\"6xx\" (expected: \"5xx\", \"404\"'",
    "'only-after: slower:2h', 'slower:7200s (expected: slower than PT0.001S to PT1H)'",
    "'primary-headers: \"true\"', 'true (expected: a mirror with afterResponse or onlyAfter)'"
  })
  void wrongValuesAreRefusedWithTheirPlace(String annotation, String problem) {
    assertThatThrownBy(() -> service("mirror4j.io/" + annotation + "\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("f:6:")
        .hasMessageContaining(problem);
  }

  @Test
  void theMostSpecificOneWins() {
    RuleDocuments documents =
        service(
            """
            mirror4j.io/copy-timeout: 1s
            mirror4j.io/copy-timeout.0: 2s
            mirror4j.io/copy-timeout.0.1: 4s
            """);
    assertThat(mirror(documents, 0, 0).timeout()).contains(Duration.ofSeconds(2));
    assertThat(mirror(documents, 0, 1).timeout()).contains(Duration.ofSeconds(4));
    assertThat(mirror(documents, 1, 0).timeout()).contains(Duration.ofSeconds(1));
    assertThat(mirror(service("x: y"), 1, 0).timeout()).contains(Duration.ofSeconds(3));
  }

  @Test
  void samplingKeysAreOfRules() {
    RuleDocuments documents =
        service(
            """
            mirror4j.io/sampling-key: cookie:sid
            mirror4j.io/sampling-key.1: header:x-user; missing=random
            """);
    assertThat(documents.rules().get(0).samplingKey()).contains(SamplingKey.cookie("sid"));
    assertThat(documents.rules().get(1).samplingKey())
        .contains(SamplingKey.header("x-user").ifMissing(SamplingKey.Missing.RANDOM));
  }

  @Test
  void namesAndPrecedencesMayBeGiven() {
    RuleDocuments documents =
        service("mirror4j.io/rule-name.0: x-only\nmirror4j.io/precedence.0: \"7\"\n");
    assertThat(documents.rules())
        .extracting(RouteRule::name, RouteRule::precedence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("x-only", 7),
            org.assertj.core.groups.Tuple.tuple("a.001", 0));
  }

  @Test
  void anAnnotationWithoutMirrorIsWarned() {
    RuleDocuments documents =
        RuleFiles.parse(
            "f",
            """
            apiVersion: config.istio.io/v1alpha2
            kind: RouteRule
            metadata: {name: r, annotations: {mirror4j.io/copy-timeout: 1s}}
            spec: {destination: {name: a}}
            """);
    assertThat(documents.warnings()).hasSize(1).first().asString().contains("has no mirror");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mirror-percentage", "mirror-percentage.0", "mirror-percentage.0.1"})
  void aShareThatAVirtualServiceSaysElsewhereIsRefused(String name) {
    assertThatThrownBy(() -> service("mirror4j.io/" + name + ": \"5\"\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            name
                + ": not for VirtualService (expected: mirrorPercentage, or percentage in mirrors)");
  }

  @Test
  void whatARouteRuleSaysElsewhereIsRefused() {
    assertThatThrownBy(
            () ->
                RuleFiles.parse(
                    "f",
                    """
                    apiVersion: config.istio.io/v1alpha2
                    kind: RouteRule
                    metadata:
                      name: r
                      annotations: {mirror4j.io/rule-name: b, mirror4j.io/precedence: "1"}
                    spec: {destination: {name: a}}
                    """))
        .hasMessageContaining("rule-name: not for RouteRule (expected: metadata.name)")
        .hasMessageContaining("precedence: not for RouteRule (expected: spec.precedence)");
  }

  @Test
  void aRouteRuleMayHaveAShare() {
    RuleDocuments documents =
        RuleFiles.parse(
            "f",
            """
            apiVersion: config.istio.io/v1alpha2
            kind: RouteRule
            metadata: {name: r, annotations: {mirror4j.io/mirror-percentage: "25"}}
            spec: {destination: {name: a}, mirror: {name: b}}
            """);
    assertThat(Mesh.of(documents).copiesOfHundred("http://a/")).isEqualTo(25);
  }
}
