package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies arrive byte for byte at both, and the caller's publisher notices nothing. */
class BodyTest {

  private static final byte[] BYTES = random(5000);

  @TempDir static Path directory;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client =
      MirroringHttpClient.builder(Fixtures.plain())
          .rules(Fixtures.copyAll(mirror.uri()))
          .bodyLimit(16 << 20)
          .bodyMemory(32 << 20)
          .build();

  @AfterEach
  void close() {
    client.close();
    primary.close();
    mirror.close();
  }

  /** A publisher made anew for each use, what it publishes, and whether it says how much. */
  private record Kind(String name, Maker maker, byte[] bytes, boolean isFixed) {
    interface Maker {
      BodyPublisher make() throws Exception;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() throws Exception {
    Path file = Files.write(directory.resolve("body"), BYTES);
    List<byte[]> parts = List.of(BYTES, new byte[0], new byte[] {1, 2});
    byte[] joined = Arrays.copyOf(BYTES, BYTES.length + 2);
    joined[BYTES.length] = 1;
    joined[BYTES.length + 1] = 2;
    byte[] text = "grüß \uD83D\uDE00".getBytes(StandardCharsets.UTF_8);
    BodyPublisher unknown = BodyPublishers.ofByteArrays(List.of(BYTES));
    return Stream.of(
        new Kind("noBody", BodyPublishers::noBody, new byte[0], true),
        new Kind("ofString", () -> BodyPublishers.ofString("grüß \uD83D\uDE00"), text, true),
        new Kind("ofByteArray", () -> BodyPublishers.ofByteArray(BYTES), BYTES, true),
        new Kind(
            "ofByteArray, a part of it",
            () -> BodyPublishers.ofByteArray(BYTES, 3, 40),
            Arrays.copyOfRange(BYTES, 3, 43),
            true),
        new Kind("ofFile", () -> BodyPublishers.ofFile(file), BYTES, true),
        new Kind("ofInputStream", () -> BodyPublishers.ofInputStream(oneShot()), BYTES, false),
        new Kind("ofByteArrays", () -> BodyPublishers.ofByteArrays(parts), joined, false),
        new Kind("fromPublisher", () -> BodyPublishers.fromPublisher(unknown), BYTES, false),
        new Kind(
            "fromPublisher with length",
            () -> BodyPublishers.fromPublisher(unknown, BYTES.length),
            BYTES,
            true),
        new Kind(
            "concat",
            () ->
                BodyPublishers.concat(
                    BodyPublishers.ofByteArray(BYTES),
                    BodyPublishers.ofByteArray(new byte[] {1, 2})),
            joined,
            true));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachPublisherOfTheJdk(Kind kind) throws Exception {
    Counting plain = new Counting(kind.maker().make());
    try (HttpClient unwrapped = Fixtures.plain()) {
      unwrapped.send(Fixtures.post(primary.uri("/plain"), plain), BodyHandlers.discarding());
    }
    Counting tapped = new Counting(kind.maker().make());
    client.send(Fixtures.post(primary.uri("/tapped"), tapped), BodyHandlers.discarding());

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(tapped.subscriptions).hasValue(plain.subscriptions.get());
    for (RecordingServer.Recorded request : all()) {
      assertThat(request.body()).isEqualTo(kind.bytes());
      assertThat(request.header("content-length"))
          .isEqualTo(kind.isFixed() ? "" + kind.bytes().length : null);
      assertThat(request.header("transfer-encoding")).isEqualTo(kind.isFixed() ? null : "chunked");
    }
    assertThat(all()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1025, 16383, 16384, 16385, 1 << 20, 10 << 20})
  void eachSizeFixedAndChunked(int size) throws Exception {
    byte[] bytes = random(size);
    BodyPublisher fixed = BodyPublishers.ofByteArray(bytes);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));

    client.send(Fixtures.post(primary.uri("/fixed"), fixed), BodyHandlers.discarding());
    client.send(Fixtures.post(primary.uri("/chunked"), chunked), BodyHandlers.discarding());

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
    assertThat(all()).hasSize(4).allSatisfy(r -> assertThat(r.body()).isEqualTo(bytes));
  }

  @Test
  void oneRequestSentManyTimesAtOnce() throws Exception {
    var request = Fixtures.post(primary.uri("/"), BodyPublishers.ofByteArray(BYTES));

    IntStream.range(0, 20)
        .mapToObj(i -> client.sendAsync(request, BodyHandlers.discarding()))
        .toList()
        .forEach(response -> assertThat(response.join().statusCode()).isEqualTo(200));

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(20);
    assertThat(all()).hasSize(40).allSatisfy(r -> assertThat(r.body()).isEqualTo(BYTES));
  }

  private List<RecordingServer.Recorded> all() {
    return Stream.concat(primary.requests().stream(), mirror.requests().stream()).toList();
  }

  /** Fails when it is asked a second time, as a stream that exists once would. */
  private static java.util.function.Supplier<ByteArrayInputStream> oneShot() {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.getAndIncrement() == 0 ? new ByteArrayInputStream(BYTES) : null;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Counts subscriptions; knows what its source knows. */
  private static final class Counting implements BodyPublisher {
    final AtomicInteger subscriptions = new AtomicInteger();
    private final BodyPublisher source;

    Counting(BodyPublisher source) {
      this.source = source;
    }

    @Override
    public long contentLength() {
      return source.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      subscriptions.incrementAndGet();
      source.subscribe(subscriber);
    }
  }
}
