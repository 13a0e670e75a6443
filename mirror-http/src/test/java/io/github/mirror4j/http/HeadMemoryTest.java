package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.HeadSize;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large heads of requests take of the memory that bodies take, and give it back. */
class HeadMemoryTest {

  private static final int LARGE = 50_000;
  private static final long MEMORY = 200_000;

  private final RawServer primary = RawServer.doing(HeadMemoryTest::respondToEach);
  private final RawServer first = RawServer.hanging();
  private final RawServer second = RawServer.hanging();

  /** A request with a large head. */
  record Head(String name, UnaryOperator<HttpRequest.Builder> large) {

    HttpRequest of(URI uri) {
      return large.apply(HttpRequest.newBuilder(uri)).build();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Head> heads() {
    return Stream.of(
        new Head("one header", builder -> builder.header("X-Large", "x".repeat(LARGE))),
        new Head(
            "many headers",
            builder -> {
              for (int i = 0; i < 150; i++) {
                builder.header("X-H" + i, "x");
              }
              return builder;
            }),
        new Head(
            "many values",
            builder -> {
              for (int i = 0; i < 150; i++) {
                builder.header("X-H", "x");
              }
              return builder;
            }),
        new Head(
            "long query",
            builder -> builder.uri(builder.build().uri().resolve("/?q=" + "x".repeat(LARGE)))));
  }

  @AfterEach
  void close() throws Exception {
    primary.close();
    first.close();
    second.close();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void whereTheMemoryIsUsedUpCopiesAreDroppedAndPrimariesAreNot(Head head) throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri()).timeout(Fixtures.PATIENCE))
            .bodyMemory(MEMORY)
            .build()) {
      for (int i = 0; i < 8; i++) {
        assertThat(send(client, head.of(primary.uri()))).isEqualTo(200);
      }

      MirrorCounts total = client.engine().stats().total();
      assertThat(total.inFlight()).isBetween(3L, 6L);
      assertThat(total.dropped(DropReason.MEMORY_FULL)).isEqualTo(8 - total.inFlight());
      assertThat(client.engine().stats().bufferedBytes()).isBetween(MEMORY / 2, MEMORY);

      first.close();
      Fixtures.settled(client);
    }
  }

  @Test
  void usualHeadsTakeNone() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri())).bodyMemory(0).build()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(primary.uri());
      for (int i = 0; i < 20; i++) {
        request.header("X-Usual-" + i, "x".repeat(200));
      }
      send(client, request.build());

      assertThat(client.engine().stats().total().inFlight()).isEqualTo(1);
      assertThat(client.engine().stats().bufferedBytes()).isZero();
    }
  }

  @Test
  void aBodyAndItsHeadCountTogetherAndCopiesShareThem() throws Exception {
    try (RecordingServer reading = RecordingServer.responding("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(first.uri()), Mirror.to(second.uri())).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(reading.uri("/"))
              .header("X-Large", "x".repeat(LARGE))
              .POST(BodyPublishers.ofByteArray(new byte[10_000]));
      client.send(request.build(), BodyHandlers.discarding());

      assertThat(client.engine().stats().total().inFlight()).isEqualTo(2);
      long both = client.engine().stats().bufferedBytes();
      assertThat(both - 10_000).isBetween((long) LARGE - HeadSize.FREE_MEMORY, (long) LARGE);

      first.close();
      assertThat(FaultResources.await(() -> client.engine().stats().total().inFlight() == 1))
          .isTrue();
      assertThat(client.engine().stats().bufferedBytes()).isEqualTo(both);

      second.close();
      Fixtures.settled(client);
    }
  }

  /** Dropped by the lane, after the memory was taken. */
  @Test
  void aCopyThatIsDroppedGivesItBack() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri()), Mirror.to(second.uri()))
            .maxConcurrentCopiesInTotal(1)
            .build()) {
      send(client, heads().findFirst().orElseThrow().of(primary.uri()));
      assertThat(client.engine().stats().total().dropped(DropReason.TOTAL_FULL)).isEqualTo(1);
      assertThat(client.engine().stats().bufferedBytes()).isPositive();

      first.close();
      second.close();
      Fixtures.settled(client);
    }
  }

  @Test
  void whatARuleAddsCountsToo() throws Exception {
    PrimaryEdits edits = PrimaryEdits.none().setHeader("X-Added", "x".repeat(30_000));
    RouteRule rule =
        RouteRule.builder("r")
            .destination("*")
            .primary(edits)
            .mirror(Mirror.to(first.uri()))
            .build();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(Fixtures.plain(), rule)) {
      send(client, Fixtures.get(primary.uri()));

      assertThat(client.engine().stats().bufferedBytes())
          .isBetween(30_000L - HeadSize.FREE_MEMORY, 30_000L);

      first.close();
      Fixtures.settled(client);
    }
  }

  private static int send(MirroringHttpClient client, HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static void respondToEach(Socket connection) throws Exception {
    while (!RawServer.readHead(connection).isEmpty()) {
      RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  }
}
