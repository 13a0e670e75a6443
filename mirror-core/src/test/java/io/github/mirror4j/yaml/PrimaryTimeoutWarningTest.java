package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.yaml.dialect.RouteTimeout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A timeout of a primary covers the whole response in the mesh; with the JDK's client it ends with
 * the response's head, before JDK 26.
 */
class PrimaryTimeoutWarningTest {

  private static final String ROUTE_RULE =
      """
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata: {name: r}
      spec:
        destination: {name: a}
        mirror: {name: b}
        httpReqTimeout: {simpleTimeout: {timeout: %s}}
      """;

  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: r}
      spec:
        hosts: [a]
        http:
        - route: [{destination: {host: a}}]
          mirror: {host: b}
          timeout: %s
      """;

  private static final String HTTP_ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: r}
      spec:
        parentRefs: [{kind: Service, group: "", name: a}]
        rules:
        - backendRefs: [{name: a, port: 80}]
          timeouts: {request: %s}
          filters:
          - type: RequestMirror
            requestMirror: {backendRef: {name: b, port: 80}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {ROUTE_RULE, VIRTUAL_SERVICE, HTTP_ROUTE})
  @EnabledForJreRange(maxVersion = 25)
  void isWarnedOfWhereItEndsWithTheHead(String document) {
    assertThat(warnings(document.formatted("2s")))
        .singleElement()
        .asString()
        .matches("f:[0-9]+:[0-9]+: spec[.].*: " + RouteTimeout.ENDS_AT_HEAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {ROUTE_RULE, VIRTUAL_SERVICE, HTTP_ROUTE})
  @EnabledForJreRange(minVersion = 26)
  void isNotWarnedOfWhereItCoversTheWholeResponse(String document) {
    assertThat(warnings(document.formatted("2s"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ROUTE_RULE, VIRTUAL_SERVICE, HTTP_ROUTE})
  void ofZeroIsNone(String document) {
    assertThat(warnings(document.formatted("0s"))).isEmpty();
  }

  /** A copy's deadline covers its whole exchange on every JDK. */
  @Test
  void theTimeoutOfCopiesAloneIsNotWarnedOf() {
    String annotated =
        VIRTUAL_SERVICE
            .replace("{name: r}", "{name: r, annotations: {mirror4j.io/copy-timeout: 2s}}")
            .formatted("0s");

    assertThat(warnings(annotated)).isEmpty();
  }

  private static List<String> warnings(String document) {
    return RuleFiles.parse("f", document).warnings();
  }
}
