package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a decorator does wrong, each copy is sent once and accounted for once. */
class CopyTaskDecoratorFaultTest {

  private static final int CALLS = 5;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("throws", task -> fail(new IllegalStateException("decorator"))),
        fault("throws an error", task -> fail(new StackOverflowError())),
        fault("returns null", task -> null),
        fault(
            "runs the task itself",
            task -> {
              task.run();
              return task;
            }),
        fault("never runs the task", task -> () -> {}),
        fault(
            "runs it twice",
            task ->
                () -> {
                  task.run();
                  task.run();
                }),
        fault("hands it to another thread", task -> () -> Thread.ofVirtual().start(task)),
        fault("has another thread run it", task -> () -> runElsewhere(task)),
        fault(
            "has another thread run it too",
            task ->
                () -> {
                  task.run();
                  runElsewhere(task);
                }),
        fault(
            "throws before it runs",
            task -> () -> fail(new IllegalStateException("decorated task"))),
        fault(
            "throws after it ran",
            task ->
                () -> {
                  task.run();
                  fail(new AssertionError("decorated task"));
                }),
        fault(
            "does everything wrong",
            task ->
                () -> {
                  runElsewhere(task);
                  task.run();
                  task.run();
                  fail(new AssertionError("decorated task"));
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void costsNeitherPrimaryNorCopy(String name, UnaryOperator<Runnable> decorator) throws Exception {
    assertSent(decorator, Fixtures.get(primary.uri()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void norABody(String name, UnaryOperator<Runnable> decorator) throws Exception {
    assertSent(decorator, Fixtures.post(primary.uri(), "body"));
    assertThat(mirror.requests()).allMatch(copy -> new String(copy.body()).equals("body"));
  }

  @Test
  void aTaskThatIsRunWhenTheCopyHasEndedDoesNothing() throws Exception {
    Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    try (MirroringHttpClient client =
        mirroring(
                task -> {
                  tasks.add(task);
                  return task;
                })
            .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      Fixtures.settled(client);
      tasks.forEach(Runnable::run);
      tasks.forEach(Runnable::run);

      assertThat(client.engine().stats().total().completedInTotal()).isEqualTo(1);
      assertThat(client.engine().stats().internalErrors()).isEqualTo(1);
    }
    assertThat(mirror.requests()).hasSize(1);
  }

  @Test
  void aTaskThatBlocksFillsItsLaneAndNothingElse() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    MirroringHttpClient client =
        mirroring(
                task ->
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new IllegalStateException(e);
                      }
                    })
            .closeGrace(Duration.ZERO)
            .build();
    try (client) {
      for (int i = 0; i < CALLS; i++) {
        assertThat(client.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
            .isEqualTo("ok");
      }
      assertThat(client.engine().stats().total().dropped(DropReason.LANE_FULL))
          .isEqualTo(CALLS - 1);
      assertThat(client.engine().stats().total().inFlight()).isEqualTo(1);
    }
    Fixtures.await(interrupted);
    assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
    assertThat(client.engine().stats().total().ended()).isEqualTo(CALLS);
  }

  @Test
  void aTaskThatInterruptsItsThreadAbortsItsCopy() throws Exception {
    try (MirroringHttpClient client =
        mirroring(
                task ->
                    () -> {
                      Thread.currentThread().interrupt();
                      task.run();
                    })
            .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(1);
    }
  }

  /** One place in the lane: had a copy kept it, the next one would be dropped. */
  private void assertSent(UnaryOperator<Runnable> decorator, HttpRequest request) throws Exception {
    try (MirroringHttpClient client = mirroring(decorator).build()) {
      for (int i = 1; i <= CALLS; i++) {
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok");
        assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).as("idle").isTrue();
        assertThat(client.engine().stats().total().completedInTotal()).isEqualTo(i);
        assertThat(client.engine().stats().bufferedBytes()).isZero();
      }
      assertThat(client.engine().stats().total().selected()).isEqualTo(CALLS);
      FaultResources.await(() -> client.engine().stats().internalErrors() == CALLS);
      assertThat(client.engine().stats().internalErrors()).isEqualTo(CALLS);
    }
    assertThat(primary.requests()).hasSize(CALLS);
    assertThat(mirror.requests()).hasSize(CALLS);
  }

  private MirroringHttpClient.Builder mirroring(UnaryOperator<Runnable> decorator) {
    return Fixtures.mirroring(Mirror.to(mirror.uri()))
        .maxConcurrentCopies(1)
        .copyTaskDecorator(decorator);
  }

  private static Arguments fault(String name, UnaryOperator<Runnable> decorator) {
    return Arguments.of(name, decorator);
  }

  private static Runnable fail(Throwable failure) {
    throw CopyTaskDecoratorFaultTest.<RuntimeException>sneaky(failure);
  }

  @SuppressWarnings("unchecked") // nothing is cast at run time
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }

  private static void runElsewhere(Runnable task) {
    try {
      Thread.ofVirtual().start(task).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
