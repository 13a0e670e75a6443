package io.github.mirror4j.http.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.TransparencyMirror;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a wrapped client takes, it gives back: when closed, and when dropped without. */
@Timeout(120)
class ResourceLifeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Since JDK 27 they may be virtual threads, which no list of threads shows. */
  private static final boolean SELECTORS_ARE_LISTED = areSelectorsListed();

  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Keeps nothing of a client alive. */
  private record Dropped(
      WeakReference<Object> wrapper, Reference<Object> delegate, Set<Thread> selectors) {}

  @Test
  void aDroppedClientIsCollectedAndItsSelectorsEnd() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("primary");
        RecordingServer mirror = RecordingServer.responding("mirror")) {
      Dropped dropped =
          useAndDrop(primary.uri(), mirror.uri(), client -> client.engine().awaitIdle(PATIENCE));

      awaitCollection(dropped.wrapper());
      awaitCollection(dropped.delegate());
      assertThat(dropped.selectors()).hasSize(SELECTORS_ARE_LISTED ? 2 : 0);
      awaitWithGc(() -> dropped.selectors().stream().noneMatch(Thread::isAlive));
    }
  }

  @Test
  void aCopyInFlightKeepsOnlyItsOwnClientAliveAndOnlyUntilItEnds() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch mayRespond = new CountDownLatch(1);
    try (RecordingServer primary = RecordingServer.responding("primary");
        RawServer mirror =
            RawServer.doing(
                connection -> {
                  RawServer.readHead(connection);
                  arrived.countDown();
                  mayRespond.await();
                })) {
      Dropped dropped =
          useAndDrop(
              primary.uri(),
              mirror.uri(),
              client -> arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));

      awaitCollection(dropped.wrapper());
      awaitCollection(dropped.delegate());
      long ofCopy = SELECTORS_ARE_LISTED ? 1 : 0;
      awaitWithGc(() -> dropped.selectors().stream().filter(Thread::isAlive).count() == ofCopy);
      mayRespond.countDown();
      awaitWithGc(() -> dropped.selectors().stream().noneMatch(Thread::isAlive));
    }
  }

  @Test
  void manyRoundsLeaveNoThreadNoSocketAndNoMemory() throws Exception {
    assertNothingIsLeftAfter(300);
  }

  @Test
  @Tag("full")
  void norDoMoreRounds() throws Exception {
    assertNothingIsLeftAfter(3_000);
  }

  private void assertNothingIsLeftAfter(int rounds) throws Exception {
    try (RawServer primary = respondingKeptAlive();
        RawServer mirror = respondingKeptAlive()) {
      for (int i = 0; i < 50; i++) {
        round(primary.uri(), mirror.uri());
      }
      Set<Thread> before = selectors();
      long memory = usedMemory();
      for (int i = 0; i < rounds; i++) {
        round(primary.uri(), mirror.uri());
      }
      awaitWithGc(() -> before.containsAll(selectors()));
      awaitWithGc(() -> primary.open() == 0 && mirror.open() == 0);
      awaitWithGc(() -> usedMemory() < memory + (4 << 20));
      awaitWithGc(() -> threadsOf("mirror4j-").isEmpty());
      assertThat(primary.accepted()).isEqualTo(rounds + 50);
    }
  }

  @Test
  void closingOneOfTwoThatShareAMirrorClientLeavesTheOtherMirroring() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("primary");
        RecordingServer mirror = RecordingServer.responding("mirror");
        HttpClient shared = HttpClient.newHttpClient()) {
      MirroringHttpClient one =
          TransparencyMirror.builder(HttpClient.newHttpClient(), mirror.uri())
              .mirrorClient(shared)
              .build();
      try (MirroringHttpClient other =
          TransparencyMirror.builder(HttpClient.newHttpClient(), mirror.uri())
              .mirrorClient(shared)
              .build()) {
        one.send(get(primary.uri()), BodyHandlers.discarding());
        assertThat(one.engine().awaitIdle(PATIENCE)).isTrue();
        one.close();
        other.send(get(primary.uri()), BodyHandlers.discarding());
        assertThat(other.engine().awaitIdle(PATIENCE)).isTrue();
        one.shutdownNow();
        other.send(get(primary.uri()), BodyHandlers.discarding());
        assertThat(other.engine().awaitIdle(PATIENCE)).isTrue();

        assertThat(other.engine().stats().total().completedInTotal()).isEqualTo(2);
        assertThat(shared.isTerminated()).isFalse();
        assertThat(mirror.requests()).hasSize(3);
      }
    }
  }

  @Test
  void aSharedEngineKeepsNoDroppedClientAlive() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("primary");
        RecordingServer mirror = RecordingServer.responding("mirror");
        MirrorEngine engine =
            MirrorEngine.builder().rules(Fixtures.copyAll(mirror.uri())).build()) {
      List<Reference<Object>> dropped = shareAndDrop(engine, primary.uri());

      for (Reference<Object> reference : dropped) {
        awaitCollection(reference);
      }
      assertThat(engine.stats().total().completedInTotal()).isEqualTo(1);
    }
  }

  private List<Reference<Object>> shareAndDrop(MirrorEngine engine, URI primary) throws Exception {
    HttpClient delegate = HttpClient.newHttpClient();
    MirroringHttpClient client = engine.wrap(delegate);
    client.send(get(primary), BodyHandlers.discarding());
    assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
    return List.of(
        new WeakReference<>(client, collected), new PhantomReference<>(delegate, collected));
  }

  /** Whether something has happened that is waited for. */
  private interface Awaited {
    boolean with(MirroringHttpClient client) throws InterruptedException;
  }

  /** Copies are to be on their way: the client that sends them is made with the first. */
  private Dropped useAndDrop(URI primary, URI mirror, Awaited copies) throws Exception {
    Set<Thread> before = selectors();
    HttpClient delegate = HttpClient.newHttpClient();
    MirroringHttpClient client =
        TransparencyMirror.builder(delegate, mirror).copyTimeout(Duration.ofMinutes(1)).build();
    HttpRequest post =
        HttpRequest.newBuilder(primary)
            .version(HttpClient.Version.HTTP_1_1)
            .POST(BodyPublishers.ofString("hello"))
            .build();
    client.send(post, BodyHandlers.discarding());
    client.sendAsync(post, BodyHandlers.discarding()).join();
    assertThat(copies.with(client)).isTrue();
    Set<Thread> own = selectors();
    own.removeAll(before);
    return new Dropped(
        new WeakReference<>(client, collected), new PhantomReference<>(delegate, collected), own);
  }

  private static void round(URI primary, URI mirror) throws Exception {
    MirroringHttpClient client =
        TransparencyMirror.builder(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), mirror)
            .build();
    client.send(get(primary), BodyHandlers.discarding());
    client.close();
  }

  private static RawServer respondingKeptAlive() {
    return RawServer.doing(
        connection -> {
          while (!RawServer.readHead(connection).isEmpty()) {
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        });
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  private static boolean areSelectorsListed() {
    HttpClient client = HttpClient.newHttpClient();
    boolean areListed = !selectors().isEmpty();
    client.shutdownNow();
    return areListed;
  }

  private static Set<Thread> selectors() {
    return threadsOf("HttpClient-").stream()
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .collect(Collectors.toSet());
  }

  private static Set<Thread> threadsOf(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .collect(Collectors.toSet());
  }

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void awaitCollection(Reference<Object> reference) throws InterruptedException {
    for (int i = 0; i < 200 && !reference.refersTo(null); i++) {
      System.gc();
      collected.remove(100);
    }
    assertThat(reference.refersTo(null)).isTrue();
  }

  private void awaitWithGc(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      System.gc();
      collected.remove(100);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
