package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dispatch of mirrored requests is measured, each once, while somebody wants to know. */
class DispatchTimeTest {

  private static final HttpRequest REQUEST = Fixtures.get(URI.create("http://orders/"));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final RecordingServer primary = RecordingServer.responding("ok");
  private final AtomicLong readings = new AtomicLong();
  private final AtomicLong now = new AtomicLong();

  @AfterEach
  void close() {
    mirror.close();
    primary.close();
  }

  @Test
  void eachMirroredRequestIsMeasuredOnceHoweverItIsMade() throws Exception {
    try (MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri());
        DispatchMeter meter = client.engine().measureDispatch()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(meter.count()).isEqualTo(1);
      client.send(Fixtures.post(primary.uri(), "body"), BodyHandlers.discarding());
      client.sendAsync(Fixtures.get(primary.uri()), BodyHandlers.discarding()).join();
      client.sendAsync(Fixtures.post(primary.uri(), "body"), BodyHandlers.discarding()).join();
      client.engine().pause();
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).selected()).isEqualTo(5);
      // The offering of a body's copies is measured when it is over; the copies may be faster.
      assertThat(FaultResources.await(() -> meter.count() >= 5)).isTrue();
      assertThat(meter.count()).isEqualTo(5);
      assertThat(meter.total()).isPositive();
      assertThat(meter.max()).isPositive().isLessThanOrEqualTo(meter.total());
    }
  }

  @Test
  void requestsThatAreNotMirroredAreNotMeasured() throws Exception {
    RouteRule routed =
        RouteRule.builder("routed").destination("orders").route(Labels.of("v", "1"), 100).build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("orders", Labels.of("v", "1"), URI.create("http://127.0.0.1:1"))
            .build();
    try (MirroringHttpClient client =
            MirroringHttpClient.builder(new FakeClient()).rules(routed).registry(registry).build();
        DispatchMeter meter = client.engine().measureDispatch()) {
      client.send(REQUEST, BodyHandlers.discarding());
      client.send(Fixtures.get(URI.create("http://other/")), BodyHandlers.discarding());
      assertThat(meter.count()).isZero();
      assertThat(meter.total()).isZero();
      assertThat(meter.max()).isZero();
    }
  }

  @Test
  void theDelegatesTimeIsNotInIt() throws Exception {
    FakeClient delegate = new FakeClient();
    delegate.sending = request -> now.addAndGet(1_000_000);
    try (MirroringHttpClient client = client(delegate);
        DispatchMeter meter = client.engine().measureDispatch()) {
      client.engine().pause();
      client.sendAsync(REQUEST, BodyHandlers.discarding());
      client.send(REQUEST, BodyHandlers.discarding());
      assertThat(meter.count()).isEqualTo(2);
      assertThat(meter.total()).isLessThan(Duration.ofNanos(1_000));
    }
  }

  @Test
  void nothingIsMeasuredAndNoClockIsReadUnlessSomebodyAsks() throws Exception {
    try (MirroringHttpClient client = client(new FakeClient())) {
      client.engine().pause();
      DispatchMeter meter = client.engine().measureDispatch();
      client.send(REQUEST, BodyHandlers.discarding());
      meter.close();
      long before = readings.get();
      client.send(REQUEST, BodyHandlers.discarding());
      client.sendAsync(REQUEST, BodyHandlers.discarding());
      assertThat(readings).hasValue(before);
      assertThat(meter.count()).isEqualTo(1);
    }
  }

  @Test
  void whoAsksLaterHasNumbersOfItsOwn() throws Exception {
    try (MirroringHttpClient client = client(new FakeClient());
        DispatchMeter first = client.engine().measureDispatch()) {
      client.send(REQUEST, BodyHandlers.discarding());
      try (DispatchMeter second = client.engine().measureDispatch()) {
        client.send(REQUEST, BodyHandlers.discarding());
        assertThat(first.count()).isEqualTo(2);
        assertThat(second.count()).isEqualTo(1);
      }
    }
  }

  @Test
  void theLongestIsForgottenAfterTwoMinutes() {
    DispatchMeter meter = new DispatchTime(now::get).measure();
    meter.add(50);
    meter.add(30);
    assertThat(meter.max()).isEqualTo(Duration.ofNanos(50));
    now.addAndGet(MINUTE.toNanos());
    meter.add(40);
    assertThat(meter.max()).isEqualTo(Duration.ofNanos(50));
    now.addAndGet(MINUTE.toNanos());
    assertThat(meter.max()).isEqualTo(Duration.ofNanos(40));
    now.addAndGet(2 * MINUTE.toNanos());
    assertThat(meter.max()).isZero();
    assertThat(meter.total()).isEqualTo(Duration.ofNanos(120));
  }

  private MirroringHttpClient client(FakeClient delegate) {
    return MirroringHttpClient.builder(delegate)
        .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m")))
        .nanoTime(
            () -> {
              readings.incrementAndGet();
              return now.incrementAndGet();
            })
        .build();
  }
}
