package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A wrapped client that is not the JDK's own may look at the classes of what it gets: it gets the
 * caller's own objects, or objects of the JDK's classes where the caller's were of these.
 */
class ForeignClientTest {

  private static final URI ORDERS = URI.create("http://orders/a");

  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final FakeClient foreign = new FakeClient();
  private final MirroringHttpClient client =
      MirroringHttpClient.wrap(foreign, Fixtures.copyAll(mirror.uri()));

  @AfterEach
  void close() {
    client.close();
    mirror.close();
  }

  /** Publishers as the JDK makes them: their classes are internal. */
  enum OfTheJdk {
    STRING(() -> BodyPublishers.ofString("body")),
    BYTES(() -> BodyPublishers.ofByteArray(new byte[] {1, 2})),
    ITERABLE(() -> BodyPublishers.ofByteArrays(List.of(new byte[] {1}))),
    STREAM(() -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1}))),
    ADAPTED(() -> BodyPublishers.fromPublisher(new Form())),
    JOINED(() -> BodyPublishers.concat(new Form(), new Form()));

    private final Supplier<BodyPublisher> publisher;

    OfTheJdk(Supplier<BodyPublisher> publisher) {
      this.publisher = publisher;
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodiesOfTheJdksClassesAreReadAlong(OfTheJdk body) throws Exception {
    HttpRequest request = Fixtures.post(ORDERS, body.publisher.get());

    HttpRequest seen = seenBy(foreign, client, request);

    assertThat(seen).isEqualTo(request).hasSameClassAs(request);
    assertThat(publisher(seen)).hasToString(publisher(request).toString());
    assertThat(Fixtures.settled(client).dropped(DropReason.NOT_REBUILDABLE)).isZero();
  }

  @Test
  void aPublisherOfAnotherClassGoesOnAsItIsAndIsNotCopied() throws Exception {
    HttpRequest request = Fixtures.post(ORDERS, new Form());

    assertThat(seenBy(foreign, client, request)).isSameAs(request);

    assertThat(Fixtures.settled(client).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
  }

  @Test
  void aRequestOfAnotherClassGoesOnAsItIsAndIsNotCopied() throws Exception {
    HttpRequest request = new Tagged(Optional.of(BodyPublishers.ofString("body")));

    assertThat(seenBy(foreign, client, request)).isSameAs(request);

    assertThat(Fixtures.settled(client).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
  }

  @Test
  void withoutBodyItGoesOnAsItIsAndIsCopied() throws Exception {
    for (Optional<BodyPublisher> none :
        List.of(Optional.<BodyPublisher>empty(), Optional.of(BodyPublishers.noBody()))) {
      HttpRequest request = new Tagged(none);
      assertThat(seenBy(foreign, client, request)).isSameAs(request);
    }

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
  }

  /** Methanol's resolves its body late, and fails where it is asked too early. */
  @Test
  void aRequestThatDoesNotTellItsBodyIsNotCopied() throws Exception {
    HttpRequest request =
        new Tagged(Optional.empty()) {
          @Override
          public Optional<BodyPublisher> bodyPublisher() {
            throw new UnsupportedOperationException("not yet");
          }
        };

    assertThat(seenBy(foreign, client, request)).isSameAs(request);

    assertThat(Fixtures.settled(client).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
  }

  @Test
  void aRoutedRequestKeepsItsPublisher() throws Exception {
    Labels v1 = Labels.of("version", "v1");
    URI endpoint = URI.create("http://127.0.0.1:8081");
    RouteRule rule =
        RouteRule.builder("r")
            .destination("orders")
            .route(v1, 100)
            .mirror(Mirror.to(mirror.uri()))
            .build();
    FakeClient delegate = new FakeClient();
    try (MirroringHttpClient routing =
        MirroringHttpClient.builder(delegate)
            .rules(rule)
            .registry(ServiceRegistry.builder().endpoint("orders", v1, endpoint).build())
            .build()) {
      HttpRequest request = Fixtures.post(ORDERS, new Form());

      HttpRequest seen = seenBy(delegate, routing, request);

      assertThat(seen.uri()).isEqualTo(endpoint.resolve("/a"));
      assertThat(publisher(seen)).isSameAs(publisher(request));
      assertThat(Fixtures.settled(routing).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
    }
  }

  /** The outer one knows the client behind the inner one. */
  @Test
  void wrappedTwiceTheClientBehindBothDecides() throws Exception {
    try (MirroringHttpClient outer =
        MirroringHttpClient.wrap(client, Fixtures.copyAll(mirror.uri()))) {
      HttpRequest form = Fixtures.post(ORDERS, new Form());
      HttpRequest text = Fixtures.post(ORDERS, "body");

      assertThat(seenBy(foreign, outer, form)).isSameAs(form);
      assertThat(publisher(seenBy(foreign, outer, text))).hasToString(publisher(text).toString());

      assertThat(Fixtures.settled(outer).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
      assertThat(Fixtures.settled(client).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
    }
  }

  @Test
  void wrappedTwiceAroundTheJdksClientEveryBodyIsCopied() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        HttpClient plain = Fixtures.plain();
        MirroringHttpClient inner =
            MirroringHttpClient.wrap(plain, Fixtures.copyAll(mirror.uri()));
        MirroringHttpClient outer =
            MirroringHttpClient.wrap(inner, Fixtures.copyAll(mirror.uri()))) {
      outer.send(Fixtures.post(primary.uri(), new Form()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(outer).completedInTotal()).isEqualTo(1);
      assertThat(Fixtures.settled(inner).completedInTotal()).isEqualTo(1);
    }
    assertThat(mirror.requests())
        .allMatch(
            copy -> new String(copy.body(), java.nio.charset.StandardCharsets.UTF_8).equals("a=b"));
  }

  private static HttpRequest seenBy(
      FakeClient delegate, MirroringHttpClient through, HttpRequest request) throws Exception {
    delegate.calls.clear();
    through.send(request, BodyHandlers.discarding());
    return (HttpRequest) delegate.onlyCall().arguments().getFirst();
  }

  private static BodyPublisher publisher(HttpRequest request) {
    return request.bodyPublisher().orElseThrow();
  }

  /** Says by its class what it publishes, as Methanol's publishers do. */
  private static final class Form implements BodyPublisher {

    private final BodyPublisher text = BodyPublishers.ofString("a=b");

    @Override
    public long contentLength() {
      return text.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      text.subscribe(subscriber);
    }
  }

  /** Carries more than the JDK's requests do, as Methanol's do. */
  private static class Tagged extends HttpRequest {

    private final Optional<BodyPublisher> body;

    Tagged(Optional<BodyPublisher> body) {
      this.body = body;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
      return body;
    }

    @Override
    public String method() {
      return "POST";
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
    public URI uri() {
      return ORDERS;
    }

    @Override
    public Optional<HttpClient.Version> version() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(java.util.Map.of(), (name, value) -> true);
    }
  }
}
