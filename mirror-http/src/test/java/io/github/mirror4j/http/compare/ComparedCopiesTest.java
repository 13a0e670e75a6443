package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comparing sends to whom, and what it keeps. */
class ComparedCopiesTest {

  private static final String MARK = "X-Mirror4J";
  private static final String SECRET = "Bearer secret";
  private static final Duration LATER = Duration.ofSeconds(1);

  private final RecordingServer v1 = RecordingServer.responding("one ".repeat(1_000));
  private final RecordingServer v2 = RecordingServer.responding("two ".repeat(1_000));
  private final RecordingServer other = RecordingServer.responding("two ".repeat(1_000));

  @AfterEach
  void close() {
    v1.close();
    v2.close();
    other.close();
  }

  @ParameterizedTest
  @EnumSource(Credentials.class)
  void theBaselineCarriesWhatTheCandidateCarries(Credentials credentials) throws Exception {
    try (MirroringHttpClient client =
        client("127.0.0.1", to(v2, "v2", confirmedSoon()).credentials(credentials))) {
      send(client);
      assertThat(FaultResources.await(() -> marked(v1).size() == 3)).as("and confirmed").isTrue();
      atRest(client);
    }
    String carried = credentials == Credentials.STRIP ? null : SECRET;
    assertThat(marked(v1))
        .hasSize(3)
        .extracting(r -> r.header("Authorization"))
        .containsOnly(carried);
    assertThat(marked(v2))
        .hasSize(2)
        .extracting(r -> r.header("Authorization"))
        .containsOnly(carried);
  }

  @Test
  void credentialsDoNotLeaveTheServiceWithABaseline() throws Exception {
    URI elsewhere = URI.create("http://localhost:" + other.uri().getPort());
    Comparison comparison =
        Comparison.withBaselineAt(new MirrorTarget.ToUri(elsewhere), 100).build();
    try (MirroringHttpClient client = client("127.0.0.1", to(v2, "v2", comparison))) {
      send(client);
      atRest(client);
    }
    assertThat(marked(v2)).extracting(r -> r.header("Authorization")).containsExactly(SECRET);
    assertThat(marked(other))
        .extracting(r -> r.header("Authorization"))
        .containsOnly((String) null);
  }

  @Test
  void whatIsMarkedIsNotComparedAgain() throws Exception {
    try (MirroringHttpClient client = client("*", to(v2, "v2", confirmedSoon()))) {
      HttpRequest request = HttpRequest.newBuilder(v1.uri()).header(MARK, "a rule").build();
      client.send(request, BodyHandlers.ofString());
      assertThat(pairs(client, "v2")).isEqualTo(new PairCounts(0, 0, 0, Map.of()));
    }
    assertThat(v1.requests()).hasSize(1);
    assertThat(v2.requests()).isEmpty();
  }

  @Test
  void aRedirectOfABaselineIsNotFollowed() throws Exception {
    try (RecordingServer redirecting =
            RecordingServer.responding(
                (exchange, request) -> {
                  exchange.getResponseHeaders().add("Location", other.uri("/elsewhere").toString());
                  exchange.sendResponseHeaders(302, -1);
                });
        MirroringHttpClient client = client("*", to(v2, "v2", confirmedSoon()))) {
      client.send(Fixtures.get(redirecting.uri()), BodyHandlers.ofString());
      atRest(client);
      assertThat(marked(redirecting)).isNotEmpty();
    }
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void twoMirrorsShareOneResponseAndEachHasItsOwnLimit() throws Exception {
    Comparison small = Comparison.withoutBaseline().responseLimit(1024).build();
    Comparison large = Comparison.withoutBaseline().build();
    try (MirroringHttpClient client = client("*", to(v2, "a", small), to(other, "b", large))) {
      send(client);
      assertThat(pairs(client, "a"))
          .isEqualTo(new PairCounts(1, 0, 0, Map.of(LossReason.PRIMARY_TOO_LARGE, 1L)));
      assertThat(pairs(client, "b")).isEqualTo(new PairCounts(1, 1, 0, Map.of()));
      assertThat(FaultResources.await(() -> client.engine().stats().bufferedBytes() == 0)).isTrue();
    }
  }

  @Test
  void aRequestThatTwoMirrorsCompareCountsOnceForItsService() throws Exception {
    Comparison comparison = Comparison.withBaseline(100).build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(Fixtures.plain())
            .rules(Fixtures.copyAll(to(v2, "a", comparison), to(other, "b", comparison)))
            .maxBaselinesPerSecond(1_000_000)
            .maxBaselineShare(300)
            .build()) {
      send(client);
      atRest(client);
      assertThat(pairs(client, "a").selected() + pairs(client, "b").selected()).isEqualTo(1);
    }
  }

  @Test
  void aResponseThatNobodyReadsHoldsNothingAfterTheEnd() throws Exception {
    try (RawServer primary = FaultServer.HANGS_AFTER_HEADERS.start();
        MirroringHttpClient client =
            client("*", to(v2, "v2", Comparison.withoutBaseline().build()))) {
      InputStream unread =
          client.send(Fixtures.get(primary.uri()), BodyHandlers.ofInputStream()).body();
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(unread.read()).isPositive();
      MirrorComparison comparison = client.engine().comparisons().getFirst();
      assertThat(comparison.pairs().pending()).isEqualTo(1);
      client.engine().close();
      assertThat(comparison.awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(comparison.pairs().lost()).containsOnly(Map.entry(LossReason.STOPPED, 1L));
      assertThat(FaultResources.await(() -> client.engine().stats().bufferedBytes() == 0)).isTrue();
      unread.close();
    }
  }

  private enum Stop {
    PAUSED(client -> client.engine().pause(new MirrorId("r", "a"))),
    WITHOUT_MIRROR(client -> {}),
    WITHOUT_COMPARISON(client -> {});

    final Consumer<MirroringHttpClient> action;

    Stop(Consumer<MirroringHttpClient> action) {
      this.action = action;
    }
  }

  /**
   * Those of the other mirror run after them on the same thread, so that waiting is not guessing.
   */
  @ParameterizedTest
  @EnumSource
  void confirmationsThatWaitEndWithTheirMirror(Stop stop) throws Exception {
    Comparison comparison = confirmedAfter(LATER);
    Mirror a = to(v2, "a", comparison);
    Mirror b = to(other, "b", comparison);
    try (MirroringHttpClient client = client("*", a, b)) {
      send(client);
      assertThat(pairs(client, "a").compared()).isEqualTo(1);
      assertThat(pairs(client, "b").compared()).isEqualTo(1);
      stop.action.accept(client);
      if (stop == Stop.WITHOUT_MIRROR) {
        client.engine().replaceRules(rule("*", b));
      } else if (stop == Stop.WITHOUT_COMPARISON) {
        client.engine().replaceRules(rule("*", Mirror.to(v2.uri()).name("a").percentage(0), b));
      }
      HttpRequest second = HttpRequest.newBuilder(v1.uri("/second")).build();
      client.send(second, BodyHandlers.ofString());
      assertThat(FaultResources.await(() -> marked(other).size() == 4)).isTrue();
      atRest(client);
    }
    assertThat(marked(v2)).as("no confirmation at the mirror").hasSize(1);
    assertThat(marked(v1)).as("nor at its old version").hasSize(3 + 4);
  }

  private static MirroringHttpClient client(String destination, Mirror... mirrors) {
    return MirroringHttpClient.builder(Fixtures.plain())
        .rules(rule(destination, mirrors))
        .maxBaselinesPerSecond(1_000_000)
        .maxBaselineShare(1000)
        .closeGrace(Duration.ZERO)
        .build();
  }

  private static RouteRule rule(String destination, Mirror... mirrors) {
    RouteRule.Builder rule = RouteRule.builder("r").destination(destination);
    for (Mirror mirror : mirrors) {
      rule.mirror(mirror);
    }
    return rule.build();
  }

  private static Mirror to(RecordingServer server, String name, Comparison comparison) {
    return Mirror.to(server.uri()).name(name).compare(comparison);
  }

  private static Comparison confirmedSoon() {
    return confirmedAfter(Duration.ofMillis(100));
  }

  private static Comparison confirmedAfter(Duration time) {
    return Comparison.withBaseline(100).warmUp(Duration.ZERO, 0).confirmAfter(time, time).build();
  }

  /** All copies have ended, and what was captured has been compared, or asked for again. */
  private static void atRest(MirroringHttpClient client) throws InterruptedException {
    assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
    assertThat(FaultResources.await(() -> client.engine().stats().bufferedBytes() == 0)).isTrue();
    assertThat(client.engine().stats().internalErrors()).isZero();
  }

  private void send(MirroringHttpClient client) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(v1.uri("/orders")).header("Authorization", SECRET).build();
    client.send(request, BodyHandlers.ofString());
  }

  private static PairCounts pairs(MirroringHttpClient client, String mirror) throws Exception {
    MirrorId id =
        client.engine().rules().mirrors().stream()
            .map(each -> each.id())
            .filter(each -> each.mirror().equals(mirror))
            .findFirst()
            .orElseThrow();
    MirrorComparison comparison = client.engine().comparison(id);
    assertThat(comparison.awaitIdle(Fixtures.PATIENCE)).isTrue();
    return comparison.pairs();
  }

  private static List<RecordingServer.Recorded> marked(RecordingServer server) {
    return server.requests().stream().filter(ComparedCopiesTest::isMarked).toList();
  }

  private static boolean isMarked(RecordingServer.Recorded request) {
    @Nullable String mark = request.header(MARK);
    return mark != null;
  }
}
