package io.github.mirror4j.http.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.PassingClient;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A wrapped client that is not the JDK's own may look at the class of a body handler. It gets the
 * caller's own handler, which is not compared, unless that is of a class of the JDK's: these are
 * internal and say nothing, so that nobody can miss them.
 */
class ForeignHandlerTest {

  @TempDir static Path directory;

  private final RecordingServer primary = RecordingServer.responding("one");
  private final RecordingServer mirror = RecordingServer.responding("one");
  private final HttpClient plain = Fixtures.plain();
  private final Noting foreign = new Noting(plain);
  private final MirroringHttpClient client = comparing(foreign);

  private MirroringHttpClient comparing(HttpClient delegate) {
    Comparison comparison = Comparison.withoutBaseline().build();
    return MirroringHttpClient.wrap(
        delegate, Fixtures.copyAll(Mirror.to(mirror.uri()).compare(comparison)));
  }

  @AfterEach
  void close() {
    client.close();
    plain.shutdownNow();
    primary.close();
    mirror.close();
  }

  /** Handlers as the JDK makes them. */
  enum OfTheJdk {
    STRING(BodyHandlers::ofString),
    BYTES(BodyHandlers::ofByteArray),
    STREAM(BodyHandlers::ofInputStream),
    LINES(BodyHandlers::ofLines),
    PUBLISHER(BodyHandlers::ofPublisher),
    FILE(() -> BodyHandlers.ofFile(directory.resolve("file"))),
    DISCARDING(BodyHandlers::discarding),
    REPLACING(() -> BodyHandlers.replacing("other")),
    BUFFERING(() -> BodyHandlers.buffering(BodyHandlers.ofString(), 7)),
    SUBSCRIBER(() -> BodyHandlers.fromSubscriber(new Drain()));

    private final Supplier<BodyHandler<?>> handler;

    OfTheJdk(Supplier<BodyHandler<?>> handler) {
      this.handler = handler;
    }
  }

  @ParameterizedTest
  @EnumSource(OfTheJdk.class)
  void thoseOfTheJdksClassesAreReadAlong(OfTheJdk kind) throws Exception {
    HttpRequest request = Fixtures.get(primary.uri());
    Object expected = read(plain.send(request, kind.handler.get()));

    Object read = read(client.send(request, kind.handler.get()));

    assertThat(read).isEqualTo(expected);
    assertThat(pairs(client).compared()).isOne();
  }

  @Test
  void oneOfAnotherClassGoesOnAsItIsAndIsNotCompared() throws Exception {
    HttpRequest request = Fixtures.get(primary.uri());
    BodyHandler<String> lambda = head -> BodySubscribers.replacing("mine");
    for (BodyHandler<String> own : List.of(lambda, new Own())) {
      assertThat(client.send(request, own).body()).isEqualTo("mine");
      assertThat(client.sendAsync(request, own).join().body()).isEqualTo("mine");
      assertThat(client.sendAsync(request, own, null).join().body()).isEqualTo("mine");
      assertThat(foreign.handlers).hasSize(3).allMatch(handler -> handler == own);
      foreign.handlers.clear();
    }

    assertThat(pairs(client).lost()).isEqualTo(Map.of(LossReason.FOREIGN_CLIENT, 6L));
  }

  /** The outer one knows the client behind the inner one, and hands on a handler of its own. */
  @Test
  void wrappedTwiceBothCompare() throws Exception {
    try (MirroringHttpClient outer = comparing(client)) {
      HttpRequest request = Fixtures.get(primary.uri());
      assertThat(outer.send(request, BodyHandlers.ofString()).body()).isEqualTo("one");
      assertThat(outer.send(request, new Own()).body()).isEqualTo("mine");

      for (MirroringHttpClient each : List.of(outer, client)) {
        PairCounts pairs = pairs(each);
        assertThat(pairs.compared()).isOne();
        assertThat(pairs.lost()).isEqualTo(Map.of(LossReason.FOREIGN_CLIENT, 1L));
      }
    }
  }

  @Test
  void aResponseThatWasMadeWithoutTheHandlerIsLost() throws Exception {
    try (MirroringHttpClient faking = comparing(new SecurityAnyClient())) {
      HttpRequest request = Fixtures.get(primary.uri());
      assertThat(faking.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

      assertThat(pairs(faking).lost()).isEqualTo(Map.of(LossReason.PRIMARY_NOT_READ, 1L));
    }
  }

  /** The body of a response, whatever its type is. */
  private static Object read(HttpResponse<?> response) throws IOException {
    return switch (response.body()) {
      case null -> "nothing";
      case byte[] bytes -> new String(bytes, UTF_8);
      case InputStream in -> new String(in.readAllBytes(), UTF_8);
      case Stream<?> lines -> lines.toList();
      case Path file -> Files.readString(file);
      case Publisher<?> publisher -> read(publisher);
      case Object other -> other;
    };
  }

  @SuppressWarnings("unchecked")
  private static String read(Publisher<?> publisher) {
    BodySubscriber<String> reader = BodySubscribers.ofString(UTF_8);
    ((Publisher<List<ByteBuffer>>) publisher).subscribe(reader);
    return reader.getBody().toCompletableFuture().join();
  }

  private static PairCounts pairs(MirroringHttpClient client) throws InterruptedException {
    MirrorComparison comparison = client.engine().comparisons().getFirst();
    assertThat(comparison.awaitIdle(Fixtures.PATIENCE)).isTrue();
    assertThat(client.engine().stats().internalErrors()).isZero();
    PairCounts pairs = comparison.pairs();
    assertThat(pairs.selected()).isPositive().isEqualTo(pairs.compared() + pairs.allLost());
    return pairs;
  }

  /** Notes the handlers that it gets. */
  private static final class Noting extends PassingClient {

    private final List<BodyHandler<?>> handlers = new CopyOnWriteArrayList<>();

    Noting(HttpClient client) {
      super(client);
    }

    @Override
    protected <T> BodyHandler<T> handler(HttpRequest request, BodyHandler<T> handler) {
      handlers.add(handler);
      return handler;
    }
  }

  /** Says something by its class, as a client's own handlers may. */
  private static final class Own implements BodyHandler<String> {

    @Override
    public BodySubscriber<String> apply(ResponseInfo head) {
      return BodySubscribers.replacing("mine");
    }
  }

  private static final class Drain implements Subscriber<List<ByteBuffer>> {

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
