package io.github.mirror4j.http.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.transparency.RefusedTest;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Weighted routes decide where the primary goes. */
class RoutedPrimaryTest {

  private static final Labels V1 = Labels.of("version", "v1");
  private static final Labels V2 = Labels.of("version", "v2");

  private final RecordingServer first = RecordingServer.responding("one");
  private final RecordingServer second = RecordingServer.responding("two");
  private final RecordingServer mirror = RecordingServer.responding("mirror");

  @AfterEach
  void close() {
    first.close();
    second.close();
    mirror.close();
  }

  @Test
  void pathAndQueryAreKeptAndTheResponseSaysWhereItCameFrom() throws Exception {
    try (MirroringHttpClient client = client(Fixtures.plain(), 100)) {
      HttpResponse<String> response = send(client, "http://orders/a%2Fb?q=%20+");

      assertThat(response.body()).isEqualTo("one");
      assertThat(response.uri()).isEqualTo(first.uri("/a%2Fb?q=%20+"));
      assertThat(first.requests().get(0).target()).isEqualTo("/a%2Fb?q=%20+");
    }
  }

  @Test
  void weightsDivideThePrimaries() throws Exception {
    try (MirroringHttpClient client = client(Fixtures.plain(), 80)) {
      for (int i = 0; i < 400; i++) {
        send(client, "http://orders/");
      }
    }
    // p = 0.8, n = 400: three standard deviations are 24.
    assertThat(first.requests().size()).isBetween(296, 344);
    assertThat(first.requests().size() + second.requests().size()).isEqualTo(400);
  }

  @Test
  void endpointsOfASubsetTakeTurns() throws Exception {
    ServiceRegistry both =
        ServiceRegistry.builder()
            .endpoint("orders", V1, first.uri())
            .endpoint("orders", V1, second.uri())
            .build();
    RouteRule rule = RouteRule.builder("r").destination("orders").route(V1, 100).build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(Fixtures.plain()).rules(rule).registry(both).build()) {
      List<String> responses =
          IntStream.range(0, 4).mapToObj(i -> sendUnchecked(client, "http://orders/")).toList();
      assertThat(Fixtures.settled(client).selected()).isZero();
      assertThat(responses).containsExactly("one", "two", "one", "two");
    }
  }

  @Test
  void whereTheRegistryKnowsNoEndpointThePrimaryGoesWhereItsUriSays() throws Exception {
    FakeClient delegate = new FakeClient();
    ServiceRegistry nothing = service -> List.<Endpoint>of();
    RouteRule rule = RouteRule.builder("r").destination("orders").route(V1, 100).build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(delegate).rules(rule).registry(nothing).build()) {
      delegate.calls.clear();
      HttpRequest request = Fixtures.get(URI.create("http://orders/"));
      client.send(request, BodyHandlers.discarding());

      assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(request);
    }
  }

  @Test
  void theCopyIsMadeOfTheCallersRequestNotOfTheRoutedOne() throws Exception {
    try (MirroringHttpClient client = client(Fixtures.plain(), 100)) {
      var post = Fixtures.post(URI.create("http://orders/x"), "body");
      assertThat(client.send(post, BodyHandlers.ofString()).body()).isEqualTo("one");
      Fixtures.settled(client);
    }
    assertThat(first.requests().get(0).body()).asString().isEqualTo("body");
    assertThat(mirror.requests().get(0).body()).asString().isEqualTo("body");
    assertThat(mirror.requests().get(0).header("x-forwarded-host")).isEqualTo("orders");
  }

  @Test
  void aRequestOfAForeignClassIsRoutedAndMirrored() throws Exception {
    HttpRequest own = new RefusedTest.OwnRequest("GET", URI.create("http://orders/own"));
    try (MirroringHttpClient client = client(Fixtures.plain(), 100)) {
      assertThat(client.send(own, BodyHandlers.ofString()).body()).isEqualTo("one");
      assertThat(client.sendAsync(own, BodyHandlers.ofString()).join().body()).isEqualTo("one");
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
    }
    assertThat(mirror.requests()).hasSize(2).allMatch(r -> r.target().equals("/own"));
  }

  @Test
  void routingGoesOnWhileMirroringIsPaused() throws Exception {
    try (MirroringHttpClient client = client(Fixtures.plain(), 100)) {
      client.engine().pause();
      assertThat(send(client, "http://orders/").body()).isEqualTo("one");
      assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(1);
    }
  }

  private MirroringHttpClient client(HttpClient delegate, int weight) {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("orders")
            .route(V1, weight)
            .route(V2, 100 - weight)
            .mirror(Mirror.to(mirror.uri()))
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("orders", V1, first.uri())
            .endpoint("orders", V2, second.uri())
            .build();
    return MirroringHttpClient.builder(delegate)
        .rules(rule)
        .registry(registry)
        .random(new Random(1))
        .build();
  }

  private static HttpResponse<String> send(MirroringHttpClient client, String uri)
      throws Exception {
    return client.send(Fixtures.get(URI.create(uri)), BodyHandlers.ofString());
  }

  private static String sendUnchecked(MirroringHttpClient client, String uri) {
    return client.sendAsync(Fixtures.get(URI.create(uri)), BodyHandlers.ofString()).join().body();
  }
}
