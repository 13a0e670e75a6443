package io.github.mirror4j.http.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules are replaced as a whole, at once, and counters go on. */
class ReplaceRulesTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri());

  @AfterEach
  void close() {
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void aRuleThatIsGoneHasNoEffectAnyMoreAndItsCountsStay() throws Exception {
    send();
    Fixtures.settled(client);
    client.engine().replaceRules(List.of());
    send();

    assertThat(client.engine().rules().rules()).isEmpty();
    assertThat(Fixtures.settled(client).selected()).isEqualTo(1);
    assertThat(
            client.engine().stats().of(new MirrorId(Fixtures.RULE, "m")).orElseThrow().selected())
        .isEqualTo(1);
  }

  @Test
  void countersGoOnForAMirrorOfTheSameName() throws Exception {
    send();
    client
        .engine()
        .replaceRules(
            List.of(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m").setHeader("X-New", "1"))));
    send();

    Fixtures.settled(client);
    assertThat(client.engine().stats().mirrors()).hasSize(1);
    assertThat(
            client
                .engine()
                .stats()
                .of(new MirrorId(Fixtures.RULE, "m"))
                .orElseThrow()
                .completedInTotal())
        .isEqualTo(2);
    assertThat(mirror.requests()).extracting(r -> r.header("x-new")).contains(null, "1");
  }

  @Test
  void rulesBringTheEndpointsThatBelongToThem() throws Exception {
    RouteRule rule = Fixtures.copyAll(Mirror.to("v2").name("m"));
    ServiceRegistry registry = ServiceRegistry.builder().endpoint("v2", mirror.uri()).build();

    assertThatThrownBy(() -> client.engine().replaceRules(rule)).hasMessageContaining("\"v2\"");
    client.engine().replaceRules(List.of(rule), registry);
    send();

    Fixtures.settled(client);
    assertThat(mirror.requests()).hasSize(1);
  }

  @Test
  void countersGoOnWhenARuleReturns() throws Exception {
    RouteRule rule = client.engine().rules().rules().get(0);
    send();
    client.engine().replaceRules(List.of());
    client.engine().replaceRules(List.of(rule));
    send();

    Fixtures.settled(client);
    assertThat(
            client
                .engine()
                .stats()
                .of(new MirrorId(Fixtures.RULE, "m"))
                .orElseThrow()
                .completedInTotal())
        .isEqualTo(2);
  }

  @Test
  void aMirrorThatIsGoneSaysSoUntilItReturns() throws Exception {
    List<RouteRule> old = client.engine().rules().rules();
    assertThat(state("m")).isEqualTo(LaneState.SENDING);
    client.engine().pause(new MirrorId(Fixtures.RULE, "m"));

    client.engine().replaceRules(Fixtures.copyAll(to("next")));
    assertThat(state("m")).isEqualTo(LaneState.REPLACED);
    assertThat(state("next")).isEqualTo(LaneState.SENDING);
    assertThat(client.engine().status().toText()).containsPattern(" -> m +REPLACED ");
    assertThat(client.engine().status().toJson()).contains("\"state\":\"REPLACED\"");
    MirrorSwitch.off();
    try {
      assertThat(state("m")).isEqualTo(LaneState.REPLACED);
      assertThat(state("next")).isEqualTo(LaneState.SWITCHED_OFF);
    } finally {
      MirrorSwitch.on();
    }

    client.engine().replaceRules(old);
    assertThat(state("m")).isEqualTo(LaneState.PAUSED);
    assertThat(state("next")).isEqualTo(LaneState.REPLACED);
    client.close();
    assertThat(state("m")).isEqualTo(LaneState.CLOSED);
    assertThat(state("next")).isEqualTo(LaneState.CLOSED);
  }

  @Test
  void aRequestThatBeganUnderTheOldRulesIsStillCopied() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(primary.uri())
            .POST(
                BodyPublishers.ofInputStream(
                    () -> {
                      client.engine().replaceRules(List.of());
                      return new ByteArrayInputStream("body".getBytes(StandardCharsets.UTF_8));
                    }))
            .build();
    client.send(request, BodyHandlers.discarding());

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(state("m")).isEqualTo(LaneState.REPLACED);
  }

  @Test
  void rowsComeInTheOrderOfTheRulesAndThoseThatWentLastBeforeThoseThatWentEarlier() {
    client
        .engine()
        .replaceRules(List.of(rule("b", 1, "b2", "b1"), rule("c", 2, "c"), rule("a", 0, "a")));
    assertThat(rows()).containsExactly("c", "b2", "b1", "a", "m");

    client.engine().replaceRules(List.of(rule("b", 1, "b2", "b3")));
    assertThat(rows()).containsExactly("b2", "b3", "c", "b1", "a", "m");

    client.engine().replaceRules(List.of(rule("a", 1, "a")));
    assertThat(rows()).containsExactly("a", "b2", "b3", "c", "b1", "m");
  }

  @Test
  void rulesOfTheSameNameInTwoNamespacesKeepTheirOwnCounts() throws Exception {
    RouteRule one =
        RouteRule.builder("r").namespace("one").destination("127.0.0.1").mirror(to("m")).build();
    RouteRule two =
        RouteRule.builder("r").namespace("two").destination("localhost").mirror(to("m")).build();
    client.engine().replaceRules(List.of(one, two));
    client.engine().replaceRules(List.of(two, one));
    send();

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(
            client.engine().stats().of(new MirrorId("one/r", "m")).orElseThrow().completedInTotal())
        .isEqualTo(1);
    assertThat(client.engine().stats().of(new MirrorId("two/r", "m")).orElseThrow().selected())
        .isZero();
    client.engine().pause(new MirrorId("one/r", "m"));
    send();
    assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(1);
  }

  @Test
  void rulesThatAreWrongLeaveTheOldOnesInForce() throws Exception {
    RouteRule old = client.engine().rules().rules().get(0);
    RouteRule unresolvable =
        RouteRule.builder("a").destination("*").mirror(Mirror.to("unknown")).build();
    Mirror original = Mirror.to(mirror.uri()).name("m").host(CopyHost.ORIGINAL);
    RouteRule forbidden = RouteRule.builder("b").destination("*").mirror(original).build();
    Mirror marking = Mirror.to(mirror.uri()).name("m").setHeader("x-MIRROR4j", "x");
    RouteRule clash = RouteRule.builder("b").destination("*").mirror(marking).build();

    assertThatThrownBy(() -> client.engine().replaceRules(List.of(unresolvable)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("rule \"a\".mirror[0]: \"unknown\"");
    assertThatThrownBy(() -> client.engine().replaceRules(List.of(forbidden, clash)))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThatThrownBy(() -> client.engine().replaceRules(List.of(clash)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("a header other than the mark of copies");

    assertThat(client.engine().rules().rules()).containsExactly(old);
    send();
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
  }

  @Test
  void eachRequestMeetsEitherAllOldRulesOrAllNewOnes() throws Exception {
    List<RouteRule> old = List.of(Fixtures.copyAll(to("a"), to("b")));
    List<RouteRule> next = List.of(Fixtures.copyAll(to("c"), to("d")));
    // The rules of the start are gone before the first request, whenever the thread begins.
    client.engine().replaceRules(old);
    AtomicBoolean done = new AtomicBoolean();
    Thread replacing =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    client.engine().replaceRules(old);
                    client.engine().replaceRules(next);
                  }
                });
    for (int i = 0; i < 300; i++) {
      send();
    }
    done.set(true);
    replacing.join();

    Fixtures.settled(client);
    assertThat(selected("a")).isEqualTo(selected("b"));
    assertThat(selected("c")).isEqualTo(selected("d"));
    assertThat(selected("a") + selected("c")).isEqualTo(300);
  }

  private RouteRule rule(String name, int precedence, String... mirrors) {
    RouteRule.Builder rule =
        RouteRule.builder(name).destination(name + ".example").precedence(precedence);
    List.of(mirrors).forEach(mirror -> rule.mirror(to(mirror)));
    return rule.build();
  }

  private List<String> rows() {
    return client.engine().stats().mirrors().stream().map(row -> row.id().mirror()).toList();
  }

  private LaneState state(String mirror) {
    return client.engine().stats().mirrors().stream()
        .filter(row -> row.id().mirror().equals(mirror))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private Mirror to(String name) {
    return Mirror.to(mirror.uri()).name(name);
  }

  private long selected(String name) {
    return client
        .engine()
        .stats()
        .of(new MirrorId(Fixtures.RULE, name))
        .map(MirrorCounts::selected)
        .orElse(0L);
  }

  private void send() throws Exception {
    client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
  }
}
