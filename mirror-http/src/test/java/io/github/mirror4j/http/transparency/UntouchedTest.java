package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not mirrored is handed on as it is; what is mirrored keeps responses and handlers. */
class UntouchedTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final FakeClient delegate = new FakeClient();
  private final BodyHandler<String> handler = BodyHandlers.ofString();
  private final PushPromiseHandler<String> pushes =
      PushPromiseHandler.of(request -> handler, new ConcurrentHashMap<>());
  private final HttpRequest marked =
      HttpRequest.newBuilder(URI.create("http://orders/list"))
          .header("x-mirror4j", "some rule")
          .POST(BodyPublishers.ofString("body"))
          .build();
  private final HttpRequest unmarked =
      HttpRequest.newBuilder(URI.create("http://orders/list"))
          .POST(BodyPublishers.ofString("body"))
          .build();

  private record Given(RouteRule rule, Consumer<MirroringHttpClient> before, boolean isMarked) {}

  static Stream<Named<Given>> givens() {
    Mirror mirror = Mirror.to(NOWHERE).name("m");
    RouteRule other = RouteRule.builder("r").destination("payments").mirror(mirror).build();
    Match match = Match.builder().scheme(StringMatch.exact("https")).build();
    RouteRule unmatched =
        RouteRule.builder("r").destination("*").match(match).mirror(mirror).build();
    RouteRule none = Fixtures.copyAll(mirror.percentage(0));
    RouteRule getOnly = Fixtures.copyAll(mirror.methods("GET"));
    RouteRule all = Fixtures.copyAll(mirror);
    Consumer<MirroringHttpClient> nothing = client -> {};
    return Stream.of(
        Named.of("a rule for another host", new Given(other, nothing, false)),
        Named.of("a rule that does not match", new Given(unmatched, nothing, false)),
        Named.of("a rule that samples nothing", new Given(none, nothing, false)),
        Named.of("a rule for another method", new Given(getOnly, nothing, false)),
        Named.of("paused", new Given(all, client -> client.engine().pause(), false)),
        Named.of(
            "mirror paused",
            new Given(all, c -> c.engine().pause(new MirrorId("copy-all", "m")), false)),
        Named.of("closed", new Given(all, MirroringHttpClient::close, false)),
        Named.of("marked", new Given(all, nothing, true)));
  }

  @ParameterizedTest
  @MethodSource("givens")
  void sendGetsTheSameObjects(Given given) throws Exception {
    MirroringHttpClient client = client(given);
    HttpRequest request = request(given);

    assertThat(client.send(request, handler)).isSameAs(delegate.response);

    assertThat(delegate.onlyCall()).isEqualTo(call("send", request, handler));
    assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(request);
  }

  @ParameterizedTest
  @MethodSource("givens")
  void sendAsyncGetsTheSameObjectsAndGivesTheDelegatesFuture(Given given) {
    MirroringHttpClient client = client(given);
    HttpRequest request = request(given);

    assertThat(client.sendAsync(request, handler)).isSameAs(delegate.future);
    assertThat(delegate.onlyCall()).isEqualTo(call("sendAsync", request, handler));
    assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(request);
    assertThat(delegate.future.getNumberOfDependents()).isZero();

    delegate.calls.clear();
    assertThat(client.sendAsync(request, handler, pushes)).isSameAs(delegate.future);
    assertThat(delegate.onlyCall()).isEqualTo(call("sendAsync", request, handler, pushes));
    assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(request);

    delegate.calls.clear();
    assertThat(client.sendAsync(request, handler, null)).isSameAs(delegate.future);
    assertThat(delegate.onlyCall()).isEqualTo(call("sendAsync", request, handler, null));
  }

  @Test
  void aMirroredRequestWithoutBodyIsHandedOnAsItIsToo() throws Exception {
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(delegate, Fixtures.copyAll(NOWHERE))) {
      delegate.calls.clear();
      HttpRequest get = Fixtures.get(URI.create("http://orders/list"));

      assertThat(client.send(get, handler)).isSameAs(delegate.response);

      assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(get);
      assertThat(Fixtures.settled(client).selected()).isEqualTo(1);
    }
  }

  @Test
  void aMirroredRequestWithBodyKeepsFutureAndHandlers() {
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(delegate, Fixtures.copyAll(NOWHERE))) {
      delegate.calls.clear();

      assertThat(client.sendAsync(unmarked, handler)).isSameAs(delegate.future);
      assertThat(client.sendAsync(unmarked, handler, pushes)).isSameAs(delegate.future);
      assertThat(client.sendAsync(unmarked, handler, null)).isSameAs(delegate.future);

      // The tapped request equals the caller's: method, URI and headers are the same.
      assertThat(delegate.calls)
          .containsExactly(
              call("sendAsync", unmarked, handler),
              call("sendAsync", unmarked, handler, pushes),
              call("sendAsync", unmarked, handler, null));
    }
  }

  private MirroringHttpClient client(Given given) {
    MirroringHttpClient client = MirroringHttpClient.wrap(delegate, given.rule());
    given.before().accept(client);
    delegate.calls.clear();
    return client;
  }

  private HttpRequest request(Given given) {
    return given.isMarked() ? marked : unmarked;
  }

  private static FakeClient.Call call(String method, Object... arguments) {
    return new FakeClient.Call(method, java.util.Arrays.asList(arguments));
  }
}
