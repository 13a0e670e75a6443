package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.send.HostHeader;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule changes the primaries it wins, and their copies are made of the changed request. */
class PrimaryEditsTest {

  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RecordingServer mirror = RecordingServer.responding("mirror");
  private final FakeClient delegate = new FakeClient();

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  private static RouteRule.Builder rule(PrimaryEdits edits) {
    return RouteRule.builder("r").destination("*").primary(edits);
  }

  private static PrimaryEdits everything() {
    return PrimaryEdits.none()
        .rewritePath(PathRewrite.prefix("/v1", "/v2"))
        .removeHeader("x-removed")
        .setHeader("x-set", "new")
        .addHeader("X-Added", "second");
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(primary.uri(path))
        .header("X-Removed", "a")
        .header("X-Set", "old")
        .header("X-Set", "older")
        .header("x-added", "first")
        .header("x-kept", "k")
        .POST(HttpRequest.BodyPublishers.ofString("body"))
        .build();
  }

  /** What the delegate gets for a request. */
  private HttpRequest handedOn(RouteRule rule, HttpRequest request) throws Exception {
    try (MirroringHttpClient client = MirroringHttpClient.wrap(delegate, rule)) {
      delegate.calls.clear();
      client.send(request, BodyHandlers.ofString());
      return (HttpRequest) delegate.onlyCall().arguments().get(0);
    }
  }

  @Test
  void primaryAndCopySayTheSame() throws Exception {
    RouteRule rule = rule(everything()).mirror(Mirror.to(mirror.uri("/base"))).build();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(Fixtures.plain(), rule)) {
      assertThat(client.send(request("/v1/a%2Fb?q=/v1"), BodyHandlers.ofString()).body())
          .isEqualTo("primary");
      Fixtures.settled(client);
    }
    assertThat(primary.requests().get(0).target()).isEqualTo("/v2/a%2Fb?q=/v1");
    assertThat(mirror.requests().get(0).target()).isEqualTo("/base/v2/a%2Fb?q=/v1");
    for (RecordingServer server : List.of(primary, mirror)) {
      RecordingServer.Recorded got = server.requests().get(0);
      assertThat(got.header("x-removed")).isNull();
      assertThat(got.header("x-set")).isEqualTo("new");
      assertThat(got.header("x-added")).isEqualTo("first,second");
      assertThat(got.header("x-kept")).isEqualTo("k");
      assertThat(got.body()).asString().isEqualTo("body");
    }
  }

  @Test
  void theMirrorsOwnChangesComeAfterwards() throws Exception {
    Mirror own =
        Mirror.to(mirror.uri())
            .rewritePath(PathRewrite.prefix("/v2", "/v3"))
            .setHeader("x-set", "copy");
    RouteRule rule = rule(everything()).mirror(own).build();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(Fixtures.plain(), rule)) {
      client.send(request("/v1"), BodyHandlers.ofString());
      Fixtures.settled(client);
    }
    assertThat(primary.requests().get(0).target()).isEqualTo("/v2");
    assertThat(primary.requests().get(0).header("x-set")).isEqualTo("new");
    assertThat(mirror.requests().get(0).target()).isEqualTo("/v3");
    assertThat(mirror.requests().get(0).header("x-set")).isEqualTo("copy");
  }

  @Test
  void aRoutedPrimaryIsChangedToo() throws Exception {
    ServiceRegistry registry =
        ServiceRegistry.builder().endpoint("orders", primary.uri("/base")).build();
    RouteRule rule =
        RouteRule.builder("r")
            .destination("orders")
            .route(Labels.none(), 100)
            .primary(everything())
            .build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(Fixtures.plain()).rules(rule).registry(registry).build()) {
      HttpRequest get = Fixtures.get(URI.create("http://orders/v1/x?q"));
      assertThat(client.sendAsync(get, BodyHandlers.ofString()).join().body()).isEqualTo("primary");
    }
    assertThat(primary.requests().get(0).target()).isEqualTo("/base/v2/x?q");
    assertThat(primary.requests().get(0).header("x-set")).isEqualTo("new");
  }

  @Test
  void theShorterTimeoutHolds() throws Exception {
    Duration second = Duration.ofSeconds(1);
    RouteRule rule = rule(PrimaryEdits.none().timeout(second)).build();
    HttpRequest.Builder request = HttpRequest.newBuilder(primary.uri());

    assertThat(handedOn(rule, request.build()).timeout()).contains(second);
    assertThat(handedOn(rule, request.timeout(Duration.ofHours(1)).build()).timeout())
        .contains(second);
    HttpRequest hasty = request.timeout(Duration.ofMillis(5)).build();
    assertThat(handedOn(rule, hasty)).isSameAs(hasty);
  }

  @Test
  void whatTheRuleDoesNotChangeIsKept() throws Exception {
    HttpRequest request = request("/v1");
    HttpRequest changed = handedOn(rule(everything()).build(), request);

    assertThat(changed.method()).isEqualTo("POST");
    assertThat(changed.bodyPublisher()).isEqualTo(request.bodyPublisher());
    assertThat(changed.headers().allValues("x-added")).containsExactly("first", "second");
    assertThat(changed.uri()).isEqualTo(primary.uri("/v2"));
    assertThat(request.headers().firstValue("x-set")).contains("old");
  }

  @Test
  void aRequestThatTheRuleLeavesAsItIsGoesOnAsTheSameObject() throws Exception {
    HttpRequest request = request("/other");
    PrimaryEdits rewrite = PrimaryEdits.none().rewritePath(PathRewrite.prefix("/v1", "/v2"));

    assertThat(handedOn(rule(PrimaryEdits.none()).build(), request)).isSameAs(request);
    assertThat(handedOn(rule(rewrite).build(), request)).isSameAs(request);
  }

  @Test
  void aRewriteThatMakesNoUriLeavesThePrimaryAsItIs() throws Exception {
    PrimaryEdits cutting = PrimaryEdits.none().rewritePath(PathRewrite.regex("2F", ""));
    RouteRule rule = rule(cutting.setHeader("x-a", "b")).mirror(Mirror.to(mirror.uri())).build();
    HttpRequest request = Fixtures.get(primary.uri("/a%2Fb"));
    try (MirroringHttpClient client = MirroringHttpClient.wrap(delegate, rule)) {
      delegate.calls.clear();
      client.send(request, BodyHandlers.ofString());

      assertThat(delegate.onlyCall().arguments().get(0)).isSameAs(request);
      assertThat(Fixtures.settled(client).dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
    }
  }

  @Test
  void theMarkOfCopiesIsNotForRulesToChange() {
    RouteRule rule = rule(PrimaryEdits.none().removeHeader("X-Mirror4J")).build();

    assertThatThrownBy(() -> MirroringHttpClient.wrap(delegate, rule))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("rule \"r\".primary.headerEdits");
  }

  @Test
  void anAuthorityThatTheJvmDoesNotAllowIsWarnedOf() throws Exception {
    RouteRule rule = rule(PrimaryEdits.none().authority("b.example.com")).build();
    HttpRequest request = request("/");
    try (StandardError error = new StandardError()) {
      assertThat(handedOn(rule, request)).isSameAs(request);
      assertThat(error.next("primary.authority")).contains(HostHeader.PROPERTY);
    }
  }
}
