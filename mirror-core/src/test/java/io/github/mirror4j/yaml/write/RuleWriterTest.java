package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.edit.JsonMask;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.yaml.Mesh;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written is what Istio's converter writes, and reads back as equal rules. */
class RuleWriterTest {

  private static final Labels V1 = Labels.of("version", "v1");
  private static final Labels V2 = Labels.of("version", "v2");

  private static Mirror mirror(String name, Labels labels) {
    ServiceRef service = new ServiceRef(name, "default", null, null);
    return Mirror.to(new MirrorTarget.ToService(service, labels));
  }

  private static List<RouteRule> readBack(RuleWriter.Written written) {
    return RuleFiles.parse("written", written.yaml()).rules();
  }

  /** A mask that is missing is worse than a mirror that is missing, so it must not go unnoticed. */
  @Test
  void anEditorIsLeftOutAndReported() {
    RouteRule edited =
        RouteRule.builder("orders")
            .destination("c")
            .mirror(mirror("b", V1).edit(JsonMask.of("$.customer.name")))
            .mirror(mirror("b", V2).edit(draft -> draft.withHeader("X-Tenant", "lab")))
            .build();
    RouteRule plain =
        RouteRule.builder("plain").destination("d").mirror(mirror("b", Labels.none())).build();
    String line =
        "rule \"orders\": the editor of copies cannot be expressed, so it is left out: by the"
            + " written rule, copies are sent unedited";
    List<RouteRule> rules = List.of(edited, plain);

    assertThat(RuleWriter.virtualServices(rules).report()).containsExactly(line);
    assertThat(RuleWriter.httpRoutes(rules).report())
        .filteredOn(each -> each.contains("editor"))
        .containsExactly(line);
    assertThat(readBack(RuleWriter.virtualServices(rules)).getFirst().mirrors())
        .extracting(Mirror::editor)
        .allMatch(Optional::isEmpty);
  }

  @Test
  void aRuleWithoutRouteIsConvertedAsIstioDoes() {
    RouteRule rule =
        RouteRule.builder("default-route")
            .destination("c")
            .precedence(1)
            .mirror(mirror("b", Labels.none()))
            .build();
    RuleWriter.Written written = RuleWriter.virtualServices(List.of(rule));
    assertThat(written.yaml())
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: c
              namespace: default
              annotations:
                mirror4j.io/rule-name.0: default-route
                mirror4j.io/precedence.0: "1"
                mirror4j.io/route.0: none
            spec:
              hosts:
              - c
              http:
              - route:
                - destination:
                    host: c
                  weight: 100
                mirror:
                  host: b
            """);
    assertThat(written.report()).isEmpty();
  }

  @Test
  void labelsBecomeSubsetsOfADestinationRule() {
    RouteRule rule =
        RouteRule.builder("httpbin")
            .destination("httpbin")
            .route(V1, 100)
            .route(V2, 0)
            .mirror(mirror("httpbin", V2).percentage(12.5))
            .build();
    RuleWriter.Written written = RuleWriter.virtualServices(List.of(rule));
    assertThat(written.yaml())
        .contains("subset: version-v2")
        .contains("  - name: version-v1\n    labels:\n      version: v1\n")
        .contains("value: 12.5")
        .doesNotContain("annotations");
    assertThat(readBack(written)).containsExactly(rule);
  }

  @Test
  void everythingThatCanBeSaidReadsBackAsEqualRules() {
    RouteRule special =
        RouteRule.builder("special")
            .namespace("shop")
            .destination("orders")
            .precedence(11)
            .match(
                Match.builder()
                    .uri(StringMatch.prefix("/Api").ignoringCase())
                    .method(StringMatch.exact("GET"))
                    .scheme(StringMatch.exact("http"))
                    .authority(StringMatch.regex("orders(:.*)?"))
                    .header("x-user", StringMatch.prefix("a: \"b\"\n"))
                    .header("x-there", StringMatch.present())
                    .header("x-not", StringMatch.not(StringMatch.exact("yes")))
                    .header("x-absent", StringMatch.absent())
                    .queryParameter("q", StringMatch.regex("1.10"))
                    .source(new Source(null, "web", Labels.of("a", "b")))
                    .build())
            .match(Match.builder().uri(StringMatch.exact("/x")).build())
            .route(V1, 75)
            .route(new Route(new ServiceRef("other", "shop", null, null, 81), V2, 25))
            .mirror(
                Mirror.to(
                        new MirrorTarget.ToService(
                            new ServiceRef("orders", "shop", null, null, 8080), V2))
                    .percentage(0)
                    .name("shadow")
                    .methods("GET", "HEAD")
                    .timeout(Duration.ofMillis(1500))
                    .bodyLimit(1000)
                    .setHeader("X-A", "b: c")
                    .addHeader("X-B", "")
                    .removeHeader("X-C")
                    .rewritePath(PathRewrite.regex("/(a b)", "/\\1"))
                    .credentials(Credentials.KEEP)
                    .host(CopyHost.ORIGINAL))
            .mirror(
                Mirror.to("audit.example.com")
                    .fraction(1, 3)
                    .rewritePath(PathRewrite.prefix("/a", "/b")))
            .samplingKey(SamplingKey.queryParameter("sid").ifMissing(SamplingKey.Missing.FIRST))
            .build();
    RouteRule rest =
        RouteRule.builder("rest").namespace("shop").destination("orders").route(V1, 100).build();
    RuleWriter.Written written = RuleWriter.virtualServices(List.of(rest, special));
    assertThat(readBack(written)).containsExactly(special, rest);
    assertThat(written.report())
        .hasSize(8)
        .allMatch(line -> line.endsWith("is an annotation, which a mesh does not apply"));
  }

  @Test
  void whatAVirtualServiceCannotSayIsReported() {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("a")
            .match(Match.builder().source(Source.of("web")).build())
            .match(Match.builder().uri(StringMatch.pathPrefix("/a.b/")).build())
            .mirror(Mirror.to(URI.create("https://shadow.example.com:8443/base")))
            .build();
    RuleWriter.Written written = RuleWriter.virtualServices(List.of(rule));
    assertThat(written.report())
        .containsExactlyInAnyOrder(
            "rule \"r\": source service web cannot be expressed, so the match is left out",
            "rule \"r\": path prefix /a.b/ is written as a regular expression",
            "the path of https://shadow.example.com:8443/base cannot be expressed");
    RuleDocuments read = RuleFiles.parse("written", written.yaml());
    Mesh mesh = Mesh.withOwnServices(read);
    assertThat(mesh.ways("http://a/a.b/c")).isEqualTo("as is -> shadow.example.com:8443");
    assertThat(mesh.ways("http://a/a.b")).isEqualTo("as is -> shadow.example.com:8443");
    assertThat(mesh.get("http://a/a.bc").rule()).isEmpty();
    assertThat(mesh.get("http://a/acb/c").rule()).isEmpty();
    assertThat(read.registry().endpoints(ServiceRef.of("shadow.example.com")))
        .allMatch(e -> e.uri().toString().equals("https://shadow.example.com:8443"));
  }

  @Test
  void aRuleWhoseMatchesCannotBeSaidIsLeftOutAndNotWidened() {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("a")
            .match(Match.builder().source(Source.of("web")).build())
            .mirror(mirror("b", Labels.none()))
            .build();
    assertThat(readBack(RuleWriter.virtualServices(List.of(rule)))).isEmpty();
    RuleWriter.Written route = RuleWriter.httpRoutes(List.of(rule));
    assertThat(readBack(route)).isEmpty();
    assertThat(route.report()).anyMatch(line -> line.contains("left out"));
  }

  @Test
  void theRegistryBecomesServiceEntries() {
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("a", V1, URI.create("http://10.0.0.1:8080"))
            .endpoint("a", V2, URI.create("http://[fd00::2]:9090"))
            .build();
    RouteRule rule =
        RouteRule.builder("a").destination("a").route(V1, 100).mirror(mirror("a", V2)).build();
    RuleDocuments read =
        RuleFiles.parse("written", RuleWriter.virtualServices(List.of(rule), registry).yaml());
    assertThat(read.rules()).containsExactly(rule);
    ServiceRef a = ServiceRef.of("a");
    assertThat(read.registry().endpoints(a)).isEqualTo(registry.endpoints(a));
  }

  @Test
  void httpRoutesReadBackWithTheSameSelections() {
    RouteRule get =
        RouteRule.builder("get")
            .destination("a")
            .precedence(2)
            .match(
                Match.builder()
                    .uri(StringMatch.pathPrefix("/api"))
                    .method(StringMatch.exact("GET"))
                    .header("x-user", StringMatch.regex("a.*"))
                    .build())
            .route(new Route(new ServiceRef("a", "default", null, null, 81), Labels.none(), 100))
            .mirror(
                Mirror.to(
                        new MirrorTarget.ToService(
                            new ServiceRef("b", "default", null, null, 82), Labels.none()))
                    .fraction(1, 8)
                    .timeout(Duration.ofSeconds(1)))
            .build();
    RuleWriter.Written written = RuleWriter.httpRoutes(List.of(get));
    assertThat(readBack(written)).containsExactly(get);
    assertThat(written.yaml()).contains("numerator: 125000");
  }

  @Test
  void whatAnHttpRouteCannotSayIsReported() {
    RouteRule first =
        RouteRule.builder("first")
            .destination("orders.example.com")
            .precedence(2)
            .match(Match.builder().uri(StringMatch.prefix("/a")).build())
            .route(V1, 100)
            .mirror(mirror("orders", V2))
            .build();
    RouteRule second =
        RouteRule.builder("second")
            .destination("orders.example.com")
            .match(Match.builder().uri(StringMatch.exact("/a/b")).build())
            .build();
    assertThat(RuleWriter.httpRoutes(List.of(first, second)).report())
        .contains(
            "rule \"first\": prefix \"/a\" is written as a regular expression",
            "rule \"first\": labels cannot be expressed: orders{version=v2} has to be a Service"
                + " orders-version-v2",
            "rule \"first\": the port of orders is not known, 80 is written",
            "rule \"first\": parentRefs have to name a Gateway",
            "rule \"second\": a Gateway tries it before rule \"first\", as it goes by what is more"
                + " specific");
  }
}
