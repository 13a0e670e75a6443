package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a comparison needs, and what stands in its way, is logged when it begins. */
@ResourceLock(Resources.SYSTEM_ERR)
class ComparisonAnnouncedTest {

  private static final HttpRequest REQUEST = Fixtures.get(URI.create("http://orders/1"));

  private final StandardError log = new StandardError();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whatSafeNeedsIsLoggedWhenAnEngineIsBuilt() {
    try (MirrorEngine engine = engine(rule("a", Comparison.withBaseline(20).build()))) {
      assertThat(lines("SAFE needs"))
          .singleElement()
          .asString()
          .contains("INFO", "a -> v2", "about 4,200 informative triples", "400 distinct requests")
          .endsWith(
              ". v1 gets at most 5 baselines and confirmations a second (maxBaselinesPerSecond)"
                  + " and 10 % of the mirrored primaries (maxBaselineShare)");
      assertThat(engine.comparisons()).hasSize(1);
    }
  }

  @Test
  void soAreTheLimitsThatABaselineHas() {
    MirrorTarget second = new MirrorTarget.ToUri(URI.create("http://v1b"));
    try (MirrorEngine engine =
        MirrorEngine.builder()
            .rules(
                rule("a", Comparison.withBaseline(20).build()),
                rule("b", Comparison.withBaselineAt(second, 20).build()),
                rule("c", Comparison.withoutBaseline().build()))
            .maxBaselinesPerSecond(0.5)
            .maxBaselineShare(1)
            .build()) {
      List<String> lines = lines("SAFE needs");
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0)).contains("at most 0.5 baselines", " and 1 % of the mirrored");
      assertThat(lines.get(1)).endsWith("a second (maxBaselinesPerSecond)");
      assertThat(lines.get(2)).doesNotContain("baselines");
      assertThat(engine.comparisons()).hasSize(3);
    }
  }

  @Test
  void itIsLoggedAgainOnlyForAComparisonThatChanged() {
    Comparison settings = Comparison.withBaseline(20).build();
    try (MirrorEngine engine = engine(rule("a", settings))) {
      assertThat(lines("SAFE needs")).hasSize(1);

      engine.replaceRules(rule("a", settings), rule("b", settings));
      assertThat(lines("SAFE needs")).singleElement().asString().contains("b -> v2");

      engine.replaceRules(
          rule("a", Comparison.withBaseline(50).build()),
          rule("b", Comparison.withBaseline(20).margin(Check.CONTENT, 2).build()));
      assertThat(lines("SAFE needs"))
          .as("a share changes nothing that is proven")
          .singleElement()
          .asString()
          .contains("b -> v2", "content 2 %");
    }
  }

  @Test
  void rulesThatCompareNothingLogNothingOfIt() {
    try (MirrorEngine engine = engine(Fixtures.copyAll(URI.create("http://v2")));
        MirroringHttpClient client = engine.wrap(new FakeClient())) {
      assertThat(log.rest()).noneMatch(line -> line.contains("compare"));
      assertThat(client.engine().explain(REQUEST)).doesNotContain("compare");
    }
  }

  @Test
  void aClientThatIsNotTheJdksIsWarnedOfOnce() {
    try (MirrorEngine engine = engine(rule("a", Comparison.withoutBaseline().build()));
        MirroringHttpClient first = engine.wrap(new FakeClient());
        MirroringHttpClient second = engine.wrap(new FakeClient())) {
      assertThat(lines("FOREIGN_CLIENT"))
          .singleElement()
          .asString()
          .contains("WARN", FakeClient.class.getName());
      assertThat(first.engine()).isSameAs(second.engine());
    }
  }

  @Test
  void theClientBehindAMirroringOneCounts() {
    try (MirrorEngine outer = engine(rule("a", Comparison.withoutBaseline().build()));
        MirrorEngine inner = engine();
        MirroringHttpClient wrapped = inner.wrap(new FakeClient());
        MirroringHttpClient twice = outer.wrap(wrapped)) {
      assertThat(lines("FOREIGN_CLIENT"))
          .singleElement()
          .asString()
          .contains(FakeClient.class.getName());
      assertThat(twice.engine()).isSameAs(outer);
    }
  }

  @Test
  void rulesThatComeLaterWarnOfClientsThatWereWrappedBefore() {
    try (MirrorEngine engine = engine();
        MirroringHttpClient client = engine.wrap(new FakeClient())) {
      assertThat(lines("FOREIGN_CLIENT")).isEmpty();

      engine.replaceRules(rule("a", Comparison.withoutBaseline().build()));
      assertThat(lines("FOREIGN_CLIENT")).hasSize(1);
      engine.replaceRules(rule("b", Comparison.withoutBaseline().build()));
      assertThat(lines("FOREIGN_CLIENT")).isEmpty();
      assertThat(client.engine().explain(REQUEST))
          .contains(
              "requests of the wrapped client "
                  + FakeClient.class.getName()
                  + " are compared only with body handlers of the JDK; others: FOREIGN_CLIENT");
    }
  }

  @Test
  void theJdksOwnClientIsNotWarnedOf() {
    try (MirrorEngine engine = engine(rule("a", Comparison.withoutBaseline().build()));
        MirroringHttpClient client = engine.wrap(Fixtures.plain())) {
      assertThat(lines("FOREIGN_CLIENT")).isEmpty();
      assertThat(client.engine().explain(REQUEST))
          .contains("compared, without a baseline")
          .doesNotContain("FOREIGN_CLIENT", "at present");
    }
  }

  @Test
  void explainTellsThatTheOldVersionRests() throws Exception {
    try (RecordingServer v1 =
            RecordingServer.responding(
                (exchange, request) -> {
                  if (exchange.getRequestHeaders().containsKey("X-Mirror4J")) {
                    exchange.close();
                  } else {
                    exchange.sendResponseHeaders(200, -1);
                  }
                });
        RecordingServer v2 = RecordingServer.responding("ok");
        MirrorEngine engine =
            MirrorEngine.builder()
                .rules(
                    RouteRule.builder("a")
                        .destination("*")
                        .mirror(
                            Mirror.to(v2.uri())
                                .name("v2")
                                .compare(Comparison.withBaseline(100).build()))
                        .build())
                .maxBaselineShare(1000)
                .build();
        MirroringHttpClient client = engine.wrap(Fixtures.plain())) {
      assertThat(engine.explain(Fixtures.get(v1.uri()))).doesNotContain("rest");

      client.send(Fixtures.get(v1.uri()), BodyHandlers.discarding());
      assertThat(engine.comparisons().get(0).awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(engine.explain(Fixtures.get(v1.uri())))
          .contains("at present a -> v2 gets no baselines");
    }
  }

  private List<String> lines(String text) {
    return log.rest().stream().filter(line -> line.contains(text)).toList();
  }

  private static MirrorEngine engine(RouteRule... rules) {
    return MirrorEngine.builder().rules(rules).build();
  }

  private static RouteRule rule(String name, Comparison comparison) {
    return RouteRule.builder(name)
        .destination("orders")
        .mirror(Mirror.to(URI.create("http://v2")).name("v2").compare(comparison))
        .build();
  }
}
