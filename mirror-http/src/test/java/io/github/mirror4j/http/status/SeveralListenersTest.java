package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several listeners, given to the builder or added later, know nothing of each other. */
class SeveralListenersTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    never.countDown();
    primary.close();
    mirror.close();
  }

  @Test
  void eachHearsEachOutcome() throws Exception {
    MirrorListener twice = named("twice");
    try (MirroringHttpClient client =
        builder().listener(named("a")).listener(twice).listener(twice).build()) {
      client.engine().addListener(named("b"));
      client.engine().addListener(twice);
      send(client);
      assertThat(next(3)).containsExactlyInAnyOrder("a", "twice", "b");
      Fixtures.settled(client);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void oneThatHangsOrThrowsCostsTheOthersNothing() throws Exception {
    try (MirroringHttpClient client =
        builder()
            .listener((id, outcome, duration) -> hang())
            .listener(
                (id, outcome, duration) -> {
                  throw new AssertionError("the listener's own fault");
                })
            .listener(named("b"))
            .build()) {
      for (int i = 0; i < 20; i++) {
        send(client);
      }
      assertThat(next(20)).containsOnly("b");
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(20);
    }
  }

  @Test
  void whoIsTakenOffHearsNothingMore() throws Exception {
    MirrorListener gone = named("gone");
    try (MirroringHttpClient client = builder().listener(gone).listener(named("a")).build()) {
      send(client);
      next(2);
      client.engine().removeListener(gone);
      client.engine().removeListener(named("unknown"));
      send(client);
      send(client);
      assertThat(next(2)).containsOnly("a");
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void whatWaitsForOneThatIsTakenOffIsNotTold() throws Exception {
    MirrorListener slow =
        (id, outcome, duration) -> {
          heard.add("slow");
          hang();
        };
    CountDownLatch bothWereTold = new CountDownLatch(2);
    try (MirroringHttpClient client =
        builder()
            .listener(slow)
            .listener((id, outcome, duration) -> bothWereTold.countDown())
            .build()) {
      send(client);
      next(1);
      send(client);
      // Listeners are told in turn, a moment after the copy was counted.
      Fixtures.await(bothWereTold);
      client.engine().removeListener(slow);
      client.engine().addListener(named("b"));
      never.countDown();
      send(client);
      assertThat(next(1)).containsExactly("b");
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void otherRulesAreToldToAll() throws Exception {
    CountDownLatch told = new CountDownLatch(2);
    try (MirroringHttpClient client =
        builder().listener(new RulesListener(told)).listener(new RulesListener(told)).build()) {
      client.engine().replaceRules();
      Fixtures.await(told);
    }
  }

  @Test
  void oneIsNeverCalledTwiceAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger collisions = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    MirrorListener jealous =
        new MirrorListener() {
          @Override
          public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {
            hear();
          }

          @Override
          public void copiesDropped(MirrorId id, DropReason reason, long count) {
            hear();
          }

          @Override
          public void rulesReplaced() {
            hear();
          }

          private void hear() {
            collisions.addAndGet(inside.getAndIncrement());
            Thread.yield();
            inside.decrementAndGet();
            calls.incrementAndGet();
          }
        };
    try (MirroringHttpClient client = builder().maxConcurrentCopies(2).listener(jealous).build()) {
      try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 400; i++) {
          callers.submit(() -> client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding()));
          if (i % 50 == 0) {
            client.engine().replaceRules(client.engine().rules().rules());
          }
        }
      }
      Fixtures.settled(client);
    }
    assertThat(calls).hasPositiveValue();
    assertThat(collisions).hasValue(0);
  }

  private record RulesListener(CountDownLatch told) implements MirrorListener {
    @Override
    public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {}

    @Override
    public void rulesReplaced() {
      told.countDown();
    }
  }

  private MirrorListener named(String listener) {
    return (id, outcome, duration) -> heard.add(listener);
  }

  private void hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(heard.poll(Fixtures.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    return next;
  }

  private MirroringHttpClient.Builder builder() {
    return Fixtures.mirroring(Mirror.to(mirror.uri()).name("m"));
  }

  private void send(MirroringHttpClient client) throws Exception {
    client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
  }
}
