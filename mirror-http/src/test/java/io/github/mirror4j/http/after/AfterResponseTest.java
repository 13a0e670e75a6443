package io.github.mirror4j.http.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.PrimaryResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mirror may get its copies after the response: v2 then takes nothing from the caller's time. */
class AfterResponseTest {

  private final CountDownLatch mayRespond = new CountDownLatch(1);
  private final RecordingServer primary =
      RecordingServer.responding(
          (exchange, request) -> {
            if (request.target().startsWith("/slow")) {
              try {
                Fixtures.await(mayRespond);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
            exchange.sendResponseHeaders(200, 7);
            exchange.getResponseBody().write("primary".getBytes());
          });
  private final RecordingServer mirror = RecordingServer.responding("mirror");
  private final MirroringHttpClient client =
      Fixtures.mirroring(Mirror.to(mirror.uri()).name("m").afterResponse()).build();

  @AfterEach
  void close() {
    mayRespond.countDown();
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void aCopyWaitsUntilSendReturns() throws Exception {
    AtomicReference<HttpResponse<String>> response = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    response.set(
                        client.send(
                            Fixtures.post(primary.uri("/slow"), "body"), BodyHandlers.ofString()));
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    while (primary.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(counts().waiting()).isEqualTo(1);
    assertThat(counts().inFlight()).isZero();
    assertThat(mirror.requests()).isEmpty();
    assertThat(client.engine().stats().toString()).contains("waiting 1");

    mayRespond.countDown();
    caller.join();
    assertThat(response.get().body()).isEqualTo("primary");
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(counts().waiting()).isZero();
    assertThat(mirror.requests().get(0).body()).asString().isEqualTo("body");
  }

  @Test
  void aCopyWaitsUntilTheFutureCompletes() throws Exception {
    CompletableFuture<HttpResponse<String>> future =
        client.sendAsync(Fixtures.get(primary.uri("/slow")), BodyHandlers.ofString());
    assertThat(counts().waiting()).isEqualTo(1);

    mayRespond.countDown();
    assertThat(future.join().body()).isEqualTo("primary");
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
  }

  /**
   * A handler that streams has its response at the head; its reader may take as long as it likes.
   */
  @Test
  void aResponseThatIsStreamedHasComeWithItsHead() throws Exception {
    HttpResponse<InputStream> response =
        client.send(Fixtures.get(primary.uri("/")), BodyHandlers.ofInputStream());
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(response.body().readAllBytes()).asString().isEqualTo("primary");
  }

  @Test
  void whatTheCallerAttachedToTheFutureRunsFirst() throws Exception {
    FakeClient fake = new FakeClient();
    @SuppressWarnings("unchecked")
    var made = (CompletableFuture<HttpResponse<String>>) fake.future;
    try (MirroringHttpClient foreign =
        MirroringHttpClient.builder(fake)
            .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m").afterResponse()))
            .build()) {
      var future = foreign.sendAsync(Fixtures.get(primary.uri("/")), BodyHandlers.ofString());
      assertThat(future).isSameAs(made);
      AtomicReference<MirrorCounts> seen = new AtomicReference<>();
      var unused = future.thenAccept(response -> seen.set(foreign.engine().stats().total()));
      made.complete(
          client.delegate().send(Fixtures.get(primary.uri("/")), BodyHandlers.ofString()));

      assertThat(seen.get().waiting()).isEqualTo(1);
      assertThat(Fixtures.settled(foreign).completedInTotal()).isEqualTo(1);
    }
  }

  /** It runs first, and may take as long as it likes. */
  @Test
  void aDependentThatBlocksHoldsUpNoCopy() throws Exception {
    CountDownLatch blocking = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    var future = client.sendAsync(Fixtures.get(primary.uri("/slow")), BodyHandlers.ofString());
    CompletableFuture<Void> dependent =
        future.thenAccept(
            response -> {
              blocking.countDown();
              awaitUninterruptibly(end);
            });
    mayRespond.countDown();
    Fixtures.await(blocking);

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    end.countDown();
    dependent.join();
    assertThat(Fixtures.settled(client).selected()).isEqualTo(1);
    assertThat(mirror.requests()).hasSize(1);
  }

  @Test
  void norDoesItHoldUpTheEndOfACopyThatIsNotSent() throws Exception {
    CountDownLatch blocking = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (MirroringHttpClient choosy =
        Fixtures.mirroring(
                Mirror.to(mirror.uri())
                    .name("m")
                    .onlyAfter(PrimaryOutcome.failed(PrimaryResult.Failure.CONNECTION_LOST)))
            .build()) {
      var future = choosy.sendAsync(Fixtures.get(primary.uri("/slow")), BodyHandlers.ofString());
      CompletableFuture<Void> dependent =
          future.thenAccept(
              response -> {
                blocking.countDown();
                awaitUninterruptibly(end);
              });
      mayRespond.countDown();
      Fixtures.await(blocking);

      assertThat(Fixtures.settled(choosy).withheld()).isEqualTo(1);
      end.countDown();
      dependent.join();
    }
  }

  /** Its methods may do anything, so nobody but its stages asks it. */
  @Test
  void aFutureOfAForeignClassIsNotAsked() throws Exception {
    FakeClient fake = new FakeClient();
    CompletableFuture<HttpResponse<String>> foreign =
        new CompletableFuture<>() {
          @Override
          public boolean isDone() {
            throw new IllegalStateException("asked");
          }
        };
    fake.future = foreign;
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(fake)
            .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m").afterResponse()))
            .maxWaitingTime(Duration.ofMillis(200))
            .build()) {
      var unused = client.sendAsync(Fixtures.get(primary.uri("/")), BodyHandlers.ofString());

      assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_UNFINISHED)).isEqualTo(1);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      Fixtures.await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aPrimaryThatFailsIsCopiedToo() throws Exception {
    try (RawServer broken = RawServer.doing(connection -> RawServer.readHead(connection))) {
      HttpRequest request = Fixtures.get(broken.uri());
      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
  }

  @Test
  void aPrimaryThatIsCancelledIsNotCopied() throws Exception {
    var future = client.sendAsync(Fixtures.get(primary.uri("/slow")), BodyHandlers.ofString());
    future.cancel(true);

    assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_CANCELLED)).isEqualTo(1);
    assertThat(mirror.requests()).isEmpty();
  }

  @Test
  void aPrimaryWhoseCallerIsInterruptedIsNotCopied() throws Exception {
    Thread caller =
        Thread.ofPlatform()
            .start(
                () ->
                    assertThatThrownBy(
                            () ->
                                client.send(
                                    Fixtures.get(primary.uri("/slow")), BodyHandlers.ofString()))
                        .isInstanceOf(InterruptedException.class));
    while (primary.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join();
    assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_CANCELLED)).isEqualTo(1);
  }

  @Test
  void aPrimaryThatIsRefusedAtOnceIsNotCopied() throws Exception {
    assertThatThrownBy(() -> client.send(Fixtures.get(primary.uri("/")), null))
        .isInstanceOf(NullPointerException.class);
    assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_REFUSED)).isEqualTo(1);
  }

  @Test
  void theOtherMirrorsGetTheirsWithThePrimary() throws Exception {
    try (RecordingServer early = RecordingServer.responding("early");
        MirroringHttpClient both =
            Fixtures.mirroring(
                    Mirror.to(early.uri()).name("early"),
                    Mirror.to(mirror.uri()).name("m").afterResponse())
                .build()) {
      var future =
          both.sendAsync(Fixtures.post(primary.uri("/slow"), "body"), BodyHandlers.ofString());
      while (both.engine().stats(id("early")).orElseThrow().completedInTotal() == 0) {
        Thread.onSpinWait();
      }
      assertThat(mirror.requests()).isEmpty();
      assertThat(both.engine().stats(id("m")).orElseThrow().waiting()).isEqualTo(1);

      mayRespond.countDown();
      assertThat(future.join().statusCode()).isEqualTo(200);
      assertThat(Fixtures.settled(both).completedInTotal()).isEqualTo(2);
      assertThat(mirror.requests().get(0).body()).asString().isEqualTo("body");
      assertThat(early.requests().get(0).body()).asString().isEqualTo("body");
    }
  }

  @Test
  void theRequestAndTheHandlerReachTheClientAsTheyAre() throws Exception {
    FakeClient fake = new FakeClient();
    try (MirroringHttpClient foreign =
        MirroringHttpClient.builder(fake)
            .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m").afterResponse()))
            .build()) {
      HttpRequest request = Fixtures.get(primary.uri("/"));
      HttpResponse.BodyHandler<String> handler = BodyHandlers.ofString();
      var unused = foreign.sendAsync(request, handler);

      assertThat(fake.calls.getLast().arguments().get(0)).isSameAs(request);
      assertThat(fake.calls.getLast().arguments().get(1)).isSameAs(handler);
    }
  }

  private MirrorCounts counts() {
    return client.engine().stats().total();
  }

  private static MirrorId id(String mirror) {
    return new MirrorId(Fixtures.RULE, mirror);
  }
}
