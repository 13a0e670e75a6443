package io.github.mirror4j.http.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Meters come and go with their mirrors, and what a registry does to them harms nobody. */
class MetricsRulesTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client =
      MirroringHttpClient.builder(Fixtures.plain()).rules(rule("r", "old")).build();
  private final MirrorMetrics metrics = new MirrorMetrics(client.engine());

  @AfterEach
  void close() {
    metrics.close();
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void aMirrorThatComesWithOtherRulesHasItsMeters() throws Exception {
    metrics.bindTo(registry);
    client.engine().replaceRules(rule("r", "new"));
    awaitMeters("new", true);
    send();
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(completed("new")).isEqualTo(1);
    assertThat(completed("old")).isZero();
    assertThat(FaultResources.await(() -> timed("new") == 1)).isTrue();
  }

  @Test
  void countersGoOnWhenAMirrorReturns() throws Exception {
    metrics.bindTo(registry);
    send();
    client.engine().replaceRules();
    client.engine().replaceRules(rule("r", "old"));
    send();
    Fixtures.settled(client);
    assertThat(completed("old")).isEqualTo(2);
  }

  @Test
  void aMirrorThatIsForgottenHasNoMetersAnyMore() throws Exception {
    metrics.bindTo(registry);
    send();
    Fixtures.settled(client);
    for (int i = 0; i <= 101; i++) {
      client.engine().replaceRules(rule("r" + i, "m" + i));
    }
    assertThat(client.engine().stats().of(new MirrorId("r", "old"))).isEmpty();
    assertThat(client.engine().stats().mirrors()).hasSize(101);
    assertThat(FaultResources.await(() -> hasMeters("m101") && inFlightGauges() == 101)).isTrue();
    awaitMeters("old", false);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void aFilterThatThrowsCostsOneMirrorItsMetersAndNobodyElseAnything() throws Exception {
    try (StandardError log = new StandardError()) {
      registry.config().meterFilter(throwingFor("bad"));
      metrics.bindTo(registry);
      client.engine().replaceRules(rule("r", "bad", "good"));
      awaitMeters("good", true);
      send();
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
      assertThat(completed("good")).isEqualTo(1);
      assertThat(FaultResources.await(() -> timed("good") == 1)).isTrue();
      assertThat(hasMeters("bad")).isFalse();
      assertThat(log.next("failed. Callers and copies are not affected")).contains("WARN");
    }
  }

  @Test
  void metersThatAreDeniedAreMissedByNobody() throws Exception {
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("mirror4j"));
    metrics.bindTo(registry);
    client.engine().replaceRules(rule("r", "new"));
    send();
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    metrics.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void theRegistryIsUsedOnTheListenersThreadOnly() throws Exception {
    Queue<String> threads = new ConcurrentLinkedQueue<>();
    registry
        .config()
        .meterFilter(
            MeterFilter.accept(
                id -> {
                  threads.add(Thread.currentThread().getName());
                  return true;
                }));
    metrics.bindTo(registry);
    threads.clear();
    client.engine().replaceRules(rule("r", "new"));
    client.engine().pause();
    send();
    client.engine().resume();
    send();
    Fixtures.settled(client);
    awaitMeters("new", true);
    assertThat(FaultResources.await(() -> timed("new") == 1)).isTrue();
    assertThat(threads)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).startsWith("mirror4j-listener-"));
  }

  private static MeterFilter throwingFor(String mirror) {
    return MeterFilter.accept(
        id -> {
          if (mirror.equals(id.getTag("mirror"))) {
            throw new IllegalStateException("no " + mirror);
          }
          return true;
        });
  }

  private RouteRule rule(String name, String... mirrors) {
    RouteRule.Builder rule = RouteRule.builder(name).destination("*");
    for (String one : mirrors) {
      rule.mirror(Mirror.to(URI.create(mirror.uri() + "/" + one)).name(one));
    }
    return rule.build();
  }

  /** The last that is registered for a mirror is a timer. */
  private void awaitMeters(String name, boolean there) throws InterruptedException {
    assertThat(FaultResources.await(() -> hasMeters(name) == there)).as(name).isTrue();
  }

  private boolean hasMeters(String name) {
    Collection<? extends Meter> last =
        registry
            .find("mirror4j.copy.duration")
            .tags("mirror", name, "outcome", "timed_out")
            .meters();
    return !last.isEmpty();
  }

  private double completed(String name) {
    return registry
        .get("mirror4j.copies")
        .tags("mirror", name, "outcome", "completed", "reason", "2xx")
        .functionCounter()
        .count();
  }

  private long timed(String name) {
    return registry
        .get("mirror4j.copy.duration")
        .tags("mirror", name, "outcome", "completed")
        .timer()
        .count();
  }

  private int inFlightGauges() {
    return registry.find("mirror4j.copies.in.flight").gauges().size();
  }

  private void send() throws Exception {
    client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
  }
}
