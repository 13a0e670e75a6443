package io.github.mirror4j.http.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Mirroring stops and goes on at once, all of it or one mirror. */
class PauseTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client =
      Fixtures.mirroring(Mirror.to(mirror.uri()).name("a"), Mirror.to(mirror.uri()).name("b"))
          .build();

  @AfterEach
  void close() {
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void everything() throws Exception {
    client.engine().pause();
    send();
    assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(2);
    assertThat(client.engine().stats().total().state()).isEqualTo(LaneState.PAUSED);

    client.engine().resume();
    send();
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
    assertThat(client.engine().stats().total().state()).isEqualTo(LaneState.SENDING);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void theLogSaysThatCopiesStopAndGoOn() throws Exception {
    MirrorId id = new MirrorId(Fixtures.RULE, "a");
    try (StandardError log = new StandardError()) {
      LogLines.add(() -> LogLines.MIRRORING.warn("after the lines of other tests"));
      log.next("after the lines of other tests");
      client.engine().resume();
      client.engine().pause();
      client.engine().pause();
      client.engine().resume();
      client.engine().pause(id);
      client.engine().pause(id);
      client.engine().resume(id);

      assertThat(log.next(" - Mirroring "))
          .contains("INFO", "Mirroring is paused: no copies are sent");
      assertThat(log.next(" - Mirroring ")).endsWith("Mirroring is resumed");
      assertThat(log.next(" - Mirroring "))
          .contains("Mirroring to " + id + " is paused: no copies");
      assertThat(log.next(" - Mirroring ")).endsWith("Mirroring to " + id + " is resumed");
      assertThat(log.rest()).noneMatch(line -> line.contains(" - Mirroring "));
    }
  }

  @Test
  void oneMirror() throws Exception {
    client.engine().pause(new MirrorId(Fixtures.RULE, "a"));
    send();
    Fixtures.settled(client);
    assertThat(counts("a").dropped(DropReason.PAUSED)).isEqualTo(1);
    assertThat(counts("b").completedInTotal()).isEqualTo(1);

    client.engine().resume(new MirrorId(Fixtures.RULE, "a"));
    send();
    Fixtures.settled(client);
    assertThat(counts("a").completedInTotal()).isEqualTo(1);
    assertThat(counts("b").completedInTotal()).isEqualTo(2);
  }

  @Test
  void aMirrorPausedByItselfStaysPausedWhenAllIsResumed() throws Exception {
    client.engine().pause(new MirrorId(Fixtures.RULE, "a"));
    client.engine().pause();
    client.engine().resume();
    send();
    Fixtures.settled(client);
    assertThat(counts("a").state()).isEqualTo(LaneState.PAUSED);
    assertThat(counts("a").dropped(DropReason.PAUSED)).isEqualTo(1);
    assertThat(counts("b").completedInTotal()).isEqualTo(1);
  }

  @Test
  void thePauseOfAMirrorOutlivesNewRules() throws Exception {
    client.engine().pause(new MirrorId(Fixtures.RULE, "a"));
    client.engine().replaceRules(List.of(Fixtures.copyAll(Mirror.to(mirror.uri()).name("a"))));
    send();
    assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(1);
    assertThat(mirror.requests()).isEmpty();
  }

  @Test
  void anUnknownMirrorIsNamedTogetherWithTheKnownOnes() {
    assertThatThrownBy(() -> client.engine().pause(new MirrorId("copy-all", "c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mirror: \"copy-all -> c\""
                + " (expected: one of \"copy-all -> a\", \"copy-all -> b\")");
    assertThatThrownBy(() -> client.engine().resume(new MirrorId("other", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mirror: \"other -> a\"");
  }

  private void send() throws Exception {
    assertThat(client.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
        .isEqualTo("ok");
  }

  private MirrorCounts counts(String name) {
    return client.engine().stats().of(new MirrorId(Fixtures.RULE, name)).orElseThrow();
  }
}
