package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body over the limit costs the copy, is never cut short, and the primary does not notice. */
class BodyLimitTest {

  private static final int LIMIT = 20_000;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final RecordingServer other = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
    other.close();
  }

  /** How a body of so many bytes is published. */
  interface Kind {
    BodyPublisher of(int size);
  }

  static Stream<Named<Kind>> kinds() {
    return Stream.of(
        Named.of("fixed", size -> BodyPublishers.ofByteArray(new byte[size])),
        Named.of(
            "chunked",
            size -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theLimitItselfIsCopiedAndOneByteMoreIsNot(Kind kind) throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri())).bodyLimit(LIMIT).build()) {
      send(client, kind.of(LIMIT));
      send(client, kind.of(LIMIT + 1));

      MirrorCounts total = Fixtures.settled(client);
      assertThat(total.completedInTotal()).isEqualTo(1);
      assertThat(total.dropped(DropReason.BODY_TOO_LARGE)).isEqualTo(1);
    }
    assertThat(mirror.requests()).hasSize(1).allMatch(r -> r.body().length == LIMIT);
    assertThat(primary.requests()).extracting(r -> r.body().length).contains(LIMIT, LIMIT + 1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachMirrorHasItsOwnLimit(Kind kind) throws Exception {
    Mirror small = Mirror.to(mirror.uri()).name("small").bodyLimit(100);
    Mirror large = Mirror.to(other.uri()).name("large").bodyLimit(2 * LIMIT);
    try (MirroringHttpClient client = Fixtures.mirroring(small, large).bodyLimit(LIMIT).build()) {
      send(client, kind.of(100));
      send(client, kind.of(2 * LIMIT));
      send(client, kind.of(2 * LIMIT + 1));

      Fixtures.settled(client);
      assertThat(dropped(client, "small")).hasValue(2L);
      assertThat(dropped(client, "large")).hasValue(1L);
    }
    assertThat(mirror.requests()).extracting(r -> r.body().length).containsExactly(100);
    assertThat(other.requests())
        .extracting(r -> r.body().length)
        .containsExactlyInAnyOrder(100, 2 * LIMIT);
  }

  @Test
  void aLimitOfZeroCopiesRequestsWithoutBodyOnly() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri())).bodyLimit(0).bodyMemory(0).build()) {
      send(client, BodyPublishers.noBody());
      send(client, BodyPublishers.ofString("x"));
      client.send(Fixtures.get(primary.uri("/get")), BodyHandlers.discarding());

      MirrorCounts total = Fixtures.settled(client);
      assertThat(total.completedInTotal()).isEqualTo(2);
      assertThat(total.dropped(DropReason.BODY_TOO_LARGE)).isEqualTo(1);
    }
  }

  @Test
  void aBodyThatIsKnownToBeTooLargeIsNotEvenReadAlong() throws Exception {
    FakeClient delegate = new FakeClient();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(delegate)
            .rules(Fixtures.copyAll(mirror.uri()))
            .bodyLimit(3)
            .build()) {
      delegate.calls.clear();
      var request = Fixtures.post(primary.uri("/"), "four");
      client.send(request, BodyHandlers.discarding());
      assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(request);
    }
  }

  private void send(MirroringHttpClient client, BodyPublisher body) throws Exception {
    assertThat(client.send(Fixtures.post(primary.uri("/"), body), BodyHandlers.ofString()).body())
        .isEqualTo("ok");
  }

  private static Optional<Long> dropped(MirroringHttpClient client, String mirror) {
    return client
        .engine()
        .stats()
        .of(new MirrorId(Fixtures.RULE, mirror))
        .map(counts -> counts.dropped(DropReason.BODY_TOO_LARGE));
  }
}
