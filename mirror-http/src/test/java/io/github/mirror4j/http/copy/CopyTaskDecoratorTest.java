package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the caller's thread knows can be handed on to the thread that sends the copy. */
class CopyTaskDecoratorTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final RecordingServer other = RecordingServer.responding("ok");
  private final Queue<Thread> decoratedOn = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> ranOn = new ConcurrentLinkedQueue<>();
  private final UnaryOperator<Runnable> noting =
      task -> {
        decoratedOn.add(Thread.currentThread());
        return () -> {
          ranOn.add(Thread.currentThread());
          task.run();
        };
      };

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
    other.close();
  }

  @Test
  void onTheCallersThreadOnceForEachCopy() throws Exception {
    assertDecoratedHere(Fixtures.get(primary.uri()));
  }

  /** The client reads the body on a thread of its own, which knows nothing of the caller. */
  @Test
  void onTheCallersThreadAlsoWhereABodyIsReadElsewhere() throws Exception {
    assertDecoratedHere(Fixtures.post(primary.uri(), "body"));
  }

  @Test
  void theCopyIsSentInsideTheDecoratedTask() throws Exception {
    Queue<Integer> sent = new ConcurrentLinkedQueue<>();
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()))
            .copyTaskDecorator(
                task ->
                    () -> {
                      sent.add(mirror.requests().size());
                      task.run();
                      sent.add(mirror.requests().size());
                    })
            .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
    assertThat(sent).containsExactly(0, 1);
  }

  @Test
  void notForWhatIsNotMirrored() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()))
            .bodyLimit(3)
            .copyTaskDecorator(noting)
            .build()) {
      client.send(Fixtures.post(primary.uri(), "too large"), BodyHandlers.discarding());
      client.send(
          HttpRequest.newBuilder(primary.uri()).header("X-Mirror4J", "another").build(),
          BodyHandlers.discarding());
      client.engine().pause();
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).droppedInTotal()).isEqualTo(2);
    }
    assertThat(decoratedOn).isEmpty();
  }

  @Test
  void notWhereTheLaneIsFull() throws Exception {
    CountDownLatch mayRun = new CountDownLatch(1);
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()))
            .maxConcurrentCopies(1)
            .copyTaskDecorator(
                task -> {
                  Runnable noted = noting.apply(task);
                  return () -> {
                    awaitQuietly(mayRun);
                    noted.run();
                  };
                })
            .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      mayRun.countDown();

      assertThat(Fixtures.settled(client).dropped(DropReason.LANE_FULL)).isEqualTo(1);
    }
    assertThat(decoratedOn).hasSize(1);
  }

  @Test
  void anInterruptThatItSwallowsIsPutBack() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()))
            .copyTaskDecorator(
                task -> {
                  assertThat(Thread.interrupted()).isTrue();
                  return task;
                })
            .build()) {
      Thread.currentThread().interrupt();
      var response = client.sendAsync(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Thread.interrupted()).isTrue();

      assertThat(response.join().statusCode()).isEqualTo(200);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
  }

  @Test
  void nullIsRefusedAtOnce() {
    MirroringHttpClient.Builder builder = MirroringHttpClient.builder(new FakeClient());
    assertThatThrownBy(() -> builder.copyTaskDecorator(null)).hasMessage("copyTaskDecorator");
    assertThatThrownBy(() -> builder.traceHeaders(null)).hasMessage("traceHeaders");
  }

  private void assertDecoratedHere(HttpRequest request) throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()), Mirror.to(other.uri()))
            .copyTaskDecorator(noting)
            .build()) {
      client.send(request, BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
    }
    assertThat(decoratedOn).hasSize(2).containsOnly(Thread.currentThread());
    assertThat(ranOn)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(thread -> thread.getName().startsWith("mirror4j-copy-"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
