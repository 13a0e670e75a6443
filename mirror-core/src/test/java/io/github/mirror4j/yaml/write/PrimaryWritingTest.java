package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rule changes about the primary is written and reads back as an equal rule. */
class PrimaryWritingTest {

  private static RouteRule rule(PrimaryEdits edits, StringMatch... uris) {
    RouteRule.Builder rule = RouteRule.builder("a").destination("a").primary(edits);
    for (StringMatch uri : uris) {
      rule.match(Match.builder().uri(uri).build());
    }
    ServiceRef service = new ServiceRef("a", "default", null, null, 81);
    return rule.route(new Route(service, Labels.none(), 100)).build();
  }

  private static PrimaryEdits rewrite(PathRewrite rewrite) {
    return PrimaryEdits.none().rewritePath(rewrite);
  }

  private static PrimaryEdits everything(PathRewrite rewrite) {
    return rewrite(rewrite)
        .authority("b.example.com")
        .removeHeader("x-r")
        .setHeader("x-s", "s")
        .addHeader("x-s", "more")
        .timeout(Duration.ofMillis(3_601_500));
  }

  private static void readsBack(RouteRule rule, RuleWriter.Written written) {
    assertThat(RuleFiles.parse("written", written.yaml()).rules())
        .as(written.yaml())
        .containsExactly(rule);
    assertThat(written.report()).isEmpty();
  }

  @Test
  void virtualServicesReadBackAsEqualRules() {
    StringMatch api = StringMatch.prefix("/api");
    StringMatch exact = StringMatch.exact("/x");
    PathRewrite prefix = PathRewrite.regex("^/api", "/v2");
    for (RouteRule rule :
        List.of(
            rule(everything(prefix), api),
            rule(rewrite(PathRewrite.full("/v2")), exact),
            rule(rewrite(PathRewrite.full("/v2")), api),
            rule(rewrite(PathRewrite.full("/v2"))),
            rule(rewrite(PathRewrite.regex("^(?:/api|/x$)", "/v2")), api, exact),
            rule(rewrite(PathRewrite.regex("^/v[0-9]+/(.*)", "/\\1"))))) {
      readsBack(rule, RuleWriter.virtualServices(List.of(rule)));
    }
    assertThat(RuleWriter.virtualServices(List.of(rule(everything(prefix), api))).yaml())
        .contains("uri: /v2\n")
        .contains("timeout: \"3601.5s\"")
        .doesNotContain("uriRegexRewrite");
  }

  @Test
  void httpRoutesReadBackAsEqualRules() {
    StringMatch v1 = StringMatch.pathPrefix("/v1");
    RouteRule prefix = rule(everything(PathRewrite.prefix("/v1", "/v2")), v1);
    RouteRule full = rule(everything(PathRewrite.full("/v2")), v1);
    readsBack(prefix, RuleWriter.httpRoutes(List.of(prefix)));
    readsBack(full, RuleWriter.httpRoutes(List.of(full)));
    assertThat(RuleWriter.httpRoutes(List.of(full)).yaml()).contains("request: \"1h1s500ms\"");
  }

  @Test
  void aPrefixOfElementsBecomesAPatternThatSaysTheSame() {
    RouteRule rule = rule(rewrite(PathRewrite.prefix("/a.b/", "/")));
    RuleWriter.Written written = RuleWriter.virtualServices(List.of(rule));
    assertThat(written.report()).hasSize(1).first().asString().contains("regular expression");
    PathRewrite read =
        RuleFiles.parse("written", written.yaml()).rules().get(0).primary().pathRewrite();
    for (String path : List.of("/a.b", "/a.b/", "/a.b/c", "/a.bc", "/aab/c", "/a.b//c")) {
      assertThat(read.compile().apply(path))
          .as(path)
          .isEqualTo(PathRewrite.prefix("/a.b/", "/").compile().apply(path));
    }
  }

  @Test
  void whatCannotBeSaidIsReported() {
    PrimaryEdits edits =
        rewrite(PathRewrite.regex("a", "b"))
            .authority("b:81")
            .addHeader("x-a", "1")
            .addHeader("X-A", "2")
            .removeHeader("x-a");
    assertThat(RuleWriter.httpRoutes(List.of(rule(edits))).report())
        .hasSize(4)
        .anyMatch(line -> line.contains("path rewrite"))
        .anyMatch(line -> line.contains("authority b:81"))
        .anyMatch(line -> line.contains("second value of header X-A"))
        .anyMatch(line -> line.contains("in this order"));
  }
}
