package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.TransparencyMirror;
import io.github.mirror4j.http.fixture.TransparencyMock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Delegates that are mocks or otherwise not the JDK's: their very responses get through. */
class TransparencyDelegateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final BodyHandler<String> HANDLER = BodyHandlers.ofString();

  private @Nullable MirroringHttpClient client;

  static Stream<HttpRequest> requests() {
    URI uri = URI.create("http://primary.example/");
    return Stream.of(
        HttpRequest.newBuilder(uri).build(),
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("hello")).build());
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    if (client != null) {
      client.close();
      assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
      MirroringHttpClient used = client;
      assertThat(FaultResources.await(() -> used.engine().stats().bufferedBytes() == 0)).isTrue();
      assertThat(client.engine().stats().internalErrors()).isLessThanOrEqualTo(1);
      assertThat(client.engine().stats().total().ended())
          .isEqualTo(client.engine().stats().total().selected());
      assertThat(client.engine().stats().total().selected()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void nullIsHandedOn(HttpRequest request) throws Exception {
    client = wrap(new Mock(null, null));

    assertThat(client.send(request, HANDLER)).isNull();
    assertThat(client.sendAsync(request, HANDLER)).isNull();
    assertThat(client.sendAsync(request, HANDLER, null)).isNull();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theVeryFutureIsHandedOn(HttpRequest request) {
    var future = new CompletableFuture<HttpResponse<?>>();
    client = wrap(new Mock(future, null));

    assertThat((Object) client.sendAsync(request, HANDLER)).isSameAs(future);
    assertThat((Object) client.sendAsync(request, HANDLER, null)).isSameAs(future);
    assertThat(future.cancel(true)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aFutureMayBeCompleteAlready(HttpRequest request) {
    client = wrap(new Mock(CompletableFuture.completedFuture(null), null));
    assertThat(client.sendAsync(request, HANDLER).join()).isNull();

    client.close();
    client = wrap(new Mock(CompletableFuture.failedFuture(new IOException("no")), null));
    assertThat(client.sendAsync(request, HANDLER)).isCompletedExceptionally();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aFutureMayThrowWhereverItIsAsked(HttpRequest request) {
    Throwing future = new Throwing();
    client = wrap(new Mock(future, null));

    assertThat((Object) client.sendAsync(request, HANDLER)).isSameAs(future);
    assertThat((Object) client.sendAsync(request, HANDLER, null)).isSameAs(future);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theVeryExceptionIsHandedOn(HttpRequest request) {
    for (Throwable failure :
        new Throwable[] {
          new IOException("io"),
          new InterruptedException("interrupted"),
          new IllegalStateException("unchecked"),
          new IllegalArgumentException("refused"),
          new AssertionError("error"),
          new StackOverflowError("deep"),
          new Exception("checked")
        }) {
      client = wrap(new Mock(null, failure));

      assertThatThrownBy(() -> client.send(request, HANDLER)).isSameAs(failure);
      assertThatThrownBy(() -> client.sendAsync(request, HANDLER)).isSameAs(failure);
      assertThatThrownBy(() -> client.sendAsync(request, HANDLER, null)).isSameAs(failure);
      assertThat(failure.getSuppressed()).isEmpty();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      client.close();
    }
  }

  /** What is not called on the wrapper is not called on the delegate, and the other way round. */
  @ParameterizedTest
  @MethodSource("requests")
  void theVeryHandlersAreHandedOn(HttpRequest request) throws Exception {
    Mock mock = new Mock(null, null);
    client = wrap(mock);
    PushPromiseHandler<String> pushes = (initiating, push, acceptor) -> {};

    client.send(request, HANDLER);
    client.sendAsync(request, HANDLER);
    client.sendAsync(request, HANDLER, null);
    client.sendAsync(request, HANDLER, pushes);

    assertThat(mock.calls.toString())
        .isEqualTo("[send, sendAsync, sendAsync null, sendAsync pushes]");
    assertThat(mock.handlers).allMatch(handler -> handler == HANDLER);
    assertThat(mock.pushes).isSameAs(pushes);
    boolean bodiless = request.bodyPublisher().isEmpty();
    assertThat(mock.requests).allMatch(r -> r.equals(request));
    assertThat(mock.requests).allMatch(r -> (r == request) == bodiless);
  }

  private static MirroringHttpClient wrap(Mock mock) {
    return TransparencyMirror.REFUSED.wrap(mock);
  }

  /** A future whose stages can't be made. */
  private static final class Throwing extends CompletableFuture<HttpResponse<?>> {

    @Override
    public CompletableFuture<HttpResponse<?>> whenComplete(
        BiConsumer<? super HttpResponse<?>, ? super Throwable> action) {
      throw new IllegalStateException("whenComplete");
    }

    @Override
    public CompletableFuture<HttpResponse<?>> whenCompleteAsync(
        BiConsumer<? super HttpResponse<?>, ? super Throwable> action, Executor executor) {
      throw new IllegalStateException("whenCompleteAsync");
    }

    @Override
    public boolean isCompletedExceptionally() {
      throw new IllegalStateException("isCompletedExceptionally");
    }

    @Override
    public boolean isDone() {
      throw new IllegalStateException("isDone");
    }
  }

  /** Gives the future, or throws the failure. */
  private static final class Mock extends TransparencyMock {

    private final @Nullable CompletableFuture<? extends HttpResponse<?>> future;
    private final @Nullable Throwable failure;

    Mock(
        @Nullable CompletableFuture<? extends HttpResponse<?>> future,
        @Nullable Throwable failure) {
      this.future = future;
      this.failure = failure;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable CompletableFuture<HttpResponse<T>> response() {
      if (failure != null) {
        throw TransparencyMock.<RuntimeException>sneaky(failure);
      }
      return (CompletableFuture<HttpResponse<T>>) (CompletableFuture<?>) future;
    }
  }
}
