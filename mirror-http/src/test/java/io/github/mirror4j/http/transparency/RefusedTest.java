package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the delegate refuses at once is refused as it would be, and not mirrored. */
public class RefusedTest {

  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final RecordingServer primary = RecordingServer.responding("ok");
  private final HttpClient delegate = Fixtures.plain();
  private final MirroringHttpClient client =
      MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()));

  @AfterEach
  void close() {
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void aRequestThatNoBuilderWouldHaveMade() throws Exception {
    HttpRequest bad = new OwnRequest("a b", primary.uri());

    assertThatThrownBy(() -> client.send(bad, BodyHandlers.discarding()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.sendAsync(bad, BodyHandlers.discarding()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.sendAsync(bad, BodyHandlers.discarding(), null))
        .isInstanceOf(IllegalArgumentException.class);

    assertDropped(DropReason.PRIMARY_REFUSED, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "body"})
  void aCallWithoutHandler(String body) throws Exception {
    HttpRequest request = Fixtures.post(primary.uri(), body);

    assertSameRefusal(() -> client.send(request, null), () -> delegate.send(request, null));
    assertSameRefusal(
        () -> client.sendAsync(request, null), () -> delegate.sendAsync(request, null));
    assertSameRefusal(
        () -> client.sendAsync(request, null, null), () -> delegate.sendAsync(request, null, null));

    assertDropped(DropReason.PRIMARY_REFUSED, 3);
  }

  @Test
  void aCallWithoutRequest() throws Exception {
    assertSameRefusal(
        () -> client.send(null, BodyHandlers.discarding()),
        () -> delegate.send(null, BodyHandlers.discarding()));
    assertSameRefusal(
        () -> client.sendAsync(null, BodyHandlers.discarding()),
        () -> delegate.sendAsync(null, BodyHandlers.discarding()));

    assertThat(Fixtures.settled(client).selected()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "body"})
  void aCallAfterClose(String body) throws Exception {
    client.close();
    HttpRequest request = Fixtures.post(primary.uri(), body);

    assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
    assertThat(client.sendAsync(request, BodyHandlers.discarding())).isCompletedExceptionally();

    assertDropped(DropReason.CLOSED, 2);
  }

  @Test
  void aCallOfAThreadThatIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    Throwable thrown =
        catchThrowable(() -> client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding()));

    assertThat(thrown).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertDropped(DropReason.PRIMARY_CANCELLED, 1);
  }

  private void assertDropped(DropReason reason, int count) throws Exception {
    MirrorCounts total = Fixtures.settled(client);
    assertThat(total.dropped(reason)).as("%s", total).isEqualTo(count);
    assertThat(total.selected()).isEqualTo(count);
    assertThat(mirror.requests()).isEmpty();
    assertThat(primary.requests()).isEmpty();
  }

  private static void assertSameRefusal(ThrowingCallable wrapped, ThrowingCallable plain) {
    assertThatThrownBy(wrapped)
        .hasSameClassAs(catchThrowable(plain))
        .hasMessage(catchThrowable(plain).getMessage());
  }

  /** A request of the caller's own class, without headers and body. */
  public static final class OwnRequest extends HttpRequest {
    private final String method;
    private final URI uri;

    public OwnRequest(String method, URI uri) {
      this.method = method;
      this.uri = uri;
    }

    @Override
    public String method() {
      return method;
    }

    @Override
    public URI uri() {
      return uri;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> timeout() {
      return Optional.empty();
    }

    @Override
    public boolean expectContinue() {
      return false;
    }

    @Override
    public Optional<HttpClient.Version> version() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }
  }
}
