package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.Capture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A capture that is given up while bytes are added to it gives all its memory back. */
class CaptureRaceTest {

  private static final int ROUNDS = 300_000;

  /** Threads that spin for each other get nowhere on processors that are busy with others. */
  private static final Duration MAX = Duration.ofSeconds(5);

  @Test
  void whoeverIsFirst() throws Exception {
    ByteBudget budget = new ByteBudget(Long.MAX_VALUE);
    AtomicReference<@Nullable Capture> shared = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread cancelling =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    Capture capture = shared.getAndSet(null);
                    if (capture != null) {
                      capture.giveUp();
                    }
                  }
                });
    ByteBuffer bytes = ByteBuffer.allocate(1);
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < MAX.toNanos(); i++) {
      Capture capture = new Capture(budget, 1000);
      shared.set(capture);
      while (shared.get() != null) {
        capture.add(bytes);
      }
      // The primary is cancelled: nothing more is published, completed or failed.
    }
    over.set(true);
    cancelling.join();

    assertThat(budget.held()).isZero();
  }
}
