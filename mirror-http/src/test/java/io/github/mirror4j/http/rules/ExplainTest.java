package io.github.mirror4j.http.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** {@code explain} says what the rules in force do with a request, and sends nothing. */
class ExplainTest {

  private static final URI ORDERS = URI.create("http://orders/list");

  @Test
  void whichRuleWinsWhyTheOtherDoesNotAndWhichMirrorsAreSelected() {
    Mirror all = Mirror.to(URI.create("http://all"));
    Mirror none = Mirror.to(URI.create("http://none")).percentage(0);
    Match premium = Match.builder().header("tier", StringMatch.exact("premium")).build();
    RouteRule first =
        RouteRule.builder("first")
            .destination("orders")
            .precedence(2)
            .match(premium)
            .mirror(all)
            .build();
    RouteRule second =
        RouteRule.builder("second").destination("orders").mirror(all).mirror(none).build();
    FakeClient delegate = new FakeClient();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(delegate, first, second)) {
      delegate.calls.clear();
      URI uri = URI.create("http://orders/list");

      assertThat(
              client.engine().explain(HttpRequest.newBuilder(uri).header("tier", "basic").build()))
          .contains("GET http://orders/list", "first (precedence 2): does not match")
          .contains(
              "second (precedence 0): wins",
              "100 % to http://all: selected, the copy goes to http://all/list")
          .contains("0 % to http://none: none; a copy would go to http://none/list");
      assertThat(
              client
                  .engine()
                  .explain(HttpRequest.newBuilder(uri).header("tier", "premium").build()))
          .contains("first (precedence 2): wins", "second (precedence 0): not tried");
      assertThat(client.engine().explain(Fixtures.get(URI.create("http://payments/"))))
          .contains("no rule matches");

      client.engine().replaceRules(java.util.List.of(first));
      assertThat(client.engine().explain(Fixtures.get(uri))).doesNotContain("second");
      assertThat(delegate.calls).isEmpty();
      assertThat(client.engine().stats().total().selected()).isZero();
    }
  }

  @Test
  void aCopyIsNotMirroredAgain() {
    try (MirroringHttpClient client = mirroring("m")) {
      HttpRequest copy = HttpRequest.newBuilder(ORDERS).header("X-Mirror4J", "r").build();
      assertThat(client.engine().explain(copy))
          .endsWith("X-Mirror4J: it is a copy itself, and not mirrored again\n");
      assertThat(client.engine().explain(Fixtures.get(ORDERS)))
          .contains("selected")
          .doesNotContain("but");
    }
  }

  @Test
  void whatIsPausedSaysSo() {
    try (MirroringHttpClient client = mirroring("a", "b")) {
      client.engine().pause(new MirrorId("r", "b"));
      assertThat(client.engine().explain(Fixtures.get(ORDERS)))
          .contains("at present r -> b is PAUSED: its copies are dropped")
          .doesNotContain("r -> a");
      client.engine().pause();
      assertThat(client.engine().explain(Fixtures.get(ORDERS)))
          .endsWith("but all mirrors are paused, until resume()\n");
      client.engine().resume();
      client.engine().resume(new MirrorId("r", "b"));
      assertThat(client.engine().explain(Fixtures.get(ORDERS))).doesNotContain("paused", "PAUSED");
    }
  }

  @Test
  void manyThatAreSilentAreNotAllNamed() {
    String[] names = {"a", "b", "c", "d", "e", "f"};
    try (MirroringHttpClient client = mirroring(names)) {
      for (String name : names) {
        client.engine().pause(new MirrorId("r", name));
      }
      assertThat(client.engine().explain(Fixtures.get(ORDERS)))
          .contains("r -> e is PAUSED")
          .doesNotContain("r -> f")
          .endsWith("and so on\n");
    }
  }

  @Test
  void whatHasEndedSaysSo() {
    MirroringHttpClient client = mirroring("m");
    client.close();
    assertThat(client.engine().explain(Fixtures.get(ORDERS)))
        .endsWith("but mirroring has ended, by close()\n");
  }

  private static MirroringHttpClient mirroring(String... mirrors) {
    RouteRule.Builder rule = RouteRule.builder("r").destination("orders");
    for (String name : mirrors) {
      rule.mirror(Mirror.to(URI.create("http://" + name)).name(name));
    }
    return MirroringHttpClient.wrap(new FakeClient(), rule.build());
  }
}
