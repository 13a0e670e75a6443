package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A listener hears of drops as numbers: few calls, and each drop in exactly one of them. */
class ListenerDropsTest {

  private static final URI MIRROR = URI.create("http://127.0.0.1:1");
  private static final HttpRequest REQUEST = Fixtures.get(URI.create("http://orders/"));

  private final DropNotes notes = new DropNotes();

  @Test
  void theNumbersAddUpAndTheCallsAreFew() throws Exception {
    try (MirroringHttpClient client = client()) {
      client.engine().pause();
      try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 20_000; i++) {
          callers.submit(() -> client.send(REQUEST, BodyHandlers.discarding()));
        }
      }
      notes.awaitSum(20_000);
      assertThat(notes.calls()).hasSizeLessThan(2_000);
      assertThat(notes.calls())
          .allSatisfy(
              call -> {
                assertThat(call.id().rule()).isEqualTo(Fixtures.RULE);
                assertThat(call.id().mirror()).isEqualTo("m");
                assertThat(call.reason()).isEqualTo(DropReason.PAUSED);
                assertThat(call.count()).isPositive();
                assertThat(call.thread()).startsWith("mirror4j-listener-");
              });
      assertThat(client.engine().stats().missedNotifications()).isZero();
    }
  }

  @Test
  void aSlowOneHearsOfEachDropOnceNeverthelessInOneMoreNumber() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    notes.then(() -> Fixtures.await(goOn));
    try (MirroringHttpClient client = client()) {
      client.engine().pause();
      send(client, 1);
      notes.awaitSum(1);
      send(client, 5_000);
      assertThat(notes.sum()).isEqualTo(1);
      goOn.countDown();
      notes.awaitSum(5_001);
    }
  }

  @Test
  void eachMirrorAndReasonHasANumberOfItsOwn() throws Exception {
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new FakeClient())
            .rules(
                Fixtures.copyAll(
                    Mirror.to(MIRROR).name("small").bodyLimit(1), Mirror.to(MIRROR).name("paused")))
            .listener(notes)
            .build()) {
      client.engine().pause(new MirrorId(Fixtures.RULE, "paused"));
      for (int i = 0; i < 3; i++) {
        client.send(
            Fixtures.post(URI.create("http://orders/"), BodyPublishers.ofString("body")),
            BodyHandlers.discarding());
      }
      client.engine().pause();
      send(client, 2);
      notes.awaitSum(10);
      assertThat(notes.sums())
          .isEqualTo(
              Map.of(
                  "small BODY_TOO_LARGE", 3L,
                  "paused PAUSED", 5L,
                  "small PAUSED", 2L));
    }
  }

  @Test
  void dropsAfterTheEndAreToldToo() throws Exception {
    MirroringHttpClient client = client();
    client.engine().pause();
    send(client, 3);
    client.close();
    send(client, 4);
    notes.awaitSum(7);
    assertThat(notes.sums()).isEqualTo(Map.of("m PAUSED", 3L, "m CLOSED", 4L));
  }

  @Test
  void whoIsAddedHearsOfNothingThatHappenedBefore() throws Exception {
    DropNotes late = new DropNotes();
    DropNotes later = new DropNotes();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new FakeClient()).rules(Fixtures.copyAll(MIRROR)).build()) {
      client.engine().pause();
      send(client, 5);
      client.engine().addListener(late);
      send(client, 7);
      client.engine().addListener(later);
      send(client, 2);
      late.awaitSum(9);
      later.awaitSum(2);
      client.engine().removeListener(later);
      send(client, 1);
      late.awaitSum(10);
      assertThat(later.sum()).isEqualTo(2);
    }
  }

  @Test
  void eachListenerThatIsSlowHearsOfEachDrop() throws Exception {
    List<DropNotes> all = new ArrayList<>();
    CountDownLatch goOn = new CountDownLatch(1);
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new FakeClient()).rules(Fixtures.copyAll(MIRROR)).build()) {
      client.engine().pause();
      for (int i = 0; i < 3; i++) {
        DropNotes one = new DropNotes();
        one.then(() -> Fixtures.await(goOn));
        all.add(one);
        client.engine().addListener(one);
      }
      send(client, 100);
      goOn.countDown();
      for (DropNotes one : all) {
        one.awaitSum(100);
      }
    }
  }

  private MirroringHttpClient client() {
    return MirroringHttpClient.builder(new FakeClient())
        .rules(Fixtures.copyAll(MIRROR))
        .listener(notes)
        .build();
  }

  private static void send(MirroringHttpClient client, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      client.send(REQUEST, BodyHandlers.discarding());
    }
  }
}
