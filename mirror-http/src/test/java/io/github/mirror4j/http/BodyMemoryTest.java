package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Mirror;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All bodies held for copies take the memory allowed and no more, and give it back. */
class BodyMemoryTest {

  private static final int SIZE = 10_000;

  private final RecordingServer primary = RecordingServer.answering("ok");
  private final RawServer first = RawServer.hanging();
  private final RawServer second = RawServer.hanging();

  @AfterEach
  void close() throws Exception {
    primary.close();
    first.close();
    second.close();
  }

  @Test
  void whereTheMemoryIsUsedUpCopiesAreDroppedAndPrimariesAreNot() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri())).bodyMemory(2 * SIZE).build()) {
      send(client, fixed());
      send(client, fixed());
      assertThat(client.stats().heldBytes()).isEqualTo(2 * SIZE);

      send(client, fixed());
      send(client, chunked());
      assertThat(client.stats().heldBytes()).isEqualTo(2 * SIZE);
      assertThat(client.stats().total().dropped(DropReason.MEMORY_FULL)).isEqualTo(2);
      assertThat(primary.requests()).hasSize(4).allMatch(r -> r.body().length == SIZE);

      first.close();
      assertThat(Fixtures.settled(client).failed(FailureCause.CONNECTION_LOST)).isEqualTo(2);
    }
  }

  @Test
  void aRequestWithoutBodyNeedsNoMemory() throws Exception {
    try (RecordingServer mirror = RecordingServer.answering("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri())).bodyMemory(0).build()) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
  }

  @Test
  void theCopiesOfOnePrimaryShareItsBody() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri()), Mirror.to(second.uri())).build()) {
      send(client, chunked());
      assertThat(client.stats().total().inFlight()).isEqualTo(2);
      assertThat(client.stats().heldBytes()).isEqualTo(SIZE);

      first.close();
      second.close();
      assertThat(Fixtures.settled(client).failedInTotal()).isEqualTo(2);
    }
  }

  private static BodyPublisher fixed() {
    return BodyPublishers.ofByteArray(new byte[SIZE]);
  }

  private static BodyPublisher chunked() {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[SIZE]));
  }

  private void send(MirroringHttpClient client, BodyPublisher body) throws Exception {
    client.send(Fixtures.post(primary.uri("/"), body), BodyHandlers.discarding());
  }
}
