package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultLoad;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener that blocks or throws is felt by nobody but itself. */
class FaultListenerTest {

  private static final int CALLS = 20;
  private static final int COPIES = CALLS * FaultLoad.callers();

  private final FaultEcho primary = new FaultEcho();
  private final FaultEcho mirror = new FaultEcho();
  private final HttpClient plain = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    plain.close();
    primary.close();
    mirror.close();
  }

  @Test
  void oneThatThrowsHearsOfEveryCopyAndIsLoggedOnce() throws Exception {
    AtomicLong heard = new AtomicLong();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      load(
          copies -> {
            heard.addAndGet(copies);
            throw new IllegalStateException("deaf");
          });
      assertThat(FaultResources.await(() -> heard.get() == COPIES)).isTrue();
    } finally {
      System.setErr(err);
    }
    assertThat(
            log.toString(StandardCharsets.UTF_8)
                .split("failed. Callers and copies are not affected", -1))
        .hasSize(2);
  }

  @Test
  void oneThatBlocksHoldsUpNoCopy() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicLong heard = new AtomicLong();
    load(
        copies -> {
          gate.await(30, java.util.concurrent.TimeUnit.SECONDS);
          heard.addAndGet(copies);
        });
    assertThat(heard).hasValue(0);
    gate.countDown();
    assertThat(FaultResources.await(() -> heard.get() == COPIES)).isTrue();
  }

  /** Hears of copies, whatever became of them, and may throw anything. */
  @FunctionalInterface
  private interface Ear {
    void hear(long copies) throws Exception;
  }

  private record EarListener(Ear ear) implements MirrorListener {
    @Override
    public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {
      hear(1);
    }

    @Override
    public void copiesDropped(MirrorId id, DropReason reason, long count) {
      hear(count);
    }

    private void hear(long copies) {
      try {
        ear.hear(copies);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void load(Ear ear) throws Exception {
    MirrorListener listener = new EarListener(ear);
    RouteRule rule =
        RouteRule.builder("r").destination("*").mirror(Mirror.to(mirror.uri())).build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(plain).rules(rule).listener(listener).build()) {
      assertThat(new FaultLoad(client, primary.uri(), 100).run(CALLS)).isEmpty();

      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
      assertThat(client.engine().stats().total().selected()).isEqualTo(COPIES);
      assertThat(client.engine().stats().total().ended()).isEqualTo(COPIES);
    }
  }
}
