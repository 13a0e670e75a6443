package io.github.mirror4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.Http2Wire;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An HTTP/2 mirror limits the streams of a connection, and the JDK's client refuses what is beyond.
 * That is no fault of the mirror: further connections are opened, and what finds no room on them is
 * dropped.
 */
class StreamLimitTest {

  private static SSLContext tls;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger arrived = new AtomicInteger();

  @BeforeAll
  static void key() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @AfterEach
  void close() {
    released.countDown();
    primary.close();
  }

  /** Two rules share the mirror, each with the default lane of 64 copies. */
  @ParameterizedTest
  @CsvSource({"100, 128", "8, 32", "1, 4"})
  void furtherConnectionsAreOpened(int limit, int atLeast) throws Exception {
    try (RawServer mirror = limitedTo(limit);
        MirroringHttpClient client =
            MirroringHttpClient.builder(HttpClient.newHttpClient())
                .mirrorSslContext(tls)
                .rules(copyTo(mirror, "one"), copyTo(mirror, "two"))
                .build()) {
      warmUp(client);

      send(client, "one", 64);
      send(client, "two", 64);
      awaitArrived(1 + atLeast, client);
      released.countDown();

      MirrorCounts counts = Fixtures.settled(client);
      assertThat(counts.completed(2)).isGreaterThanOrEqualTo(1 + atLeast);
      assertThat(counts.completed(2) + counts.dropped(DropReason.STREAM_LIMIT)).isEqualTo(129);
      assertSending(client);
    }
  }

  /** A client of the user's has no further connection: what its one has no room for is dropped. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void whatFindsNoRoomIsDropped(int limit) throws Exception {
    try (RawServer mirror = limitedTo(limit);
        HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build();
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(Http2Server.uri(mirror))).mirrorClient(trusting).build()) {
      warmUp(client);

      send(client, "any", 30);
      awaitDropped(30 - limit, client);
      awaitArrived(1 + limit, client);
      released.countDown();

      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1 + limit);
      assertSending(client);
      trusting.shutdownNow();
    }
  }

  @Test
  void aLimitThatIsLoweredMeanwhile() throws Exception {
    CountDownLatch lowered = new CountDownLatch(1);
    try (RawServer mirror =
            Http2Server.start(
                tls,
                wire -> {
                  wire.settings(Http2Wire.MAX_CONCURRENT_STREAMS, 8);
                  for (int i = wire.awaitRequest(); i > 0; i = wire.awaitRequest()) {
                    wire.acknowledge();
                    if (arrived.incrementAndGet() == 3) {
                      wire.settings(Http2Wire.MAX_CONCURRENT_STREAMS, 1);
                      lowered.countDown();
                    }
                    int stream = i;
                    respondWhenReleased(wire, stream);
                  }
                });
        MirroringHttpClient client =
            MirroringHttpClient.builder(HttpClient.newHttpClient())
                .mirrorSslContext(tls)
                .rules(copyTo(mirror, "one"))
                .build()) {
      warmUp(client);
      send(client, "one", 2);
      Fixtures.await(lowered);
      send(client, "one", 20);
      awaitArrived(4, client);
      released.countDown();

      MirrorCounts counts = Fixtures.settled(client);
      assertThat(counts.completed(2) + counts.dropped(DropReason.STREAM_LIMIT)).isEqualTo(23);
      assertSending(client);
    }
  }

  /** It need not be known when the first request is sent, which then waits for a response. */
  @Test
  void aLimitOfZeroIsNoReasonToBackOff() throws Exception {
    try (RawServer mirror =
            Http2Server.start(
                tls,
                wire -> {
                  wire.settings();
                  wire.respond(wire.awaitRequest(), true);
                  wire.settings(Http2Wire.MAX_CONCURRENT_STREAMS, 0);
                  wire.ignoreAll();
                });
        HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build();
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(Http2Server.uri(mirror))).mirrorClient(trusting).build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1);
      assertThat(
              FaultResources.await(
                  () -> {
                    send(client, "any", 1);
                    return client.engine().stats().total().dropped(DropReason.STREAM_LIMIT) > 20;
                  }))
          .isTrue();
      assertSending(client);
      trusting.shutdownNow();
    }
  }

  /** The first response comes at once, so that one connection is there and its limit is known. */
  private RawServer limitedTo(int limit) throws IOException {
    return Http2Server.start(
        tls,
        wire -> {
          wire.settings(Http2Wire.MAX_CONCURRENT_STREAMS, limit);
          for (int i = wire.awaitRequest(); i > 0; i = wire.awaitRequest()) {
            wire.acknowledge();
            arrived.incrementAndGet();
            respondWhenReleased(wire, i);
          }
        });
  }

  private void respondWhenReleased(Http2Wire wire, int stream) throws IOException {
    if (stream == 1 && arrived.get() == 1) {
      wire.respond(stream, true);
      return;
    }
    Thread.startVirtualThread(
        () -> {
          try {
            released.await();
            wire.respond(stream, true);
          } catch (IOException | InterruptedException e) {
            // The test is over.
          }
        });
  }

  private void warmUp(MirroringHttpClient client) throws Exception {
    send(client, "one", 1);
    assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1);
  }

  private void send(MirroringHttpClient client, String path, int count) {
    HttpRequest request = Fixtures.get(primary.uri("/" + path));
    try {
      for (int i = 0; i < count; i++) {
        client.send(request, BodyHandlers.discarding());
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitArrived(int count, MirroringHttpClient client) throws InterruptedException {
    assertThat(FaultResources.await(() -> arrived.get() >= count))
        .as("%s of %s arrived; %s", arrived, count, client.engine().stats().total())
        .isTrue();
  }

  private static void awaitDropped(int count, MirroringHttpClient client)
      throws InterruptedException {
    assertThat(
            FaultResources.await(
                () -> client.engine().stats().total().dropped(DropReason.STREAM_LIMIT) == count))
        .as(client.engine().stats().total().toString())
        .isTrue();
  }

  private static void assertSending(MirroringHttpClient client) {
    assertThat(client.engine().stats().mirrors()).allMatch(row -> row.state() == LaneState.SENDING);
    assertThat(client.engine().stats().total().failedInTotal()).isZero();
    assertThat(client.engine().stats().total().timedOut()).isZero();
  }

  private static RouteRule copyTo(RawServer mirror, String path) {
    return RouteRule.builder(path)
        .destination("*")
        .match(Match.builder().uri(StringMatch.exact("/" + path)).build())
        .mirror(Mirror.to(Http2Server.uri(mirror)))
        .build();
  }
}
