package io.github.mirror4j.http.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.OverheadMeasurement;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.TransparencyMock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * A future that cannot be measured, because it is of a foreign class, is handed on all the same.
 */
class MeasuredFutureTest {

  @Test
  void oneWithoutStages() {
    Unobservable future = new Unobservable();
    try (MirrorEngine engine =
            MirrorEngine.builder()
                .rules(Fixtures.copyAll(URI.create("http://127.0.0.1:1")))
                .withoutBackOff()
                .closeGrace(Duration.ZERO)
                .build();
        MirroringHttpClient client = engine.wrap(new Mock(future));
        OverheadMeasurement measurement =
            engine.measureOverhead(Duration.ofMillis(100), Duration.ZERO)) {
      while (measurement.report().pairs() == 0) { // One that counts has had calls.
        assertThat(
                (Object)
                    client.sendAsync(
                        Fixtures.get(URI.create("http://primary.invalid/")),
                        BodyHandlers.discarding()))
            .isSameAs(future);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private static final class Unobservable extends CompletableFuture<HttpResponse<?>> {

    @Override
    public CompletableFuture<HttpResponse<?>> whenComplete(
        BiConsumer<? super HttpResponse<?>, ? super Throwable> action) {
      throw new UnsupportedOperationException("whenComplete");
    }
  }

  private static final class Mock extends TransparencyMock {

    private final CompletableFuture<? extends HttpResponse<?>> future;

    Mock(CompletableFuture<? extends HttpResponse<?>> future) {
      this.future = future;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<HttpResponse<T>> response() {
      return (CompletableFuture<HttpResponse<T>>) (CompletableFuture<?>) future;
    }
  }
}
