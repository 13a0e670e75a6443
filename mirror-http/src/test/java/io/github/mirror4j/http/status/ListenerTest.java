package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A listener hears how copies ended, and harms nobody. */
class ListenerTest {

  private record Event(MirrorId id, Outcome outcome, Duration duration, Thread thread) {}

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  @Test
  void hearsHowEachCopyEndedOnAThreadOfItsOwn() throws Exception {
    try (MirroringHttpClient client =
        client((id, outcome, duration) -> note(id, outcome, duration))) {
      send(client);
      Event completed = next();
      assertThat(completed.id().rule()).isEqualTo(Fixtures.RULE);
      assertThat(completed.id().mirror()).isEqualTo("m");
      assertThat(completed.outcome()).isEqualTo(new Outcome.Completed(200));
      assertThat(completed.duration()).isPositive();
      assertThat(completed.thread().getName()).startsWith("mirror4j-listener-");
    }
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void oneThatThrowsHearsTheNextOutcomeAllTheSameAndIsLoggedOnce() throws Exception {
    try (StandardError log = new StandardError();
        MirroringHttpClient client =
            client(
                (id, outcome, duration) -> {
                  note(id, outcome, duration);
                  throw new AssertionError("the listener's own fault");
                })) {
      send(client);
      next();
      send(client);
      next();
      send(client);
      next();
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(3);
      assertThat(log.next("failed. Callers and copies are not affected"))
          .contains("WARN", "The listener " + ListenerTest.class.getName());
      assertThat(log.rest()).noneMatch(line -> line.contains("The listener"));
    }
  }

  @Test
  void oneThatHangsHoldsUpNeitherCallersNorCopies() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (MirroringHttpClient client =
        client(
            (id, outcome, duration) -> {
              note(id, outcome, duration);
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      send(client);
      next();
      for (int i = 0; i < 20; i++) {
        send(client);
      }
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(21);
      assertThat(events).isEmpty();

      goOn.countDown();
      for (int i = 0; i < 20; i++) {
        next();
      }
    }
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void ofWhatASlowOneMissesAboutAThousandOutcomesAreKeptAndTheRestIsCounted() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicLong now = new AtomicLong();
    FakeClient copies = new FakeClient();
    copies.redirect = HttpClient.Redirect.NEVER;
    try (StandardError log = new StandardError();
        MirroringHttpClient client =
            MirroringHttpClient.builder(new FakeClient())
                .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m")))
                .mirrorClient(copies)
                .maxConcurrentCopies(10_000)
                .maxConcurrentCopiesInTotal(10_000)
                .nanoTime(now::get)
                .listener(
                    (id, outcome, duration) -> {
                      note(id, outcome, duration);
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    })
                .build()) {
      copies.failure = new IllegalStateException("sends nothing");
      var request = Fixtures.get(URI.create("http://orders/"));
      client.send(request, BodyHandlers.discarding());
      next();
      for (int i = 0; i < 2000; i++) {
        client.send(request, BodyHandlers.discarding());
      }
      assertThat(Fixtures.settled(client).failed(FailureCause.OTHER)).isEqualTo(2001);
      // Listeners are told a moment after the count.
      assertThat(
              FaultResources.await(
                  () -> client.engine().stats().missedNotifications() >= 2000 - 1024))
          .isTrue();
      assertThat(client.engine().stats().missedNotifications()).isEqualTo(2000 - 1024);
      // The listener still hangs.
      assertThat(log.next("is too slow"))
          .contains("WARN", ListenerTest.class.getName(), "1024 outcomes wait for it");

      now.addAndGet(Duration.ofMinutes(1).toNanos());
      client.send(request, BodyHandlers.discarding());
      assertThat(log.next("is too slow")).contains("missed 977 notifications so far.");
      goOn.countDown();
      for (int i = 0; i < 1024; i++) {
        next();
      }
      assertThat(events).isEmpty();
      assertThat(log.rest()).noneMatch(line -> line.contains("is too slow"));
    }
  }

  private MirroringHttpClient client(MirrorListener listener) {
    return Fixtures.mirroring(Mirror.to(mirror.uri()).name("m")).listener(listener).build();
  }

  private void note(MirrorId id, Outcome outcome, Duration duration) {
    events.add(new Event(id, outcome, duration, Thread.currentThread()));
  }

  private Event next() throws InterruptedException {
    Event event = events.poll(Fixtures.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).as("an outcome was told").isNotNull();
    return event;
  }

  private void send(MirroringHttpClient client) throws Exception {
    client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
  }
}
