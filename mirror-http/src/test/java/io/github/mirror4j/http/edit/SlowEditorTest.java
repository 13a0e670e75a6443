package io.github.mirror4j.http.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An editor that takes too long costs its copies, and never more of them than have a permit. */
class SlowEditorTest {

  private final CountDownLatch mayReturn = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RecordingServer mirror = RecordingServer.responding("mirror");

  @AfterEach
  void close() {
    mayReturn.countDown();
    primary.close();
    mirror.close();
  }

  @Test
  void atTheDeadlineTheCopyHasFailedAndItsPlaceStaysTaken() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(slow().edit(this::hang)).maxConcurrentCopies(1).build()) {
      client.send(Fixtures.post(primary.uri("/"), "body"), BodyHandlers.discarding());
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();

      MirrorCounts counts = client.engine().stats().total();
      assertThat(counts.failed(FailureCause.EDITOR_TIMED_OUT)).isEqualTo(1);
      assertThat(counts.ended()).isEqualTo(counts.selected());
      assertThat(client.engine().stats().bufferedBytes()).isPositive();

      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      assertThat(client.engine().stats().total().dropped(DropReason.LANE_FULL)).isEqualTo(1);

      mayReturn.countDown();
      while (client.engine().stats().bufferedBytes() > 0) {
        Thread.onSpinWait();
      }
      while (running.get() > 0) {
        Thread.onSpinWait();
      }
      sendUntilAccepted(client);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      assertThat(mirror.requests()).hasSize(1);
    }
  }

  @Test
  void editorsThatHangNeitherBackOffNorHinderOtherMirrors() throws Exception {
    try (RecordingServer other = RecordingServer.responding("other");
        MirroringHttpClient client =
            Fixtures.mirroring(
                    slow().edit(this::hang),
                    Mirror.to(other.uri()).name("other").edit(draft -> draft))
                .maxConcurrentCopies(20)
                .build()) {
      for (int i = 0; i < 15; i++) {
        client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      }
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();

      MirrorCounts slow = counts(client, "m");
      assertThat(slow.failed(FailureCause.EDITOR_TIMED_OUT)).isEqualTo(15);
      assertThat(counts(client, "other").completedInTotal()).isEqualTo(15);
      assertThat(running.get()).as("threads of the editor").isEqualTo(4);
      assertThat(client.engine().stats().internalErrors()).isZero();
    }
  }

  /** What found no thread of the editor's is not edited once its time is over. */
  @Test
  void aCopyThatHasEndedIsNeverEdited() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (MirroringHttpClient client =
        Fixtures.mirroring(
                slow()
                    .edit(
                        draft -> {
                          calls.incrementAndGet();
                          return hang(draft);
                        }))
            .build()) {
      for (int i = 0; i < 10; i++) {
        client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      }
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      mayReturn.countDown();
      while (running.get() > 0) {
        Thread.onSpinWait();
      }
      assertThat(calls.get()).isEqualTo(4);
      assertThat(mirror.requests()).isEmpty();
    }
  }

  @Test
  void closingInterruptsAnEditor() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    MirroringHttpClient client =
        Fixtures.mirroring(
                Mirror.to(mirror.uri())
                    .edit(
                        draft -> {
                          running.incrementAndGet();
                          try {
                            mayReturn.await();
                          } catch (InterruptedException e) {
                            interrupted.countDown();
                          }
                          return draft;
                        }))
            .closeGrace(Duration.ZERO)
            .build();
    client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
    while (running.get() == 0) {
      Thread.onSpinWait();
    }
    client.close();
    Fixtures.await(interrupted);
    assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(1);
  }

  private Mirror slow() {
    return Mirror.to(mirror.uri()).name("m").timeout(Duration.ofMillis(200));
  }

  /** Ignores interrupts, as code in a native call or a monitor does. */
  private CopyDraft hang(CopyDraft draft) {
    running.incrementAndGet();
    int unused = draft.body().length;
    while (mayReturn.getCount() > 0) {
      try {
        mayReturn.await();
      } catch (InterruptedException e) {
        // It goes on.
      }
    }
    running.decrementAndGet();
    return draft;
  }

  private void sendUntilAccepted(MirroringHttpClient client) throws Exception {
    long dropped = client.engine().stats().total().droppedInTotal();
    while (true) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      long now = client.engine().stats().total().droppedInTotal();
      if (now == dropped) {
        return;
      }
      dropped = now;
    }
  }

  private static MirrorCounts counts(MirroringHttpClient client, String mirror) {
    return client.engine().stats(new MirrorId(Fixtures.RULE, mirror)).orElseThrow();
  }
}
