package io.github.mirror4j.http.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What belongs to a client ends with it, once. */
class OnCloseTest {

  private final AtomicInteger closed = new AtomicInteger();
  private final MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient());

  @Test
  void aResourceIsClosedWithTheClientAndOnlyOnce() {
    client.engine().onClose(closed::incrementAndGet);
    assertThat(closed).hasValue(0);

    client.shutdown();
    client.close();

    assertThat(closed).hasValue(1);
  }

  @Test
  void shutdownNowClosesItToo() {
    client.engine().onClose(closed::incrementAndGet);

    client.shutdownNow();

    assertThat(closed).hasValue(1);
  }

  @Test
  void aClosedClientClosesItAtOnce() {
    client.close();

    client.engine().onClose(closed::incrementAndGet);

    assertThat(closed).hasValue(1);
  }

  @Test
  void oneThatFailsHarmsNeitherTheClientNorTheOthers() {
    client
        .engine()
        .onClose(
            () -> {
              throw new IllegalStateException("on purpose");
            });
    client.engine().onClose(closed::incrementAndGet);

    client.close();

    assertThat(closed).hasValue(1);
    assertThat(client.isTerminated()).isTrue();
  }

  @Test
  void alsoOneThatThrowsAnError() {
    client
        .engine()
        .onClose(
            () -> {
              throw new NoClassDefFoundError("on purpose");
            });
    client.engine().onClose(closed::incrementAndGet);

    client.close();

    assertThat(closed).hasValue(1);
    assertThat(client.isTerminated()).isTrue();
  }

  @Test
  void oneThatIsInterruptedLeavesTheCallerItsFlag() {
    client.engine().onClose(() -> new CountDownLatch(1).await());
    Thread.currentThread().interrupt();

    client.shutdown();

    assertThat(Thread.interrupted()).isTrue();
  }
}
