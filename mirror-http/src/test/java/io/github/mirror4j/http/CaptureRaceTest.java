package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A capture that is given up while bytes are added to it gives all its memory back. */
class CaptureRaceTest {

  private static final int ROUNDS = 300_000;

  @Test
  void whoeverIsFirst() throws Exception {
    ByteBudget budget = new ByteBudget(Long.MAX_VALUE);
    AtomicReference<@Nullable Capture> shared = new AtomicReference<>();
    Thread cancelling =
        Thread.ofPlatform()
            .start(
                () -> {
                  int spins = 0;
                  for (int given = 0; given < ROUNDS; ) {
                    Capture capture = shared.getAndSet(null);
                    if (capture != null) {
                      capture.giveUp();
                      given++;
                    } else {
                      spin(++spins);
                    }
                  }
                });
    ByteBuffer bytes = ByteBuffer.allocate(1);
    for (int i = 0; i < ROUNDS; i++) {
      Capture capture = new Capture(budget, 1000);
      shared.set(capture);
      for (int spins = 1; shared.get() != null; spins++) {
        capture.add(bytes);
        spin(spins);
      }
      // The primary is cancelled: nothing more is published, completed or failed.
    }
    cancelling.join();

    assertThat(budget.held()).isZero();
  }

  /** Where both have one processor, waiting for the other would cost a time slice each. */
  private static void spin(int spins) {
    if (spins % 200 == 0) {
      Thread.yield();
    }
  }
}
