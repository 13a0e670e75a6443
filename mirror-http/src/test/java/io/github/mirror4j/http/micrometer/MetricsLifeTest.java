package io.github.mirror4j.http.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Metrics are taken off without a trace, and keep nothing alive. */
class MetricsLifeTest {

  private static final URI MIRROR = URI.create("http://127.0.0.1:1");
  private static final HttpRequest REQUEST = Fixtures.get(URI.create("http://orders/"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void closingRemovesTheirMetersAndNoOthers() throws Exception {
    Counter other = registry.counter("other");
    try (MirroringHttpClient client = client()) {
      MirrorMetrics metrics = new MirrorMetrics(client.engine());
      metrics.bindTo(registry);
      assertThat(registry.getMeters()).hasSizeGreaterThan(30);
      metrics.close();
      metrics.close();
      client.engine().replaceRules(Fixtures.copyAll(MIRROR));
      client.send(REQUEST, BodyHandlers.discarding());
      Fixtures.settled(client);
      assertThat(registry.getMeters()).containsExactly(other);

      metrics.bindTo(registry);
      assertThat(registry.getMeters()).hasSizeGreaterThan(30);
    }
  }

  @Test
  void severalRegistriesHaveTheSameMeters() throws Exception {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    CompositeMeterRegistry both = new CompositeMeterRegistry();
    both.add(second);
    try (MirroringHttpClient client = client()) {
      MirrorMetrics metrics = new MirrorMetrics(client.engine());
      metrics.bindTo(registry);
      metrics.bindTo(both);
      client.engine().pause();
      client.send(REQUEST, BodyHandlers.discarding());
      assertThat(paused(registry)).isEqualTo(paused(second)).isEqualTo(1);
      metrics.close();
      assertThat(registry.getMeters()).isEmpty();
      assertThat(second.getMeters()).isEmpty();
    }
  }

  @Test
  void enginesInOneRegistryNeedTagsThatTellThemApart() throws Exception {
    try (MirroringHttpClient orders = client();
        MirroringHttpClient stock = client();
        MirrorMetrics metrics = new MirrorMetrics(orders.engine(), Tags.of("client", "orders"));
        MirrorMetrics others = new MirrorMetrics(stock.engine(), Tags.of("client", "stock"));
        MirrorMetrics same = new MirrorMetrics(stock.engine(), Tags.of("client", "orders"))) {
      metrics.bindTo(registry);
      int before = registry.getMeters().size();
      assertThatThrownBy(() -> same.bindTo(registry))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("mirror4j.body.memory.used")
          .hasMessageContaining("orders")
          .hasMessageContaining("(expected: tags that tell engines apart)");
      assertThat(registry.getMeters()).hasSize(before);
      others.bindTo(registry);
      orders.engine().pause();
      orders.send(REQUEST, BodyHandlers.discarding());
      assertThat(registry.getMeters()).hasSize(2 * before);
      assertThat(
              registry
                  .get("mirror4j.copies")
                  .tags("client", "orders", "reason", "paused")
                  .functionCounter()
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void clientsThatShareAnEngineAreShownByIt() {
    try (MirrorEngine engine = MirrorEngine.builder().rules(Fixtures.copyAll(MIRROR)).build();
        MirroringHttpClient client = engine.wrap(new FakeClient());
        MirrorMetrics metrics = new MirrorMetrics(client.engine())) {
      metrics.bindTo(registry);
      assertThatThrownBy(() -> new MirrorMetrics(engine).bindTo(registry))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRegistryKeepsNoEngineAlive() throws Exception {
    WeakReference<MirrorEngine> engine = boundAndDropped();
    assertThat(
            FaultResources.await(
                () -> {
                  System.gc();
                  return engine.refersTo(null);
                }))
        .isTrue();
    assertThat(paused(registry)).as("the last count that was asked for").isEqualTo(1);
  }

  private WeakReference<MirrorEngine> boundAndDropped() throws Exception {
    MirroringHttpClient client = client();
    new MirrorMetrics(client.engine()).bindTo(registry);
    client.engine().pause();
    client.send(REQUEST, BodyHandlers.discarding());
    assertThat(paused(registry)).isEqualTo(1);
    return new WeakReference<>(client.engine());
  }

  private static double paused(SimpleMeterRegistry registry) {
    return registry.get("mirror4j.copies").tags("reason", "paused").functionCounter().count();
  }

  private static MirroringHttpClient client() {
    return MirroringHttpClient.builder(new FakeClient()).rules(Fixtures.copyAll(MIRROR)).build();
  }
}
