package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A length that is no number is the mirror's fault, not the copy's. */
class GarbageNumberTest {

  private final RecordingServer primary = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    primary.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 304, 500})
  void itIsCountedAsSuch(int status) throws Exception {
    try (RawServer mirror = responding(status);
        MirroringHttpClient client = Fixtures.mirroring(Mirror.to(mirror.uri())).build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).failed(FailureCause.PROTOCOL)).isEqualTo(1);
    }
  }

  @Test
  void aMirrorThatGoesOnLikeThisIsLeftAlone() throws Exception {
    try (RawServer mirror = responding(200);
        MirroringHttpClient client = Fixtures.mirroring(Mirror.to(mirror.uri())).build()) {
      for (int i = 0; i <= Breaker.MIN_COPIES; i++) {
        client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
        assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      }

      assertThat(client.engine().stats().total().dropped(DropReason.BACKED_OFF)).isEqualTo(1);
    }
  }

  private static RawServer responding(int status) {
    return RawServer.doing(
        connection -> {
          RawServer.readHead(connection);
          RawServer.write(connection, "HTTP/1.1 " + status + " \r\nContent-Length: abc\r\n\r\n");
          connection.getInputStream().readAllBytes();
        });
  }
}
